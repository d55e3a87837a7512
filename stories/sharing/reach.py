"""Whose stories somebody may pass on, and whose entries of the register she may know of."""

from django.db.models import Q, QuerySet

from campaign.accounts.models import User
from campaign.accounts.ownership import own_pages
from campaign.accounts.roles import Role
from stories.models import Reuse, StoryPage


def public_stories(user: User) -> QuerySet[StoryPage]:
    """Return the public stories somebody may pass on: all for the Koordination, else those of the own centres."""
    stories = StoryPage.objects.public()
    return stories if user.has_role(Role.KOORDINATION) else stories.filter(own_pages(user))


def own_reuses(user: User) -> QuerySet[Reuse]:
    """Return the entries about stories of the own centres."""
    return Reuse.objects.filter(story__in=StoryPage.objects.filter(own_pages(user)))


def reuses(user: User) -> QuerySet[Reuse]:
    """Return the entries somebody may know of; those of a story that is being erased are gone for everybody."""
    known = Reuse.objects.all() if user.has_role(Role.KOORDINATION) else own_reuses(user)
    return known.filter(Q(story__withdrawal=None)).select_related("story__jobcenter")
