"""Mails about the registry, all through the outbox."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from campaign.audit.outbox import queue_mail
from jobcenters.life.ending import people_of
from jobcenters.models import Jobcenter, RegistryChange
from jobcenters.people.vacancies import coordinators


def proposed(change: RegistryChange) -> None:
    """Tell the Koordination what a Redaktion proposes."""
    _mail(coordinators(), "proposed", f"Vorschlag zum Register: {change.centre.name}", change)


def decided(change: RegistryChange) -> None:
    """Tell the team that its proposal was accepted or rejected, and why."""
    word = "abgelehnt" if change.state == RegistryChange.State.REJECTED else "angenommen"
    _mail(
        team_of(change.centre),
        "decided",
        f"Die Koordination hat Ihren Vorschlag {word}: {change.subject}",
        change,
        is_rejected=word == "abgelehnt",
    )


def announced(change: RegistryChange) -> None:
    """Tell those whom it concerns what was decided for a later day, or called off."""
    concerned = set(team_of(change.centre)) | set(team_of(change.successor) if change.successor else ())
    off = change.state == RegistryChange.State.CANCELLED
    subject = f"Beschlossen, gilt ab {date_format(change.effective_on, 'j. F Y')}: {change.subject}"
    if off:
        subject = f"Abgesagt, es bleibt wie bisher: {change.subject}"
    _mail(concerned, "announced", subject, change, is_off=off)


def settled(change: RegistryChange, team: Iterable[str]) -> None:
    """Tell the team as it was, the successor's team and the Koordination that it is so from today."""
    _mail(team, "settled", f"Ab heute: {change.subject}", change, is_own=True)
    others = set(coordinators()) | set(team_of(change.successor) if change.successor else ())
    if change.is_ending:
        _mail(others - set(team), "settled", f"Ab heute: {change.centre.name}", change, is_own=False)


def stuck(change: RegistryChange) -> None:
    """Tell the Koordination why a change did not come true on its day."""
    _mail(coordinators(), "stuck", f"Nicht eingetragen: {change.centre.name}", change)


def remind(centre: Jobcenter, number: int, since: Any) -> None:
    """Ask mailbox and team whether the data are still right; number: 1 or 2."""
    to = {*team_of(centre), *filter(None, [centre.section.email or centre.email])}
    _confirmation(
        to, "remind", f"Stimmen die Angaben noch? {centre.name}", centre, number=number, since=since
    )


def escalate(centre: Jobcenter, since: Any) -> None:
    """Tell the Koordination that nobody answered."""
    _confirmation(coordinators(), "escalated", f"Nicht bestätigt: {centre.name}", centre, since=since)


def team_of(centre: Jobcenter) -> list[str]:
    """Return the addresses of the active people of a centre."""
    return [user.email for user in people_of(centre) if user.is_active]


def _mail(to: Iterable[str], template: str, subject: str, change: RegistryChange, **context: Any) -> None:
    context |= {
        "change": change,
        "centre": change.centre,
        "rows": change.rows(),
        "register_url": settings.BASE_URL + reverse("registry_centre", args=[change.centre_id]),
        "own_url": settings.BASE_URL + reverse("registry_own"),
    }
    queue_mail(to=sorted(to), subject=_line(subject), template=f"registry/{template}", context=context)


def _confirmation(to: Iterable[str], template: str, subject: str, centre: Jobcenter, **context: Any) -> None:
    context |= {
        "centre": centre,
        "confirm_url": settings.BASE_URL + reverse("registry_confirm", args=[centre.pk]),
        "register_url": settings.BASE_URL + reverse("registry_centre", args=[centre.pk]),
    }
    queue_mail(to=sorted(to), subject=_line(subject), template=f"registry/{template}", context=context)


def _line(text: str) -> str:
    return " ".join(text.split())
