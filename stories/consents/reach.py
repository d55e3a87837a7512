"""Whose people and consents somebody may know of, and how they are shown in lists."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from campaign.accounts.models import User
from campaign.accounts.ownership import own_pages
from campaign.accounts.roles import Role
from stories.consents.rules import CHANNELS, Channel, ends_on, missing
from stories.models import Consent, Person


def own_persons(user: User) -> QuerySet[Person]:
    """Return the people in stories of the own centres, those taken out of a story included."""
    return Person.everybody.filter(own_pages(user, "story__path"))


def own_consents(user: User) -> QuerySet[Consent]:
    """Return the consents of those people."""
    return Consent.objects.filter(own_pages(user, "person__story__path"))


def persons(user: User) -> QuerySet[Person]:
    """Return the people somebody may know of: all for the Koordination, else those of the own centres."""
    if user.has_role(Role.KOORDINATION):
        return Person.everybody.all()
    return own_persons(user)


def consents(user: User) -> QuerySet[Consent]:
    """Return the consents somebody may know of; the Technik reaches all, to withdraw and for nothing else."""
    if user.roles & {Role.KOORDINATION, Role.TECHNIK}:
        return Consent.objects.all()
    return own_consents(user)


def by_centre(user: User, story: str) -> Q:
    """Return the condition for what belongs to stories of the own centres; story: the field that leads there.

    As by their place in the tree, only quicker: for questions whether there is anything at all.
    """
    return Q(**{f"{story}__jobcenter__group__user": user})


@dataclass(frozen=True)
class ChannelStatus:
    """One channel of one person: whether it is covered, until when (None: without end), else why not."""

    label: str
    is_covered: bool
    until: date | None
    why: str


def status(person: Person, channel: Channel = Channel.WEB) -> ChannelStatus:
    """Return how a channel stands today; no query for people whose consents are prefetched."""
    today, portrayed = timezone.localdate(), person.as_portrayed()
    gaps = [gap.text for gap in missing(portrayed, channel, today)]
    until = None if gaps else ends_on(portrayed, channel, today)
    return ChannelStatus(CHANNELS[channel], not gaps, until, " ".join(gaps))


def statuses(person: Person) -> list[ChannelStatus]:
    """Return all channels, the website first."""
    return [status(person, channel) for channel in Channel]
