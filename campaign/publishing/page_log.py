"""What people do to pages besides the Freigabe, in the log that nobody can change.

Wagtail keeps a log of its own, for one page at a time and for reports that show all centres. From it the acts are
taken over that change what the public sees. What the Freigabe does, it records itself.
"""

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import PageLogEntry

from campaign.audit import log
from campaign.publishing.guard import requires_approval

# Wagtail's name of an act -> ours.
ACTS = {
    "wagtail.create": "page.created",
    "wagtail.publish": "page.published",
    "wagtail.unpublish": "page.unpublished",
    "wagtail.delete": "page.deleted",
    "wagtail.move": "page.moved",
}
OF_THE_FREIGABE = {"page.published", "page.unpublished"}


def connect() -> None:
    """Listen to Wagtail's log."""
    post_save.connect(_take_over, sender=PageLogEntry, dispatch_uid="campaign.publishing.page_log")


def _take_over(instance: PageLogEntry, created: bool, raw: bool = False, **kwargs: Any) -> None:
    act, page = ACTS.get(instance.action), instance.page
    if raw or not created or act is None or instance.user_id is None or page is None:
        return
    if act in OF_THE_FREIGABE and requires_approval(page):
        return
    log.record(act, actor=instance.user, obj=page, label=f"Seite {page.pk}")
