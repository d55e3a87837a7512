"""Stories that lack a consent go offline by themselves.

The public sees nothing of such a story from the moment on (see models/coverage.py); the job only draws the
consequences: the approval ends, files are no longer served, the team reads why.
"""

import logging
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from campaign.audit.outbox import queue_mail
from campaign.audit.tally import Tally
from campaign.publishing import lapse
from campaign.publishing.models import Approval
from stories.consents import erasing, links
from stories.models import Consent, StoryPage
from stories.models.coverage import in_force, not_covered

logger = logging.getLogger(__name__)

YEAR = timedelta(days=365)
MISSING = "Einwilligung fehlt: Für eine Person, die die Geschichte zeigt, gilt keine."


def scan_goes_too(instance: Consent, **kwargs: Any) -> None:
    """Receiver: with a consent goes its signed form, once that is certain."""
    if instance.scan:
        transaction.on_commit(partial(instance.scan.storage.delete, str(instance.scan.name)), robust=True)


def take_offline(now: datetime, *, force: bool) -> Tally:
    """End each approval that shows somebody without consent on that day; one that fails stops no other."""
    done = failed = 0
    public = Approval.objects.released().filter(page__in=StoryPage.objects.values("pk"))
    for approval in not_covered(public, on=timezone.localdate(now)).order_by("pk"):
        try:
            done += lapse.lapse(approval, because=MISSING, now=now)
        except Exception:
            logger.exception("Freigabe %s ließ sich nicht beenden", approval.pk)
            failed += 1
    return Tally(done=done, failed=failed, pending=failed)


def ask_every_year(now: datetime, *, force: bool) -> Tally:
    """Ask those who left an address whether all is still well, with a link to withdraw; once a year each."""
    before, done = now - YEAR, 0
    due = Consent.objects.filter(
        Q(asked_at=None, recorded_at__lte=before) | Q(asked_at__lte=before),
        in_force(timezone.localdate(now)),
        person__story__live=True,
    ).exclude(email="")
    for pk in due.values_list("pk", flat=True):
        with transaction.atomic():
            # Marked before the mail is stored, in one transaction: two runs never ask twice.
            if not due.filter(pk=pk).update(asked_at=now):
                continue
            consent = Consent.objects.select_related("person__story__jobcenter").get(pk=pk)
            queue_mail(
                to=[consent.email],
                subject="Ist Ihre Geschichte noch in Ordnung?",
                template="consent_yearly",
                about=erasing.mails_about(consent.person.story_id),
                context={
                    "centre": consent.person.story.jobcenter.name,
                    "url": links.address("consent_withdraw", links.for_withdrawal(consent, None)),
                },
            )
            done += 1
    return Tally(done=done)
