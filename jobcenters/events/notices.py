"""Mails about joint events and Aktionen, all through the outbox."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from campaign.audit.outbox import queue_mail
from jobcenters.life.notices import team_of
from jobcenters.models import AktionAnswer, AktionPage, CoHost, Jobcenter


def asked(row: CoHost, owner: Jobcenter) -> None:
    """Tell the team of a centre that another one asks for a joint event."""
    subject = f"{owner.name} fragt: gemeinsamer Termin am {date_format(row.event.starts_on, 'j. F Y')}?"
    _joint(row.centre, "asked", subject, row, owner)


def answered(row: CoHost, owner: Jobcenter, *, had_agreed: bool, went_offline: bool) -> None:
    """Tell the team that owns the event what the other centre answers, and what follows from it."""
    word = "Zusage" if row.says == CoHost.Says.YES else "Absage"
    subject = f"{word} von {row.centre.name}: {row.told_title}"
    _joint(owner, "answered", subject, row, owner, had_agreed=had_agreed, went_offline=went_offline)


def taken_back(row: CoHost, owner: Jobcenter) -> None:
    """Tell the team of the centre that was asked that nothing waits for it any more."""
    _joint(row.centre, "taken_back", f"Anfrage zurückgenommen: {row.told_title}", row, owner)


def changed(row: CoHost, owner: Jobcenter) -> None:
    """Tell a centre that agreed that the event is published with other data than it was told."""
    _joint(row.centre, "changed", f"Geändert: {row.told_title}", row, owner)


def invited(answer: AktionAnswer) -> None:
    """Invite a centre's team to an Aktion."""
    until = _until(answer.aktion)
    _aktion(answer, "invited", f"Einladung: {answer.aktion.title}{until}", f"invited:{answer.pk}")


def reminded(answer: AktionAnswer, stage: str, subject: str) -> bool:
    """Remind a centre's team; stage: names the reminder, which is sent once. False when it has it already."""
    return _aktion(answer, "reminded", subject, f"reminded:{answer.pk}:{stage}")


def reminder_subject(aktion: AktionPage) -> str:
    """The subject of a reminder, also for its preview."""
    return f"Erinnerung: Machen Sie mit? {aktion.title}{_until(aktion)}"


def words_of(answer: AktionAnswer) -> dict[str, Any]:
    """What the templates of the mails about an Aktion need."""
    return {
        "aktion": answer.aktion,
        "centre": answer.centre,
        "url": settings.BASE_URL + reverse("aktionen_answer", args=[answer.pk]),
        "public_url": settings.BASE_URL + (answer.aktion.get_url() or ""),
    }


def _until(aktion: AktionPage) -> str:
    last = aktion.answers_until
    return f" (Antwort bis {date_format(last, 'j. F Y')})" if last else ""


def _aktion(answer: AktionAnswer, template: str, subject: str, key: str) -> bool:
    mail = queue_mail(
        to=sorted(team_of(answer.centre)),
        subject=_line(subject),
        template=f"events/{template}",
        key=f"aktion:{key}",
        about=f"aktion:{answer.aktion_id}",
        context=words_of(answer),
    )
    return mail is not None


def _joint(to: Jobcenter, template: str, subject: str, row: CoHost, owner: Jobcenter, **context: Any) -> None:
    people: Iterable[str] = team_of(to)
    url = settings.BASE_URL + (
        reverse("events_joint", args=[row.event_id])
        if to == owner
        else reverse("events_answer", args=[row.pk])
    )
    queue_mail(
        to=sorted(people),
        subject=_line(subject),
        template=f"events/{template}",
        about=f"event:{row.event_id}",
        context={"row": row, "owner": owner, "url": url, **context},
    )


def _line(text: str) -> str:
    return " ".join(text.split())
