"""After an older backup was restored: what was erased since is erased again, by the list beside the files."""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from campaign.media import erasure as media_erasure
from campaign.publishing import erasure, leftovers, review
from campaign.publishing.erasure_steps import RESTORE_LIST
from campaign.publishing.models import Withdrawal


def lines(text: str) -> frozenset[str]:
    """Return the lines of a list of erasures, each once."""
    return frozenset(line.strip() for line in text.splitlines() if line.strip())


def again(listed: Iterable[str]) -> int:
    """Erase what the lines name, as far as it is back; write the list anew. Returns how many pages were back.

    What cannot be erased at once is tried again by the job of the erasures, as after every withdrawal.
    """
    listed = sorted(listed, key=lambda line: json.loads(line)["withdrawn_at"])
    _write(listed)
    entries = [json.loads(line) for line in listed]
    back = sum(_take_back(entry) for entry in entries)
    erasure.job(timezone.now())
    for entry in entries:
        _erase_files(entry)
    return back


def _take_back(entry: dict[str, Any]) -> bool:
    """Bring one page back to where it was: its address answers 410; returns whether it was there again."""
    at = datetime.fromisoformat(entry["withdrawn_at"])
    page = _the_page(entry["page"], at)
    withdrawal = Withdrawal.objects.filter(
        Q(url_hash=entry["url_hash"]) | Q(page_number=entry["page"])
    ).first()
    if withdrawal is None and page is not None:
        withdrawal = _withdraw(page)
        Withdrawal.objects.filter(pk=withdrawal.pk).update(url_hash=entry["url_hash"], withdrawn_at=at)
    if withdrawal is None:
        Withdrawal.objects.create(
            page_number=entry["page"], url_hash=entry["url_hash"], withdrawn_at=at, erased_at=timezone.now()
        )
    return page is not None


def _the_page(number: int, at: datetime) -> Page | None:
    """Return the page of this number, if it is the one that was erased: a number can be given again after a restore."""
    page = Page.objects.filter(pk=number).first()
    first = page and page.revisions.order_by("created_at").values_list("created_at", flat=True).first()
    return page if first and first <= at else None


def _withdraw(page: Page) -> Withdrawal:
    try:
        return review.withdraw_for_person(page)
    except review.Conflict:
        return review.end_draft(page)


def _erase_files(entry: dict[str, Any]) -> None:
    """Erase files that were there before their page was: uploaded, backed up, used later."""
    withdrawal = Withdrawal.objects.get(url_hash=entry["url_hash"])
    at = datetime.fromisoformat(entry["withdrawn_at"])
    for name, keys in entry.get("files", {}).items():
        model = apps.get_model("media", name)
        objects = list(model._default_manager.filter(pk__in=keys, created_at__lte=at))
        stay = leftovers.kept(objects, withdrawal)
        for obj in objects:
            if obj not in stay:
                media_erasure.erase(obj)


def _write(listed: Iterable[str]) -> None:
    path = Path(settings.PRIVATE_MEDIA_ROOT) / RESTORE_LIST
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in listed), encoding="utf-8")
    path.chmod(0o600)
