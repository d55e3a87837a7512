"""Whom to write to: the Redaktion that a collection of files, or a page, belongs to."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from campaign.accounts.models import User
from campaign.accounts.roles import Role


def teams_of_collection(collection_id: int) -> list[User]:
    """Return the active people whose centre the collection belongs to; nobody for the campaign's shared one."""
    rights = GroupCollectionPermission.objects.filter(
        collection=collection_id, permission__codename="add_image"
    )
    return _active(Group.objects.filter(pk__in=rights.values("group")))


def teams_of_pages(pages: Iterable[Page]) -> list[User]:
    """Return the active people in whose centre's section or folder one of the pages lies."""
    above = {
        page.path[:end] for page in pages for end in range(Page.steplen, len(page.path) + 1, Page.steplen)
    }
    rights = GroupPagePermission.objects.filter(page__path__in=above)
    return _active(Group.objects.filter(pk__in=rights.values("group")))


def _active(groups: QuerySet[Group]) -> list[User]:
    centres = groups.filter(permissions__codename=f"role_{Role.REDAKTION}")
    return list(User.objects.filter(is_active=True, groups__in=centres).distinct().order_by("pk"))
