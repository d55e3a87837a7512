"""Stories that lack a consent go offline by themselves.

The public sees nothing of such a story from the moment on (see models/coverage.py); the job only draws the
consequences: the approval ends, files are no longer served, the team reads why.
"""

import logging
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from campaign.audit.tally import Tally
from campaign.publishing import lapse
from campaign.publishing.models import Approval
from stories.models import Consent, StoryPage
from stories.models.coverage import covered

logger = logging.getLogger(__name__)

MISSING = "Einwilligung fehlt: Für eine Person, die die Geschichte zeigt, gilt keine."


def scan_goes_too(instance: Consent, **kwargs: Any) -> None:
    """Receiver: with a consent goes its signed form, once that is certain."""
    if instance.scan:
        transaction.on_commit(partial(instance.scan.storage.delete, str(instance.scan.name)), robust=True)


def take_offline(now: datetime, *, force: bool) -> Tally:
    """End each approval that shows somebody without consent on that day; one that fails stops no other."""
    done = failed = 0
    public = Approval.objects.released().filter(page__in=StoryPage.objects.values("pk"))
    uncovered = public.exclude(pk__in=covered(public, on=timezone.localdate(now)).values("pk"))
    for approval in uncovered.order_by("pk"):
        try:
            done += lapse.lapse(approval, because=MISSING, now=now)
        except Exception:
            logger.exception("Freigabe %s ließ sich nicht beenden", approval.pk)
            failed += 1
    return Tally(done=done, failed=failed, pending=failed)
