"""What is public follows from what is live: a file is released exactly while a live page shows the object and its
licence lasts.

The state is never handed around; every function asks the database again under a lock on the object's row. So
it does not matter in which order publications and repairs run: the last one to hold the row is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.db import transaction
from wagtail.models import Page, ReferenceIndex

from campaign.media import licences
from campaign.media.formats import FOLDERS
from campaign.media.storage import release_file, withdraw_file
from campaign.media.usage import is_shown_live, live_references, referenced_by

if TYPE_CHECKING:
    from campaign.media.models import Released


def file_models() -> tuple[type[Released], ...]:
    """Return the three models whose objects are released."""
    return tuple(
        apps.get_model("media", name) for name in ("CampaignImage", "CampaignDocument", "CampaignMedia")
    )


def release(obj: Released) -> None:
    """Make the files public: an image's renditions, a document, a recording with captions and poster."""
    with _locked(obj) as row:
        if row:
            _set_released(row, True)


def settle(obj: Released, on: date | None = None) -> bool:
    """Release or withdraw the object according to what is live now; return whether it is public then.

    on: the day that decides about its licence (today).
    """
    with _locked(obj) as row:
        if row is None:
            return False
        _set_released(row, not licences.has_ended(row.licence_until, on) and is_shown_live(row))
        return row.is_released


def release_new_renditions(image: Released) -> None:
    """Make renditions public that came into being while their image already was."""
    with _locked(image) as row:
        if row and row.is_released:
            _set_released(row, True)


def sync_page(page: Page) -> None:
    """Bring everything a page shows, or has just ceased to show, in line. Works for a deleted page, too."""
    current = Page.objects.filter(pk=page.pk).specific().first()
    if current:
        with transaction.atomic():
            ReferenceIndex.create_or_update_for_object(current)
    shown = referenced_by(current) if current and current.live else {}
    for model in file_models():
        released = model._default_manager.filter(is_released=True)
        # The short question spares the long one where nothing is public yet, as in every import.
        if released.exists():
            _settle_all(released.filter(~live_references(model)))
        if keys := shown.get(model):
            _settle_all(model._default_manager.filter(pk__in=keys))


def withdraw_ended(on: date) -> int:
    """Withdraw the files whose licence has ended by that day; return how many objects were public till then."""
    number = 0
    for model in file_models():
        for obj in model._default_manager.filter(is_released=True, licence_until__lt=on):
            number += not settle(obj, on)
    return number


def resync_all(on: date | None = None) -> dict[str, int]:
    """Repair everything as of a day (today): settle every object and remove what lies in MEDIA_ROOT without right.

    Returns {"released": objects now public, "withdrawn": objects taken back, "strays": files removed}.
    """
    report = {"released": 0, "withdrawn": 0, "strays": 0}
    rightful: set[str] = set()
    for model in file_models():
        for obj in model._default_manager.order_by("pk").iterator(chunk_size=200):
            before = obj.is_released
            if settle(obj, on):
                report["released"] += 1
                rightful.update(obj.public_files())
            elif before:
                report["withdrawn"] += 1
    for name in public_names():
        if name not in rightful:
            report["strays"] += withdraw_file(name)
    return report


def public_names() -> Iterator[str]:
    """Yield the names of all files that lie in MEDIA_ROOT, with or without right."""
    root = Path(settings.MEDIA_ROOT)
    for folder in FOLDERS:
        for path in (root / folder).glob("*"):
            yield path.relative_to(root).as_posix()


def _settle_all(objects: Iterable[Released]) -> None:
    for obj in objects:
        settle(obj)


@contextmanager
def _locked(obj: Released) -> Iterator[Released | None]:
    with transaction.atomic():
        yield type(obj)._default_manager.select_for_update().filter(pk=obj.pk).first()


def _set_released(row: Released, released: bool) -> None:
    for name in row.public_files():
        if released:
            release_file(name)
        else:
            withdraw_file(name)
    for name in row.private_files():
        withdraw_file(name)
    if row.is_released != released:
        row.is_released = released
        # Not save(): this is no edit, so neither signals nor the guard of used files belong here.
        type(row)._default_manager.filter(pk=row.pk).update(is_released=released)
