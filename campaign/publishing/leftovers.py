"""Files of an erased page that other pages go on showing: said to those who can mend it, and erased once they have.

`Withdrawal.left` keeps them as {name of the model: {key of the file: [numbers of the pages that show it]}}. A file of
everybody's collection is not among them: it belongs to no centre and stays.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from campaign.accounts import ownership
from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from campaign.audit import log
from campaign.audit.tally import Tally
from campaign.media import erasure as media_erasure
from campaign.media import references, usage
from campaign.publishing import notifications
from campaign.publishing.models import Withdrawal

logger = logging.getLogger(__name__)

# So many pages are named one by one.
NAMED = 5


def kept(objects: Iterable[Any], withdrawal: Withdrawal) -> dict[Any, set[int] | None]:
    """Return the files that must stay -> the pages that show them; None for a file that belongs to everybody."""
    objects = list(objects)
    used = {
        key: _shown_by(ownership.pages_of_collection(key), withdrawal)
        for key in {obj.collection_id for obj in objects}
    }
    found: dict[Any, set[int] | None] = {}
    for obj in objects:
        own = used[obj.collection_id]
        if own is None:
            found[obj] = None
            continue
        pages = own.get((type(obj), str(obj.pk)), set()) | _saved_pages(obj)
        if pages or usage.replacement_refused(obj, None) is not None:
            found[obj] = pages
    return found


def note(withdrawal: Withdrawal, stay: dict[Any, set[int] | None]) -> None:
    """Keep on the withdrawal, not yet saved, what is still to erase, and where it is shown."""
    left: dict[str, dict[str, list[int]]] = {}
    for obj, pages in stay.items():
        if pages is not None:
            left.setdefault(type(obj).__name__, {})[str(obj.pk)] = sorted(pages)
    withdrawal.left = left


def tell(withdrawal: Withdrawal) -> None:
    """The step of the erasure: mail the Koordination which pages still show a file of what was withdrawn."""
    of_everybody = withdrawal.proof.get("files_others_show", 0) - sum(map(len, withdrawal.left.values()))
    if withdrawal.left or of_everybody:
        notifications.leftovers(withdrawal, _pages([withdrawal]), of_everybody)


def job(now: datetime, *, force: bool) -> Tally:
    """Erase what no page shows any more; one that fails stops no other."""
    done = failed = 0
    for pk in _with_files().exclude(erased_at=None).values_list("pk", flat=True):
        try:
            done += _mend(pk)
        except Exception:
            logger.exception("Rückzug %s: Datei ließ sich nicht löschen", pk)
            failed += 1
    return Tally(done=done, failed=failed, pending=failed)


def grounds(user: User) -> Iterator[QuerySet[Withdrawal]]:
    """Yield the withdrawals of which something is left."""
    if user.roles & {Role.KOORDINATION, Role.REDAKTION}:
        yield _with_files()


def todos(user: User) -> Iterator[Todo]:
    """Yield the pages that still show such a file: all for the Koordination, the own ones for a centre."""
    pages = _pages(_with_files())
    if not user.has_role(Role.KOORDINATION):
        pages = pages.filter(ownership.own_pages(user))
    for page in pages.order_by("path")[:NAMED]:
        yield Todo(
            f"„{page.draft_title}“ zeigt noch ein Bild aus einer gelöschten Geschichte.",
            "Seite öffnen",
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            Urgency.NOW,
            "Nehmen Sie das Bild von der Seite. Danach wird es von selbst gelöscht.",
        )


def _with_files() -> QuerySet[Withdrawal]:
    # As text: a question with a value of JSON in it is planned anew each time.
    return Withdrawal.objects.annotate(left_text=Cast("left", TextField())).exclude(left_text="{}")


def _mend(pk: int) -> int:
    with transaction.atomic():
        withdrawal = Withdrawal.objects.select_for_update().get(pk=pk)
        before = withdrawal.left
        objects = list(_files(withdrawal))
        stay = kept(objects, withdrawal)
        gone = [obj for obj in objects if obj not in stay]
        for obj in gone:
            media_erasure.erase(obj)
        note(withdrawal, stay)
        if withdrawal.left != before:
            withdrawal.save(update_fields=["left"])
        if gone:
            log.record("page.files_erased", obj=withdrawal, label=f"Seite {withdrawal.page_number}")
    return len(gone)


def _files(withdrawal: Withdrawal) -> Iterator[Any]:
    for name, rows in withdrawal.left.items():
        yield from apps.get_model("media", name)._default_manager.filter(pk__in=[int(key) for key in rows])


def _pages(withdrawals: Iterable[Withdrawal]) -> PageQuerySet:
    keys = {
        page
        for one in withdrawals
        for rows in one.left.values()
        for numbers in rows.values()
        for page in numbers
    }
    return Page.objects.filter(pk__in=keys)


def _saved_pages(obj: Any) -> set[int]:
    """Return the pages, of whatever centre or of the campaign, that show the file as they are saved."""
    rows = ReferenceIndex.get_references_to(obj).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    return {int(key) for key in rows.values_list("object_id", flat=True)}


def _shown_by(pages: PageQuerySet | None, withdrawal: Withdrawal) -> dict[tuple[Any, str], set[int]] | None:
    """Return (model, key) -> pages of the centre that show it, publicly or in their newest version."""
    if pages is None:
        return None
    found: dict[tuple[Any, str], set[int]] = {}
    for page in pages.exclude(pk=withdrawal.page_number).specific().iterator(chunk_size=100):
        for version in (page, page.get_latest_revision_as_object()):
            for one in references.of_page(version):
                found.setdefault((one.model, one.key), set()).add(page.pk)
    return found
