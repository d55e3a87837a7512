"""Recurring work about reports: reminders, and forgetting who reported."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from campaign.audit import log
from campaign.audit.tally import Tally
from jobcenters.barriers import acts, clock, notices
from jobcenters.models import BarrierReport


def remind(now: datetime, *, force: bool) -> Tally:
    """Job: find who answers, mail a week before the day and when it is over; who is late gets only the last."""
    today, done = timezone.localdate(now), 0
    for report in BarrierReport.objects.open().filter(centre__isnull=False, passed_at=None):
        done += acts.find_somebody(report)
    for report in BarrierReport.objects.open().filter(
        reminders__lt=clock.OVERDUE, due_on__lte=today + clock.WEEK
    ):
        done += _remind(report, clock.stage(report.due_on, today))
    return Tally(done=done)


def forget(now: datetime, *, force: bool) -> Tally:
    """Job: six months after the answer nothing tells of the person any more."""
    done, today = 0, timezone.localdate(now)
    for report in BarrierReport.objects.filter(answered_at__isnull=False, forgotten_at=None):
        if clock.forgotten_on(timezone.localdate(report.answered_at)) <= today:
            acts.forget(report, now)
            done += 1
    return Tally(done=done)


@transaction.atomic
def _remind(report: BarrierReport, stage: int) -> int:
    row = BarrierReport.objects.filter(pk=report.pk, reminders__lt=stage)
    if not row.update(reminders=stage):
        return 0
    notices.reminded(report, stage)
    is_over = stage == clock.OVERDUE
    centre = report.centre.ags if report.centre else ""
    log.record("barrier.reminded", obj=report, centre=centre, label=report.number, data={"overdue": is_over})
    return 1
