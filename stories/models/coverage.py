"""Whether everybody whom an approval shows has agreed, asked of the database: expiry needs no job.

The same rules as `stories/consents/rules.py`, as one condition on approvals; a test compares the two.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from campaign.publishing.models import Approval
from stories.consents.rules import (
    ASK_AGAIN_WITHIN,
    FOURTEEN_BEFORE_ADULT,
    Age,
    Channel,
    Giver,
    years_later,
)
from stories.models.consent import Consent, Portrayal


def in_force(on: date) -> Q:
    """Return the condition for consents that hold on this day, for whatever channel."""
    return Q(
        Q(valid_until=None) | Q(valid_until__gte=on),
        Q(form=Consent.Form.ONLINE) | ~Q(scan_hash=""),
        declared_on__lte=on,
        withdrawn_at=None,
        rests_since=None,
        replaced_by=None,
    )


def uncovered(channel: Channel = Channel.WEB, on: date | None = None) -> Q:
    """Return the condition for portrayals of people whose consent, or a guardian's, is missing for the channel."""
    on = on or timezone.localdate()
    lacks = _lacks("person", channel, on)
    # Who had to agree on the day of the approval, and who would have to by what is known today: the stricter counts.
    return _lacking(lacks, "", on) | _lacking(lacks, "person__", on)


def uncovered_person(channel: Channel = Channel.WEB, on: date | None = None) -> Q:
    """Return the condition for people, as they are known today, whose consent or a guardian's is missing."""
    on = on or timezone.localdate()
    return _lacking(_lacks("pk", channel, on), "", on)


def _lacks(person: str, channel: Channel, on: date) -> Callable[..., Q]:
    """Return the question whether a giver's consent is missing; `person` is the field that names the portrayed."""

    def lacks(giver: Giver, **conditions: Any) -> Q:
        consents = Consent.objects.filter(
            in_force(on),
            Q(special_categories=True) | Q(special_categories=OuterRef("special")),
            ~Exists(_taken_back(channel, on)),
            # In the alphabet the forms stand as they widen: changed, first, full.
            name_form__gte=OuterRef("name_form"),
            person=OuterRef(person),
            giver=giver.value,
            **{channel.value: True, **conditions},
        )
        return Q(~Exists(consents))

    return lacks


def _taken_back(channel: Channel, on: date) -> "QuerySet[Consent]":
    """Return later words of the same giver that allow less: a yes waits for its proof, a no does not."""
    shown = OuterRef(OuterRef("special")), OuterRef(OuterRef("name_form"))
    same_day = Q(declared_on=OuterRef("declared_on"), pk__gt=OuterRef("pk"))
    return Consent.objects.filter(
        Q(declared_on__gt=OuterRef("declared_on")) | same_day,
        Q(valid_until__lt=on)
        | Q(**{channel.value: False})
        | Q(special_categories__lt=shown[0])
        | Q(name_form__lt=shown[1]),
        ~Q(form=Consent.Form.ONLINE),
        person=OuterRef("person"),
        giver=OuterRef("giver"),
        scan_hash="",
        declared_on__lte=on,
        withdrawn_at=None,
        rests_since=None,
        replaced_by=None,
    )


def _lacking(lacks: Callable[..., Q], whose: str, on: date) -> Q:
    """Return the condition that one of those who must agree has not; `whose` leads to age, birthday and guardians."""
    turned, turned_14 = f"{whose}adult_on__lte", years_later(on, FOURTEEN_BEFORE_ADULT)
    was_adult = Q(**{f"{whose}age": Age.ADULT.value})
    # An unknown birthday must count as „no“, negated as well: hence the question for NULL.
    is_adult = was_adult | Q(**{f"{whose}adult_on__isnull": False, turned: on})
    is_14 = Q(**{f"{whose}age": Age.YOUTH.value}) | Q(**{turned: turned_14})
    # Some time after the 18th birthday what was declared before it counts no longer.
    outgrown = ~was_adult & Q(**{f"{whose}adult_on__lt": on - ASK_AGAIN_WITHIN})
    asked_again = lacks(Giver.SELF, declared_on__gte=OuterRef(f"{whose}adult_on"))
    second = ~is_adult & Q(**{f"{whose}guardians__gte": 2})
    # One level of „and“ below one of „or“: SQLite's parser knows a hundred levels, and whole queries stand around this.
    return (
        (lacks(Giver.SELF) & (is_adult | is_14))
        | (asked_again & outgrown)
        | (lacks(Giver.GUARDIAN_1) & ~is_adult)
        | (lacks(Giver.GUARDIAN_2) & second)
    )


def covered(
    approvals: "QuerySet[Approval]", channel: Channel = Channel.WEB, on: date | None = None
) -> "QuerySet[Approval]":
    """Return those approvals that show somebody, and everybody they show has agreed to the channel."""
    shown = Portrayal.objects.filter(approval=OuterRef("pk"))
    return approvals.filter(Exists(shown), ~Exists(shown.filter(uncovered(channel, on))))


def lacking(channel: Channel) -> Q:
    """Return the condition for pages of which an approval in force shows nobody, or somebody who has not agreed.

    Two questions side by side: SQLite's parser gives up where they stand within each other.
    """
    in_force = Approval.objects.in_force()
    shown = Portrayal.objects.filter(approval=OuterRef("pk"))
    everybody = Portrayal.objects.filter(approval__in=in_force, approval__page=OuterRef("pk"))
    showing_nobody = in_force.filter(~Exists(shown), page=OuterRef("pk"))
    return Q(Exists(showing_nobody)) | Q(Exists(everybody.filter(uncovered(channel))))
