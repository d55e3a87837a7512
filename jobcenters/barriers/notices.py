"""Mails about reported barriers, all through the outbox. None to the house says who reported, or what."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from campaign.accessibility.bodies import body_of
from campaign.audit.outbox import PRIVATE, queue_mail
from jobcenters.barriers import clock
from jobcenters.life.notices import team_of
from jobcenters.models import BarrierReport
from jobcenters.people.vacancies import coordinators

# Mails a day that say to one address that a report came in.
CONFIRMED = 3


def about(report: BarrierReport) -> str:
    """Return what mails to the person who reported are filed under: nothing of them stays."""
    return f"{PRIVATE}barrier:{report.pk}"


def arrived(report: BarrierReport) -> None:
    """Tell who has to answer; it can wait for the daily mail."""
    _to_the_house(
        report, "new", f"Barriere {report.number} gemeldet, {_until(report)}", url=inbox_url(report)
    )


def passed(report: BarrierReport) -> None:
    """Tell the Koordination that a Redaktion handed a report over."""
    _to_the_house(
        report,
        "new",
        f"Barriere {report.number} an Sie weitergegeben, {_until(report)}",
        url=inbox_url(report),
    )


def reminded(report: BarrierReport, stage: int) -> None:
    """Remind who has to answer; when the day is over, the Koordination hears of it too."""
    is_over = stage == clock.OVERDUE
    subject = f"{'Überfällig' if is_over else 'Bald fällig'}: Barriere {report.number}, {_until(report)}"
    _to_the_house(report, "due", subject, is_over=is_over, everybody=is_over)


def confirm(report: BarrierReport) -> None:
    """Tell the person that her report came in, until when we answer, and where she turns if we do not.

    Anybody can type anybody's address: nobody gets more than a few of these a day.
    """
    today = BarrierReport.objects.filter(email__iexact=report.email, received_on=report.received_on)
    if today.count() > CONFIRMED:
        return
    _to_the_person(report, "received", f"Ihre Meldung {report.number} ist angekommen")


def answered(report: BarrierReport) -> None:
    """Send the answer to the person."""
    _to_the_person(report, "answer", f"Antwort auf Ihre Meldung {report.number}")


def holders(report: BarrierReport) -> list[str]:
    """Return the addresses of those who have to answer."""
    centre = report.centre
    return coordinators() if centre is None or report.is_with_koordination else team_of(centre)


def inbox_url(report: BarrierReport) -> str:
    """Return where the report is answered."""
    return settings.BASE_URL + reverse("barriers_report", args=[report.pk])


def _until(report: BarrierReport) -> str:
    return f"Antwort bis {date_format(report.due_on, 'j. F Y')}"


def _to_the_house(
    report: BarrierReport,
    template: str,
    subject: str,
    *,
    url: str = "",
    everybody: bool = False,
    **context: Any,
) -> None:
    to = {*holders(report), *(coordinators() if everybody else ())}
    queue_mail(
        to=sorted(to),
        subject=subject,
        template=f"barriers/{template}",
        url=url,
        context={"report": report, "inbox": inbox_url(report), **context},
    )


def _to_the_person(report: BarrierReport, template: str, subject: str) -> None:
    if not report.email:
        return
    body = body_of(report.centre.land_code) if report.centre else None
    queue_mail(
        to=[report.email],
        subject=subject,
        template=f"barriers/{template}",
        about=about(report),
        context={"report": report, "body": body},
    )
