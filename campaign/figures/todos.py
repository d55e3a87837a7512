"""What waits about figures: to check for the Koordination, to mend for a Redaktion, to renew for both."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from campaign.figures import reach
from campaign.figures.centres import of_groups
from campaign.figures.listing import with_latest
from campaign.models.figure_versions import KennzahlFassung
from campaign.models.figures import Kennzahl

State = KennzahlFassung.State


def figures(user: User) -> Iterator[Todo]:
    """Yield what waits about figures; two queries for the Koordination, at most three for a Redaktion."""
    if user.has_role(Role.KOORDINATION):
        yield from _of_koordination()
    elif user.has_role(Role.REDAKTION):
        yield from _of_redaktion(user)


def _of_koordination() -> Iterator[Todo]:
    index = reverse("figures_index")
    if waiting := _waiting().count():
        text = (
            "Eine Kennzahl eines Jobcenters wartet"
            if waiting == 1
            else f"{waiting} Kennzahlen von Jobcentern warten"
        )
        yield Todo(f"{text} auf Ihre Prüfung.", "Prüfen", f"{index}?zeige=wartet", Urgency.NOW)
    if old := _old().count():
        text = "Eine Kennzahl ist" if old == 1 else f"{old} Kennzahlen sind"
        yield Todo(
            f"{text} älter als zwei Jahre. Gibt es neuere Zahlen?",
            "Kennzahlen prüfen",
            f"{index}?zeige=veraltet",
        )


def concerning(user: User) -> Iterator[QuerySet[Any]]:
    """Yield what those come from."""
    if user.has_role(Role.KOORDINATION):
        yield _waiting()
        yield _old()
    elif user.has_role(Role.REDAKTION):
        yield reach.own(user)


def _waiting() -> QuerySet[KennzahlFassung]:
    return KennzahlFassung.objects.filter(state=State.WAITING)


def _old() -> QuerySet[Kennzahl]:
    return Kennzahl.objects.outdated(timezone.localdate()).filter(group=None)


def _of_redaktion(user: User) -> Iterator[Todo]:
    today = timezone.localdate()
    figures = list(with_latest(reach.own(user)))
    groups = {figure.group_id for figure in figures if figure.group_id}
    # Who writes for one centre knows which.
    centres = of_groups(groups) if len(groups) > 1 else {}
    for figure in figures:
        centre = centres.get(figure.group_id or 0)
        yield from _about(figure, f"{centre.name}: " if centre else "", today)


def _about(figure: Any, where: str, today: date) -> Iterator[Todo]:
    """Yield what waits about one figure of `with_latest`."""
    edit, name = reverse("figures_edit", args=[figure.pk]), f"Ihre Kennzahl „{figure.label}“"
    if figure.latest_state == State.SENT_BACK:
        text = f"{where}Die Koordination bittet um eine Änderung an Ihrer Kennzahl „{figure.label}“."
        yield Todo(text, "Ändern", edit, Urgency.NOW, figure.latest_remark)
    elif figure.latest_state == State.WAITING:
        url = reverse("figures_figure", args=[figure.pk])
        yield Todo(f"{where}{name} liegt bei der Koordination.", "Ansehen", url, Urgency.NEWS)
    elif figure.is_public and figure.is_outdated(today):
        text = f"{where}{name} ist älter als zwei Jahre. Gibt es eine neuere?"
        yield Todo(text, "Erneuern", edit, Urgency.LATER)
