"""What waits about Aktionen and joint events; the number of queries does not grow with the content."""

from collections.abc import Iterator

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from campaign.accounts.models import User
from campaign.accounts.questions import asked
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from campaign.counting import as_sentence, counted
from jobcenters.events import reach
from jobcenters.models import AktionAnswer, AktionPage, CoHost


def questions(user: User) -> Iterator[Todo]:
    """Yield which centres ask for a joint event; one query."""
    for question in (one for found in open_questions(user) for one in found.order_by("asked_at")):
        text = f"Ein Jobcenter möchte einen Termin mit Ihnen veranstalten: „{question.told_title}“, {question.told_when}."
        yield Todo(text, "Antworten", reverse("events_answer", args=[question.pk]), Urgency.NOW)


def open_questions(user: User) -> Iterator[QuerySet[CoHost]]:
    """Yield what they ask."""
    if user.has_role(Role.REDAKTION):
        yield reach.questions_to(user).filter(says=CoHost.Says.ASKED)


def invitations(user: User) -> Iterator[Todo]:
    """Yield which Aktionen wait for an answer; one query."""
    for answer in asked(_unanswered, user):
        until = answer.aktion.answers_until
        detail = f"Bitte bis {until.day}.{until.month}.{until.year}." if until else ""
        text = f"Machen Sie mit? {answer.aktion.title}, {answer.aktion.period}"
        url = reverse("aktionen_answer", args=[answer.pk])
        yield Todo(text, "Antworten", url, Urgency.SOON, detail)


def open_answers(user: User) -> Iterator[QuerySet[AktionAnswer]]:
    """Yield those answers."""
    if user.has_role(Role.REDAKTION):
        yield _unanswered(user)


def _unanswered(user: User) -> QuerySet[AktionAnswer]:
    open_ones = reach.own_answers(user).filter(answered_at=None, aktion__ends_on__gte=timezone.localdate())
    told = ("aktion__title", "aktion__starts_on", "aktion__ends_on", "aktion__answers_until")
    return open_ones.select_related("aktion").only(*told).order_by("aktion__answers_until", "pk")


def of_the_koordination(user: User) -> Iterator[Todo]:
    """Yield the Aktionen whose closing date is over while answers are missing; one query."""
    silent = Count("answers", filter=Q(answers__answered_at=None))
    for aktion in (page for due in closed(user) for page in due.annotate(silent=silent).filter(silent__gt=0)):
        number = as_sentence(counted(aktion.silent, "ein Jobcenter", "Jobcenter"))
        verb = "hat" if aktion.silent == 1 else "haben"
        text = f"{number} {verb} auf „{aktion.title}“ noch nicht geantwortet."
        yield Todo(text, "Rückmeldungen", reverse("aktionen_overview", args=[aktion.pk]), Urgency.LATER)


def closed(user: User) -> Iterator[QuerySet[AktionPage]]:
    """Yield the Aktionen that go on after their closing date."""
    if user.has_role(Role.KOORDINATION):
        today = timezone.localdate()
        yield AktionPage.objects.live().filter(answers_until__lt=today, ends_on__gte=today)
