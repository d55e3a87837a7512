"""Portrayed minors turn 18: from then on their own word counts, and the centre asks them again.

What they declared before goes on counting for some time (see `rules.ASK_AGAIN_WITHIN`); then the story goes offline by
itself, as it does with everybody whose consent ends.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from campaign.audit.outbox import queue_mail
from campaign.audit.tally import Tally
from campaign.media.licences import in_words
from campaign.publishing import notifications
from campaign.publishing.models import Withdrawal
from stories.consents import reach
from stories.consents.rules import ASK_AGAIN_WITHIN, Giver
from stories.models import Consent, Person
from stories.models.coverage import in_force

BEFORE = timedelta(days=30)


def job(now: datetime, *, force: bool) -> Tally:
    """Mail the centre 30 days before the 18th birthday and on the day; each mail once, a missed day is made up for."""
    today, done = timezone.localdate(now), 0
    for person in _to_ask(today).select_related("story__jobcenter"):
        birthday = person.adult_on
        on_the_day = birthday <= today
        mail = queue_mail(
            to=notifications.team(person.story),
            subject=_subject(birthday, on_the_day),
            template="consent_of_age",
            about=notifications.about(person.story_id),
            key=f"consent.of_age|{person.pk}|{birthday}|{'day' if on_the_day else 'before'}",
            context={
                "birthday": birthday,
                "is_over": on_the_day,
                "last_day": birthday + ASK_AGAIN_WITHIN if person.has_said_yes else None,
                "url": settings.BASE_URL + reverse("consents_person", args=[person.pk]),
            },
        )
        done += mail is not None
    return Tally(done=done)


def grounds(user: User) -> Iterator[QuerySet[Person]]:
    """Yield those of the centre who are around their 18th birthday, asked or not."""
    if user.has_role(Role.REDAKTION):
        yield Person.objects.filter(reach.by_centre(user, "story"), _around(timezone.localdate()))


def todos(user: User) -> Iterator[Todo]:
    """Yield those of the centre who turn 18 or have, and whom nobody has asked again."""
    if not user.has_role(Role.REDAKTION):
        return
    today = timezone.localdate()
    for person in _to_ask(today).filter(pk__in=reach.own_persons(user)).order_by("adult_on"):
        is_of_age = person.adult_on <= today
        yield Todo(
            f"{person.shown_name} ist volljährig." if is_of_age else f"{person.shown_name} wird volljährig.",
            "Neue Einwilligung",
            reverse("consents_person", args=[person.pk]),
            Urgency.NOW if is_of_age else Urgency.SOON,
            _what_happens(person),
        )


def _what_happens(person: Any) -> str:
    if person.has_said_yes:
        return f"Bitten Sie um eine neue Einwilligung. Die alte gilt bis {in_words(person.adult_on + ASK_AGAIN_WITHIN)}."
    return f"Ab {in_words(person.adult_on)} zählt nur noch das eigene Ja. Bis jetzt gibt es keins."


def _to_ask(today: date) -> QuerySet[Any]:
    """Return the people of stories around their 18th birthday who have not declared anything since it.

    Each with `has_said_yes`: the minor has agreed herself, so that something goes on counting for a while.
    """
    agreed = Consent.objects.filter(in_force(today), person=OuterRef("pk"))
    own = agreed.filter(giver=Giver.SELF.value)
    people = Person.objects.filter(
        ~Exists(own.filter(declared_on__gte=OuterRef("adult_on"))),
        Exists(agreed),
        ~Exists(Withdrawal.objects.filter(page=OuterRef("story_id"))),
        _around(today),
    )
    return people.exclude(age=Person.AgeGroup.ADULT).annotate(has_said_yes=Exists(own))


def _around(today: date) -> Q:
    return Q(adult_on__gte=today - ASK_AGAIN_WITHIN, adult_on__lte=today + BEFORE)


def _subject(birthday: date, is_over: bool) -> str:
    when = date_format(birthday, "j. F Y")
    begins = "Bitte noch einmal fragen: Jemand"
    return f"{begins} ist seit {when} volljährig" if is_over else f"{begins} wird am {when} volljährig"
