"""The job that asks other websites, politely: each address weekly, one question a second, a host not more often."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from campaign.audit.tally import Tally
from campaign.models.proofreading import LinkCheck, PageLink
from campaign.proofreading.asking import Verdict, ask
from campaign.proofreading.links import is_outside

AT_ONCE: Final = 120
EVERY: Final = timedelta(days=7)
# After a failure a day later, until it is sure.
SOON: Final = timedelta(hours=22)
SURE_AFTER: Final = 3
PAUSE_S: Final = 1.0

Ask = Callable[[str], Verdict]


def job(now: datetime, *, force: bool = False) -> Tally:
    """Ask for what is due; does nothing where the setting CHECK_EXTERNAL_LINKS is off."""
    return check_due(now) if settings.CHECK_EXTERNAL_LINKS else Tally()


def check_due(now: datetime, ask_for: Ask = ask, pause: float = PAUSE_S) -> Tally:
    """Ask for at most AT_ONCE addresses that are due. No transaction is open while a website is being asked."""
    _align(now)
    due = LinkCheck.objects.filter(due_at__lte=now)
    found = list(due.order_by("due_at", "pk")[:AT_ONCE])
    asked_at: dict[str, float] = {}
    for one in found:
        host = urlsplit(one.address).hostname or ""
        wait = asked_at.get(host, -pause) + pause - time.monotonic()
        if wait > 0:
            time.sleep(min(wait, pause))
        note(one, ask_for(one.address), now)
        asked_at[host] = time.monotonic()
    return Tally(done=len(found), pending=due.count())


def note(check: LinkCheck, verdict: Verdict, now: datetime) -> None:
    """Keep what came of it: only what failed on three days is called broken."""
    today = timezone.localdate(now)
    if verdict.is_fine:
        check.failed_days, check.last_failed_on, check.problem = 0, None, ""
        check.due_at = now + EVERY
    else:
        check.failed_days += check.last_failed_on != today
        check.last_failed_on = today
        is_sure = check.failed_days >= SURE_AFTER
        check.problem = verdict.problem if is_sure else ""
        check.due_at = now + (EVERY if is_sure else SOON)
    check.save()
    PageLink.objects.filter(address=check.address).update(problem=check.problem)


def _align(now: datetime) -> None:
    """Know every address that a page leads to, and none besides."""
    used = {
        one
        for one in PageLink.objects.order_by().values_list("address", flat=True).distinct()
        if is_outside(one)
    }
    known = set(LinkCheck.objects.values_list("address", flat=True))
    LinkCheck.objects.filter(address__in=known - used).delete()
    LinkCheck.objects.bulk_create(
        (LinkCheck(address=one, due_at=now) for one in sorted(used - known)), ignore_conflicts=True
    )
