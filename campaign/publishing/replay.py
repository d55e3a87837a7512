"""After an older backup was restored: what was erased since is erased again, by the list beside the files."""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from campaign.media import erasure as media_erasure
from campaign.publishing import erasure, leftovers, review
from campaign.publishing.erasure_steps import RESTORE_LIST, line_of
from campaign.publishing.models import Withdrawal


def lines(text: str) -> frozenset[str]:
    """Return the lines of a list of erasures, each once."""
    return frozenset(line.strip() for line in text.splitlines() if line.strip())


def pending() -> frozenset[str]:
    """Return lines for the withdrawals whose erasure is not at its end; none in a database without their table."""
    if Withdrawal._meta.db_table not in connection.introspection.table_names():
        return frozenset()
    return frozenset(line_of(withdrawal) for withdrawal in Withdrawal.objects.to_erase())


def keep(listed: Iterable[str]) -> None:
    """Write the list anew, whole at every moment: what it no longer names would come back."""
    path = Path(settings.PRIVATE_MEDIA_ROOT) / RESTORE_LIST
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{RESTORE_LIST}")
    temporary.write_text("".join(f"{line}\n" for line in listed), encoding="utf-8")
    temporary.chmod(0o600)
    temporary.replace(path)


def again(listed: Iterable[str]) -> int:
    """Erase what the lines name, as far as it is back; write the list anew. Returns how many pages were back.

    What cannot be erased at once is tried again by the job of the erasures, as after every withdrawal.
    """
    listed = sorted(listed, key=lambda line: json.loads(line)["withdrawn_at"])
    keep(listed)
    entries = [json.loads(line) for line in listed]
    taken = [(entry, *_take_back(entry)) for entry in entries]
    erasure.job(timezone.now())
    for entry, withdrawal, _ in taken:
        withdrawal.refresh_from_db()
        _erase_files(entry, withdrawal)
    _never_again(max((entry["page"] for entry in entries), default=0))
    return sum(was_back for *_, was_back in taken)


def _never_again(number: int) -> None:
    """Give no page a number up to this one: the older database would hand out those of erased pages once more."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('wagtailcore_page', 'id'), "
                "greatest(%s, (SELECT max(id) FROM wagtailcore_page)))",
                [number],
            )
        else:
            cursor.execute(
                "UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = 'wagtailcore_page'", [number]
            )


def _take_back(entry: dict[str, Any]) -> tuple[Withdrawal, bool]:
    """Bring one page back to where it was: its address answers 410; returns whether it was there again, too."""
    at = datetime.fromisoformat(entry["withdrawn_at"])
    page = _the_page(entry["page"], at)
    # Not by the number alone: that can be another page's, from before an earlier restore.
    known = Q(url_hash=entry["url_hash"]) | (Q(page=page) if page else Q())
    withdrawal = Withdrawal.objects.filter(known).first()
    if withdrawal is None and page is not None:
        withdrawal = _withdraw(page)
        Withdrawal.objects.filter(pk=withdrawal.pk).update(url_hash=entry["url_hash"], withdrawn_at=at)
    if withdrawal is None:
        withdrawal = Withdrawal.objects.create(
            page_number=entry["page"], url_hash=entry["url_hash"], withdrawn_at=at, erased_at=timezone.now()
        )
    return withdrawal, page is not None


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


def _erase_files(entry: dict[str, Any], withdrawal: Withdrawal) -> None:
    """Erase files that were there before their page was: uploaded, backed up, used later."""
    at = datetime.fromisoformat(entry["withdrawn_at"])
    for name, keys in entry.get("files", {}).items():
        model = apps.get_model("media", name)
        objects = list(model._default_manager.filter(pk__in=keys, created_at__lte=at))
        stay = leftovers.kept(objects, withdrawal)
        for obj in objects:
            if obj not in stay:
                media_erasure.erase(obj)
