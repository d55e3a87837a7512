"""What waits about reported barriers; one query each."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from campaign.accounts.models import User
from campaign.accounts.questions import asked
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from jobcenters.barriers import reach
from jobcenters.models import BarrierReport

# So many are named one by one.
NAMED = 3


def reports(user: User) -> Iterator[Todo]:
    """Yield the reports a person has to answer, the most urgent first; the Koordination also hears of late ones."""
    for report in asked(_most_urgent, user):
        yield _todo(report, timezone.localdate())


def waiting(user: User) -> Iterator[QuerySet[BarrierReport]]:
    """Yield those reports."""
    if user.has_role(Role.KOORDINATION):
        hers = Q(centre=None) | Q(passed_at__isnull=False) | Q(due_on__lt=timezone.localdate())
        yield BarrierReport.objects.open().filter(hers)
    elif user.has_role(Role.REDAKTION):
        yield reach.own_reports(user).open().filter(passed_at=None)


def _most_urgent(user: User) -> QuerySet[BarrierReport]:
    found = next(waiting(user), BarrierReport.objects.none())
    return found.select_related("centre").order_by("due_on", "pk")[:NAMED]


def _todo(report: BarrierReport, today: date) -> Todo:
    is_late = report.due_on < today
    until = f"{report.due_on.day}.{report.due_on.month}.{report.due_on.year}"
    where = report.centre.name if report.centre else "Kampagne"
    text = f"Jemand hat eine Barriere gemeldet: {where} ({report.number})."
    detail = (
        f"Die Antwort ist seit dem {until} überfällig." if is_late else f"Bitte antworten Sie bis {until}."
    )
    urgency = Urgency.NOW if is_late or report.state == BarrierReport.State.NEW else Urgency.SOON
    return Todo(text, "Ansehen", reverse("barriers_report", args=[report.pk]), urgency, detail)
