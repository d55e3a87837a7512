"""The steps of an erasure that concern every page: its rows, its files, mails about it, the list for restores."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from campaign.accounts.gate import as_id
from campaign.audit import digest
from campaign.media import erasure as media_erasure
from campaign.media import references
from campaign.media.release import file_models
from campaign.publishing import erasure, leftovers, notifications, unfinished
from campaign.publishing.models import Approval, Withdrawal

RESTORE_LIST = "loeschliste.jsonl"


def register() -> None:
    """Add the steps."""
    erasure.register("plan", plan, order=erasure.PLAN)
    erasure.register("page", erase_page, order=erasure.CONTENT)
    erasure.register("files", erase_files, order=erasure.FILES)
    erasure.register("mails", erase_mails, order=erasure.COPIES)
    erasure.register("leftovers", leftovers.tell, order=erasure.TELL)
    erasure.register("restore_list", note_for_restores, order=erasure.PROOF)


def plan(withdrawal: Withdrawal) -> None:
    """Note which files the page showed in any of its versions, and what proves that it was approved."""
    page = withdrawal.page
    if page is None:
        return
    files = {name: sorted(keys) for name, keys in _files_of(page).items()}
    withdrawal.plan = {**withdrawal.plan, "files": files}
    withdrawal.proof = {
        **withdrawal.proof,
        "approvals": [
            {
                "approved_at": approval.approved_at.isoformat(),
                "approved_by": approval.approved_by_id,
                "published_at": approval.published_at and approval.published_at.isoformat(),
                "content_hash": approval.content_hash,
            }
            for approval in Approval.objects.filter(page=page).order_by("pk")
        ],
    }
    withdrawal.save(update_fields=["plan", "proof"])


def erase_page(withdrawal: Withdrawal) -> None:
    """Delete the page with its versions, approvals, comments, log lines and places in indexes."""
    page = withdrawal.page
    if page is None:
        return
    withdrawal.page = None
    withdrawal.save(update_fields=["page"])
    specific = page.specific
    types = ContentType.objects.get_for_models(Page, type(specific)).values()
    Approval.objects.filter(page=page).delete()
    unfinished.erase(page, types)
    ReferenceIndex.remove_for_object(specific)
    specific.delete()
    Revision.objects.filter(
        Q(content_type__in=types) | Q(base_content_type__in=types), object_id=str(page.pk)
    ).delete()
    PageLogEntry.objects.filter(page_id=withdrawal.page_number).delete()


def erase_files(withdrawal: Withdrawal) -> None:
    """Delete the centre's files that no other page shows or needs; those stay, are counted and noted."""
    objects = [
        obj for model, keys in _planned(withdrawal) for obj in model._default_manager.filter(pk__in=keys)
    ]
    stay = leftovers.kept(objects, withdrawal)
    for obj in objects:
        if obj not in stay:
            media_erasure.erase(obj)
    leftovers.note(withdrawal, stay)
    withdrawal.proof = {**withdrawal.proof, "files_others_show": len(stay)}
    withdrawal.save(update_fields=["proof", "left"])


def erase_mails(withdrawal: Withdrawal) -> None:
    """Empty the mails that name the page, and never send those that still wait."""
    digest.forget(notifications.about(withdrawal.page_number))


def note_for_restores(withdrawal: Withdrawal) -> None:
    """Add a line to the list that lies beside the files: who restores an older backup erases again by it."""
    path = Path(settings.PRIVATE_MEDIA_ROOT) / RESTORE_LIST
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="utf-8") as file:
        file.write(line_of(withdrawal) + "\n")
        file.flush()
        os.fsync(file.fileno())
    # What somebody gave as a reason can tell of the person.
    withdrawal.plan, withdrawal.reason = {}, ""
    withdrawal.save(update_fields=["plan", "reason"])


def line_of(withdrawal: Withdrawal) -> str:
    """Return what the list says of a withdrawal: numbers and a checksum, no content."""
    line = {
        "page": withdrawal.page_number,
        "url_hash": withdrawal.url_hash,
        "withdrawn_at": withdrawal.withdrawn_at.isoformat(),
        "files": withdrawal.plan.get("files", {}),
    }
    return json.dumps(line, ensure_ascii=False)


def _files_of(page: Page) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    versions = [page.specific, *(revision.as_object() for revision in page.revisions.all())]
    for version in versions:
        for one in references.of_page(version):
            key = as_id(one.key)
            if one.model in file_models() and key is not None:
                found.setdefault(one.model.__name__, set()).add(key)
    return found


def _planned(withdrawal: Withdrawal) -> Iterator[tuple[Any, list[int]]]:
    for name, keys in withdrawal.plan.get("files", {}).items():
        yield apps.get_model("media", name), keys
