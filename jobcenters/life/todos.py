"""What waits in the registry: for the Redaktion a confirmation or an answer, for the Koordination a decision."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from campaign.counting import as_sentence, counted
from jobcenters.life import confirmation
from jobcenters.models import Jobcenter, RegistryChange
from jobcenters.todos import asked_centres, of_sections

State = RegistryChange.State


def of_the_redaktion(user: User) -> Iterator[Todo]:
    """Yield what the own sections lack, which centre should say „stimmt noch“, and which proposals wait; two queries."""
    today = timezone.localdate()
    if not user.has_role(Role.REDAKTION):
        return
    asked = asked_centres(user)
    yield from of_sections(asked)
    for centre in asked:
        due = confirmation.due_on(centre)
        if due and due <= today:
            text = f"Stimmen Anschrift, Telefon und Öffnungszeiten von {centre.name} noch?"
            yield Todo(text, "Prüfen und bestätigen", reverse("registry_confirm", args=[centre.pk]))
        if centre.waiting:
            what = "Ihr Vorschlag" if centre.waiting == 1 else "Ihre Vorschläge"
            verb = "liegt" if centre.waiting == 1 else "liegen"
            where = f" für {centre.name}" if len(asked) > 1 else ""
            text = f"{what} zum Register{where} {verb} bei der Koordination."
            yield Todo(text, "Ansehen", reverse("registry_own"), Urgency.NEWS)


def of_the_koordination(user: User) -> Iterator[Todo]:
    """Yield proposals to decide, changes that could not come true, and centres that confirm nothing; two queries."""
    if not user.has_role(Role.KOORDINATION):
        return
    for change in _open_changes().select_related("centre").order_by("proposed_at", "pk")[:3]:
        url = reverse("registry_centre", args=[change.centre_id])
        if change.problem:
            text = f"Nicht eingetragen, obwohl der Tag gekommen ist: {change.centre.name}."
            yield Todo(text, "Ansehen", url, Urgency.NOW, change.problem)
        else:
            text = f"{change.centre.name} schlägt vor zu ändern: {change.subject}."
            yield Todo(text, "Entscheiden", url, Urgency.NOW)
    if silent := _silent().count():
        text = as_sentence(counted(silent, "ein Jobcenter hat", "Jobcenter haben"))
        yield Todo(
            f"{text} die eigenen Angaben trotz Erinnerung nicht bestätigt.",
            "Anrufen und klären",
            f"{reverse('registry_index')}?zeigen=unbestaetigt",
            Urgency.LATER,
        )


def waiting(user: User) -> Iterator[QuerySet[Any]]:
    """Yield what those come from."""
    if user.has_role(Role.KOORDINATION):
        yield _open_changes()
        yield _silent()


def _open_changes() -> QuerySet[RegistryChange]:
    return RegistryChange.objects.filter(Q(state=State.PROPOSED) | Q(state=State.SCHEDULED) & ~Q(problem=""))


def _silent() -> QuerySet[Jobcenter]:
    return Jobcenter.objects.serving().filter(reminders=confirmation.ESCALATED)
