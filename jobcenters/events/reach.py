"""What of Aktionen and joint events belongs to somebody of the Redaktion."""

from django.db.models import QuerySet

from campaign.accounts import ownership
from campaign.accounts.models import User
from campaign.accounts.roles import Role
from jobcenters.models import AktionAnswer, CoHost, EventPage
from jobcenters.models.events import EventQuerySet


def own_answers(user: User) -> QuerySet[AktionAnswer]:
    """Return the answers of the person's centres to Aktionen that are public."""
    return AktionAnswer.objects.filter(centre__group__user=user, aktion__live=True)


def questions_to(user: User) -> QuerySet[CoHost]:
    """Return what the person's centres are asked."""
    return CoHost.objects.filter(centre__group__user=user)


def questions_of(user: User) -> QuerySet[CoHost]:
    """Return what the person's centres ask others."""
    return CoHost.objects.filter(event__in=own_events(user))


def own_events(user: User) -> EventQuerySet:
    """Return the events in the person's own sections."""
    return EventPage.objects.filter(ownership.own_pages(user))


def events(user: User) -> EventQuerySet:
    """Return the events that a person may prepare: the own ones, all of them for the Koordination."""
    return EventPage.objects.all() if user.has_role(Role.KOORDINATION) else own_events(user)
