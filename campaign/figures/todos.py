"""What waits about figures: to check for the Koordination, to mend for a Redaktion, to renew for both."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from campaign.accounts import todo
from campaign.accounts.grounds import how_many
from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from campaign.figures import reach
from campaign.figures.centres import of_groups
from campaign.figures.listing import with_latest
from campaign.models.figure_versions import KennzahlFassung
from campaign.models.figures import Kennzahl

State = KennzahlFassung.State


def register() -> None:
    """Add it all; once, when the app is ready."""
    todo.register(to_check, waiting)
    todo.register(to_renew, outdated)
    todo.register(own_figures, own)


def to_check(user: User) -> Iterator[Todo]:
    """Yield how many figures of centres wait for the Koordination; one query."""
    if number := how_many(waiting, user):
        text = (
            "Eine Kennzahl eines Jobcenters wartet"
            if number == 1
            else f"{number} Kennzahlen von Jobcentern warten"
        )
        url = f"{reverse('figures_index')}?zeige=wartet"
        yield Todo(f"{text} auf Ihre Prüfung.", "Prüfen", url, Urgency.NOW)


def waiting(user: User) -> Iterator[QuerySet[KennzahlFassung]]:
    """Yield what those come from."""
    if user.has_role(Role.KOORDINATION):
        yield KennzahlFassung.objects.filter(state=State.WAITING)


def to_renew(user: User) -> Iterator[Todo]:
    """Yield how many of the campaign's own figures are old; one query."""
    if number := how_many(outdated, user):
        text = "Eine Kennzahl ist" if number == 1 else f"{number} Kennzahlen sind"
        yield Todo(
            f"{text} älter als zwei Jahre. Gibt es neuere Zahlen?",
            "Kennzahlen prüfen",
            f"{reverse('figures_index')}?zeige=veraltet",
        )


def outdated(user: User) -> Iterator[QuerySet[Kennzahl]]:
    """Yield those figures."""
    if user.has_role(Role.KOORDINATION):
        yield Kennzahl.objects.outdated(timezone.localdate()).filter(group=None)


def own(user: User) -> Iterator[QuerySet[Kennzahl]]:
    """Yield the figures of the own centres; who is a coordinator as well looks after all."""
    if user.has_role(Role.REDAKTION) and not user.has_role(Role.KOORDINATION):
        yield reach.own(user)


def own_figures(user: User) -> Iterator[Todo]:
    """Yield what a Redaktion has to mend or to renew; at most three queries."""
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
