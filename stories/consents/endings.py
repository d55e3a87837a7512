"""Consents that end soon: for the first page of the admin, and for the mails 60, 30 and 7 days before.

When a consent has ended, `upkeep` takes the story offline. What is asked every year is another question: that goes to
the person herself, this to those who can ask her for a new declaration.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.accounts.teams import teams_of_pages
from campaign.accounts.todo import Todo, Urgency
from campaign.audit import log
from campaign.audit.models import AuditEntry
from campaign.audit.outbox import queue_mail
from campaign.audit.tally import Tally
from campaign.media.licences import in_words
from campaign.publishing import notifications
from campaign.publishing.models import Approval, Withdrawal
from stories.consents import reach
from stories.consents.rules import Channel, ends_on
from stories.models import Consent, Person
from stories.models.coverage import in_force

ANNOUNCED = "consent.ending"
# Days before the end, the widest first. In the last one it cannot wait, and the Koordination is told, too.
STAGES = (60, 30, 7)
LAST = STAGES[-1]
# So many of a kind are named one by one; the rest is one sentence.
NAMED = 4


@dataclass(frozen=True)
class Ending:
    """The last day on which the website may show a person. `is_public`: the story is or is going to be public."""

    person: Person
    on: date
    days: int
    is_public: bool

    @property
    def stage(self) -> int:
        """The narrowest of STAGES that has begun."""
        return min(stage for stage in STAGES if self.days <= stage)


def endings(people: QuerySet[Person], today: date, within: int = STAGES[0]) -> list[Ending]:
    """Return those of the people whose consent for the website ends within so many days, the first first; two queries.

    Only people whom a story shows that is not withdrawn; who was taken out of the draft counts while the public sees her.
    """
    until = today + timedelta(days=within)
    approved = Approval.objects.in_force().filter(page=OuterRef("story_id"))
    shown = approved.filter(portrayals__person=OuterRef("pk"))
    ending = Consent.objects.filter(_ends(today, within))
    withdrawn = Withdrawal.objects.filter(page=OuterRef("story_id"))
    rows = (
        people.filter(~Exists(withdrawn), pk__in=ending.values("person"))
        .annotate(is_shown=Exists(shown))
        .filter(Q(removed_at=None) | Q(is_shown=True))
        .select_related("story__jobcenter")
        .prefetch_related("consents")
        .order_by("pk")
    )
    found = []
    for person in rows:
        end = ends_on(person.as_portrayed(), Channel.WEB, today)
        if end and end <= until:
            found.append(Ending(person, end, (end - today).days, person.is_shown))
    return sorted(found, key=lambda one: (one.on, one.person.pk))


def announce(now: datetime, *, force: bool) -> Tally:
    """Write to the team of each public story 60, 30 and 7 days before a consent ends; once each, the log remembers."""
    today = timezone.localdate(now)
    found = [one for one in endings(Person.everybody.all(), today) if one.is_public]
    told = _told(found)
    new = [one for one in found if (str(one.person.pk), one.on.isoformat(), one.stage) not in told]
    for one in new:
        with transaction.atomic():
            _mail(one)
            _remember(one)
    return Tally(done=len(new))


def grounds(user: User) -> Iterator[QuerySet[Consent]]:
    """Yield the consents within reach of the person that end soon, whatever they are for."""
    today = timezone.localdate()
    if user.has_role(Role.REDAKTION):
        yield Consent.objects.filter(reach.by_centre(user, "person__story"), _ends(today, STAGES[0]))
    elif user.has_role(Role.KOORDINATION):
        yield Consent.objects.filter(_ends(today, LAST))


def todos(user: User) -> Iterator[Todo]:
    """Yield the consents that end soon: for the centre each by name, for the Koordination the last days as a number."""
    today = timezone.localdate()
    if user.has_role(Role.REDAKTION):
        found = endings(reach.own_persons(user), today)
        urgent = [one for one in found if one.stage == LAST and one.is_public]
        yield from _first(urgent, _urgent)
        for stage in reversed(STAGES):
            rest = [one for one in found if one.stage == stage and one not in urgent]
            yield from _first(rest, _later(stage))
    elif user.has_role(Role.KOORDINATION):
        found = [one for one in endings(reach.persons(user), today, LAST) if one.is_public]
        if found:
            text = "Eine Einwilligung endet" if len(found) == 1 else f"{len(found)} Einwilligungen enden"
            url = _url(found[0]) if len(found) == 1 else reverse("consents_index")
            why = (
                "Die Redaktion weiß es. Erneuert sie nichts, ist die Geschichte danach nicht mehr öffentlich."
            )
            yield Todo(f"{text} in den nächsten {LAST} Tagen.", "Ansehen", url, Urgency.SOON, why)


def _first(found: list[Ending], sentence: Callable[[Ending], Todo]) -> Iterator[Todo]:
    """Yield the first few, and how many more there are."""
    for one in found[:NAMED]:
        yield sentence(one)
    if len(found) > NAMED:
        like, more = sentence(found[NAMED]), len(found) - NAMED
        text = "Eine weitere Einwilligung endet" if more == 1 else f"{more} weitere Einwilligungen enden"
        yield replace(
            like, text=f"{text} bald.", button="Alle ansehen", url=reverse("consents_index"), detail=""
        )


def _urgent(one: Ending) -> Todo:
    why = "Danach ist die Geschichte nicht mehr öffentlich."
    return Todo(_text(one), "Erneuern", _url(one), Urgency.NOW, why)


def _later(stage: int) -> Callable[[Ending], Todo]:
    group = f"Einwilligungen, die in den nächsten {stage} Tagen enden"
    return lambda one: Todo(_text(one), "Erneuern", _url(one), Urgency.LATER, group=group)


def _text(one: Ending) -> str:
    whose = f"„{one.person.story.draft_title}“: Die Einwilligung von {one.person.shown_name}"
    return f"{whose} endet am {in_words(one.on)}, {when(one.days)}."


def _url(one: Ending) -> str:
    return reverse("consents_person", args=[one.person.pk])


def when(days: int) -> str:
    """Return „heute“, „morgen“, „in 5 Tagen“."""
    return ("heute", "morgen")[days] if days < 2 else f"in {days} Tagen"


def _ends(today: date, within: int) -> Q:
    return Q(in_force(today), valid_until__lte=today + timedelta(days=within))


def _told(found: Iterable[Ending]) -> set[tuple[str, str, int]]:
    keys = {str(one.person.pk) for one in found}
    entries = AuditEntry.objects.filter(action=ANNOUNCED, object_id__in=keys)
    return {(key, data["until"], data["days"]) for key, data in entries.values_list("object_id", "data")}


def _remember(one: Ending) -> None:
    data = {"until": one.on.isoformat(), "days": one.stage, "story": one.person.story_id}
    label, centre = f"Person {one.person.pk}", one.person.story.jobcenter.ags
    log.record(ANNOUNCED, obj=one.person, label=label, centre=centre, data=data)


def _mail(one: Ending) -> None:
    """The mail names the story, never the person: whoever reads it logs in to know whom to ask."""
    story = one.person.story
    people = teams_of_pages([story])
    if one.stage == LAST or not people:
        people += User.objects.holding(Role.KOORDINATION)
    url = settings.BASE_URL + reverse("consents_person", args=[one.person.pk])
    queue_mail(
        to=sorted({user.email for user in people}),
        subject=f"{story.jobcenter.name}: Einwilligung endet am {in_words(one.on)}",
        template="consent_ending",
        about=notifications.about(story.pk),
        url="" if one.stage == LAST else url,
        context={"title": story.title, "until": in_words(one.on), "when": when(one.days), "url": url},
        key=f"consent-ending|{one.person.pk}|{one.on}|{one.stage}",
    )
