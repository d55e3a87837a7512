"""The end of a licence takes what shows the file offline, in a way that can come back.

An approval knows the last day on which everything it covers may be shown (`shown_until`), so that public pages ask
nothing more than before, and the page is gone on the day itself whether a job runs or not. The job then ends the
approval, takes the page offline and writes to those who can mend it. Nothing is withdrawn: no 410, no lock.
"""

import logging
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, ReferenceIndex, Revision

from campaign.audit import log
from campaign.audit.tally import Tally
from campaign.media import licences, references
from campaign.media.release import file_models
from campaign.publishing import notifications
from campaign.publishing.models import Approval

logger = logging.getLogger(__name__)


def connect() -> None:
    """Follow each change of a licence."""
    for model in file_models():
        models.signals.post_save.connect(
            _file_saved, sender=model, dispatch_uid=f"publishing.lapse.{model.__name__}"
        )


def last_day(page: Page) -> date | None:
    """Return the last day on which everything a page in memory shows may be shown; None is without end."""
    return licences.last_day(_files(page))


def refresh(file: models.Model) -> None:
    """Bring the approvals in line whose revision shows this file."""
    _refresh(_approvals_showing(type(file), file.pk))


def refresh_all(now: datetime, *, force: bool) -> Tally:
    """Bring all approvals in line that have to do with a licence: what changed past the forms is found here."""
    limited = Q(pk__in=[])
    for model in file_models():
        keys = model._default_manager.exclude(licence_until=None).values_list("pk", flat=True)
        limited |= Q(to_content_type=_content_type(model), to_object_id__in=[str(key) for key in keys])
    pages = _page_references().filter(limited).values_list("object_id", flat=True)
    concerned = Q(page_id__in={int(key) for key in pages}) | ~Q(shown_until=None) | Q(published_at=None)
    return Tally(done=_refresh(Approval.objects.in_force().filter(concerned)))


def lapse_ended(now: datetime, *, force: bool) -> Tally:
    """Take offline whatever shows a file whose licence has ended by then; one that fails stops no other."""
    done = failed = 0
    on = timezone.localdate(now)
    for approval in Approval.objects.in_force().filter(shown_until__lt=on).order_by("pk"):
        try:
            done += lapse(approval, because=_reason(approval, on), now=now)
        except Exception:
            logger.exception("Freigabe %s ließ sich nicht beenden", approval.pk)
            failed += 1
    return Tally(done=done, failed=failed, pending=failed)


def lapse(approval: Approval, *, because: str, now: datetime) -> bool:
    """End an approval and take its page offline; returns whether it was still in force.

    because: a German sentence for the people of the house. The page's newest revision can be submitted again as soon
    as the checks are content.
    """
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=approval.page_id)
        if (
            not Approval.objects.in_force()
            .filter(pk=approval.pk)
            .update(ended_at=now, lapsed_because=because)
        ):
            return False
        page = Page.objects.get(pk=approval.page_id).specific
        if page.live and page.live_revision_id == approval.revision_id:
            UnpublishPageAction(page).execute(skip_permission_checks=True)
        _leave_a_draft(page, approval.revision_id)
        log.record("page.lapsed", obj=page, label=f"Seite {page.pk}", data={"revision": approval.revision_id})
        notifications.lapsed(page, because)
    return True


def _leave_a_draft(page: Page, revision_id: int) -> None:
    """An approved revision is never submitted twice; so the same content is there as a new one."""
    if page.latest_revision_id == revision_id:
        revision = Revision.objects.get(pk=revision_id)
        revision.as_object().save_revision(changed=True, clean=False, log_action=False)


def _reason(approval: Approval, on: date) -> str:
    ended = [
        file
        for file in _files(approval.revision.as_object())
        if file.licence_until and file.licence_until < on
    ]
    names = " und ".join(f"„{file.title}“ am {licences.in_words(file.licence_until)}" for file in ended)
    return f"Eine Lizenz ist abgelaufen: {names}." if ended else "Eine Lizenz ist abgelaufen."


def _files(page: Page) -> Iterator[Any]:
    """Yield the files a page in memory refers to, each once; one query per kind."""
    found = list(references.of_page(page))
    for model in file_models():
        keys = {int(one.key) for one in found if one.model is model and one.key.isdigit()}
        yield from model._default_manager.filter(pk__in=keys).order_by("pk") if keys else ()


def _refresh(approvals: models.QuerySet[Approval]) -> int:
    changed = 0
    for approval in approvals.select_related("revision").iterator(chunk_size=200):
        until = last_day(approval.revision.as_object())
        if until != approval.shown_until:
            changed += Approval.objects.filter(pk=approval.pk).update(shown_until=until)
    return changed


def _approvals_showing(model: type[models.Model], key: int) -> models.QuerySet[Approval]:
    """Return those in force that may show a file. What is still to come is not in the index, so all of it may."""
    rows = _page_references().filter(to_content_type=_content_type(model), to_object_id=str(key))
    pages = {int(found) for found in rows.values_list("object_id", flat=True)}
    return Approval.objects.in_force().filter(Q(page_id__in=pages) | Q(published_at=None))


def _page_references() -> models.QuerySet[ReferenceIndex]:
    return ReferenceIndex.objects.filter(base_content_type=_content_type(Page))


def _content_type(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(model, for_concrete_model=False)


def _file_saved(instance: models.Model, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if not raw and not created:
        refresh(instance)
