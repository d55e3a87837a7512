"""Mails about figures, all through the outbox."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.audit.outbox import queue_mail
from campaign.figures.centres import of_groups
from campaign.models.figure_versions import KennzahlFassung
from campaign.models.figures import Kennzahl


def proposed(figure: Kennzahl, version: KennzahlFassung) -> None:
    """Tell the Koordination that a centre's figure waits."""
    centre = of_groups([figure.group_id or 0]).get(figure.group_id or 0)
    name = centre.name if centre else "Ein Jobcenter"
    _mail(
        koordination(), "figure_proposed", f"Kennzahl zur Prüfung: {name}", figure, version=version, name=name
    )


def approved(figure: Kennzahl) -> None:
    """Tell the centre's team that its figure is public."""
    _mail(
        team(figure.group_id), "figure_approved", f"Ihre Kennzahl ist veröffentlicht: {figure.label}", figure
    )


def sent_back(figure: Kennzahl, version: KennzahlFassung) -> None:
    """Tell the centre's team what is to change."""
    subject = f"Die Koordination bittet um Änderung: Kennzahl „{figure.label}“"
    _mail(team(figure.group_id), "figure_sent_back", subject, figure, version=version)


def koordination() -> set[str]:
    """Return the addresses of the Koordination."""
    return {person.email for person in User.objects.holding(Role.KOORDINATION)}


def team(group_id: int | None) -> set[str]:
    """Return the addresses of the people of a centre, by its group."""
    return set(User.objects.filter(is_active=True, groups=group_id).values_list("email", flat=True))


def _mail(to: Iterable[str], template: str, subject: str, figure: Kennzahl, **context: Any) -> None:
    url = settings.BASE_URL + reverse("figures_figure", args=[figure.pk])
    queue_mail(
        to=sorted(to),
        subject=" ".join(subject.split()),
        template=template,
        about=f"figure:{figure.pk}",
        context={"figure": figure, "url": url, **context},
    )
