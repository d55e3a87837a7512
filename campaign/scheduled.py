"""Pages that appear at an hour somebody chose: a release after its Sperrfrist.

Until then such a page is a draft for everybody: no list, feed, search or sitemap has to know of the hour, so none can
forget it. Stories never wait here: their time belongs to the Freigabe (campaign.publishing.schedule).
"""

import logging
from datetime import datetime

from django.db import transaction
from wagtail.models import Page, Revision

from campaign.audit import log
from campaign.audit.tally import Tally
from campaign.publishing.guard import requires_approval

logger = logging.getLogger(__name__)


def publish_due(now: datetime, *, force: bool = False) -> Tally:
    """Job: publish every version whose hour has come; one that fails does not stop the others."""
    done = failed = 0
    due = Revision.page_revisions.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    for revision in due.iterator():
        try:
            done += _publish(revision)
        except Exception:
            logger.exception("Fassung %s ließ sich nicht veröffentlichen", revision.pk)
            failed += 1
    return Tally(done=done, failed=failed, pending=failed)


def _publish(revision: Revision) -> bool:
    """Publish a version and forget its hour: whoever publishes the page again would have to take it out by hand."""
    page = revision.content_object
    if not isinstance(page, Page) or requires_approval(page):
        return False
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=page.pk)
        revision.refresh_from_db()
        if revision.approved_go_live_at is None:
            return False
        hour = revision.approved_go_live_at
        revision.content["go_live_at"] = None
        revision.save(update_fields=["content"])
        revision.publish(log_action="wagtail.publish.scheduled")
        log.record(
            "page.published",
            obj=page,
            label=f"Seite {page.pk}",
            data={"revision": revision.pk, "since": hour.isoformat()},
        )
    return True
