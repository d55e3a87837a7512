"""Publication at its time: the time belongs to the approval, not to the page's content."""

import logging
from datetime import datetime

from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Page

from campaign.audit import log
from campaign.audit.jobs import Tally
from campaign.media import licences
from campaign.publishing import guard, lapse, seen
from campaign.publishing.models import Approval

logger = logging.getLogger(__name__)


def publish_if_due(approval: Approval, now: datetime | None = None) -> bool:
    """Publish an approved revision when its time has come; ends older approvals of the page. Returns whether it did."""
    now = now or timezone.now()
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=approval.page_id)
        approval = Approval.objects.select_related("revision", "page").get(pk=approval.pk)
        if approval.ended_at or approval.published_at or (approval.publish_at and approval.publish_at > now):
            return False
        content = approval.revision.as_object()
        approved = approval.snapshot.get("seen")
        if approved and approved != seen.checksum(content):
            raise guard.PublicationRefused("Eine Datei hat sich nach der Freigabe verändert.")
        # A licence that was changed past the forms is not yet in `shown_until`.
        if licences.has_ended(lapse.last_day(content), timezone.localdate(now)):
            raise guard.PublicationRefused("Eine Lizenz ist abgelaufen.")
        Approval.objects.in_force().filter(page=approval.page).exclude(pk=approval.pk).update(ended_at=now)
        approval.published_at = now
        approval.save(update_fields=["published_at"])
        approval.revision.publish(user=approval.approved_by, skip_permission_checks=True)
        log.record(
            "page.published",
            actor=approval.approved_by,
            obj=approval.page,
            data={"revision": approval.revision_id},
        )
    return True


def revisions_to_come() -> models.QuerySet:
    """Return the keys of the revisions that are approved and still to appear."""
    return Approval.objects.waiting().values("revision")


def publish_due(now: datetime, *, force: bool = False) -> Tally:
    """Publish everything whose time has come; one that fails does not stop the others."""
    done = failed = 0
    for approval in Approval.objects.waiting().filter(publish_at__lte=now).order_by("publish_at"):
        try:
            done += publish_if_due(approval, now)
        except guard.PublicationRefused as refused:
            # What was approved may not appear any more: people have to mend it, trying again would not.
            done += lapse.lapse(approval, because=str(refused), now=now)
        except Exception:
            logger.exception("Freigabe %s ließ sich nicht veröffentlichen", approval.pk)
            failed += 1
    return Tally(done=done, failed=failed, pending=failed)
