"""Whether everybody whom an approval shows has agreed, asked of the database: expiry needs no job.

The same rules as `stories/consents/rules.py`, as one condition on approvals; a test compares the two.
"""

from collections.abc import Callable
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.lookups import Exact, GreaterThanOrEqual, IsNull
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
    # Who had to agree on the day of the approval, and who would have to by what is known today: the stricter counts.
    return _lacking("person", ("", "person__"), channel, on or timezone.localdate())


def uncovered_person(channel: Channel = Channel.WEB, on: date | None = None) -> Q:
    """Return the condition for people, as they are known today, whose consent or a guardian's is missing."""
    return _lacking("pk", ("",), channel, on or timezone.localdate())


def _lacking(person: str, whose: tuple[str, ...], channel: Channel, on: date) -> Q:
    """Return the condition that one of those who must agree has not.

    `person`: the field that names the portrayed; `whose`: what leads to age, birthday and guardians, once or more often.
    """

    def some(condition: Callable[[str, date], Q]) -> Q:
        return reduce(or_, (condition(one, on) for one in whose))

    def lacks(giver: Giver, *more: Q) -> Q:
        return Q(~Exists(_agreed(person, giver, channel, on).filter(*more)))

    since = [_counts_still(one, on) for one in whose]
    # What costs nothing comes first. One level of „and“ below one of „or“: SQLite's parser knows a hundred levels, and
    # whole queries stand around this.
    return (
        (some(_speaks) & lacks(Giver.SELF, *since))
        | (some(_is_minor) & lacks(Giver.GUARDIAN_1))
        | (some(_has_second) & lacks(Giver.GUARDIAN_2))
    )


def _agreed(person: str, giver: Giver, channel: Channel, on: date) -> "QuerySet[Consent]":
    """Return what this giver said for the portrayed that counts for the channel."""
    return Consent.objects.filter(
        in_force(on),
        Q(special_categories=True) | Q(special_categories=OuterRef("special")),
        ~Exists(_taken_back(channel, on)),
        # In the alphabet the forms stand as they widen: changed, first, full.
        name_form__gte=OuterRef("name_form"),
        person=OuterRef(person),
        giver=giver.value,
        **{channel.value: True},
    )


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


def _is_adult(whose: str, on: date) -> Q:
    # An unknown birthday must count as „no“, negated as well: hence the question for NULL.
    turned = Q(**{f"{whose}adult_on__isnull": False, f"{whose}adult_on__lte": on})
    return Q(**{f"{whose}age": Age.ADULT.value}) | turned


def _speaks(whose: str, on: date) -> Q:
    """From 14 on people speak for themselves."""
    turned_14 = Q(**{f"{whose}adult_on__lte": years_later(on, FOURTEEN_BEFORE_ADULT)})
    return _is_adult(whose, on) | Q(**{f"{whose}age": Age.YOUTH.value}) | turned_14


def _is_minor(whose: str, on: date) -> Q:
    return ~_is_adult(whose, on)


def _has_second(whose: str, on: date) -> Q:
    return Q(**{f"{whose}guardians__gte": 2}) & _is_minor(whose, on)


def _counts_still(whose: str, on: date) -> Q:
    """Some time after the 18th birthday what a minor declared before it counts no longer. About consents."""
    age, adult_on = OuterRef(f"{whose}age"), OuterRef(f"{whose}adult_on")
    return (
        Q(declared_on__gte=adult_on)
        | Q(Exact(age, Value(Age.ADULT.value)))
        | Q(GreaterThanOrEqual(adult_on, Value(on - ASK_AGAIN_WITHIN)))
        | Q(IsNull(adult_on, True))
    )


class ForEach(Exists):
    """As Exists; PostgreSQL asks it for each row, instead of first for everybody whom any approval shows."""

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Forbid with OFFSET 0 what the planner would do: it takes what each person costs for nothing."""
        return self.as_sql(compiler, connection, template="EXISTS(%(subquery)s OFFSET 0)", **extra)


def covered(
    approvals: "QuerySet[Approval]", channel: Channel = Channel.WEB, on: date | None = None
) -> "QuerySet[Approval]":
    """Return those approvals that show somebody, and everybody they show has agreed to the channel."""
    shown = Portrayal.objects.filter(approval=OuterRef("pk"))
    return approvals.filter(Exists(shown), ~ForEach(shown.filter(uncovered(channel, on))))


def not_covered(
    approvals: "QuerySet[Approval]", channel: Channel = Channel.WEB, on: date | None = None
) -> "QuerySet[Approval]":
    """Return the others: asked as what they are not, PostgreSQL finds out about all of them first."""
    shown = Portrayal.objects.filter(approval=OuterRef("pk"))
    return approvals.filter(~Exists(shown) | Q(ForEach(shown.filter(uncovered(channel, on)))))


def lacking(channel: Channel) -> Q:
    """Return the condition for pages of which an approval in force shows nobody, or somebody who has not agreed.

    Two questions side by side: SQLite's parser gives up where they stand within each other.
    """
    in_force = Approval.objects.in_force()
    shown = Portrayal.objects.filter(approval=OuterRef("pk"))
    everybody = Portrayal.objects.filter(approval__in=in_force, approval__page=OuterRef("pk"))
    showing_nobody = in_force.filter(~Exists(shown), page=OuterRef("pk"))
    return Q(Exists(showing_nobody)) | Q(Exists(everybody.filter(uncovered(channel))))
