"""A new version of a file that a public page shows: a file of its own, put into the drafts of the own pages.

The public goes on seeing the old one until somebody publishes the drafts, or the Koordination approves them.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue
from wagtail.models import Page, ReferenceIndex
from wagtail.rich_text import RichText

from campaign.media import quota
from campaign.media.checked import CheckedFile

# What belongs to the file and not to the words about it.
OF_THE_FILE = {
    "id",
    "file",
    "file_hash",
    "file_size",
    "width",
    "height",
    "is_released",
    "created_at",
    "remarks",
}


@dataclass
class Pages:
    """The pages that show a file: `own` get a draft with the new one; `locked` wait for a decision; others stay."""

    own: list[Page] = field(default_factory=list)
    locked: list[Page] = field(default_factory=list)
    others: int = 0


def pages_with(file: models.Model, user: Any) -> Pages:
    """Return where the file is shown now, sorted by what this person may do there."""
    rows = ReferenceIndex.get_references_to(file).filter(base_content_type__model="page")
    found = Pages()
    keys = {int(key) for key in rows.values_list("object_id", flat=True)}
    for page in Page.objects.filter(pk__in=keys).specific().order_by("title"):
        if not page.permissions_for_user(user).can_edit():
            found.others += 1
        elif page.current_workflow_state and page.current_workflow_state.status == "in_progress":
            found.locked.append(page)
        else:
            found.own.append(page)
    return found


@transaction.atomic
def make(old: Any, checked: CheckedFile, user: Any) -> tuple[Any, list[Page]]:
    """Store the new file beside the old one, put it into the own pages' drafts; return it and those pages.

    Raises ValidationError (German) where the centre's store is full.
    """
    values = {
        one.attname: getattr(old, one.attname)
        for one in old._meta.concrete_fields
        if one.name not in OF_THE_FILE
    }
    new = type(old)(**values | {"uploaded_by_user_id": user.pk}, file=checked)
    new.title = f"{old.title} (neue Fassung)"[:255]
    set_facts = getattr(new, "_set_image_file_metadata", None) or new._set_document_file_metadata
    set_facts()
    new.full_clean()
    try:
        new.save()
    except quota.QuotaExceeded as full:
        raise ValidationError(str(full)) from full
    changed = []
    for page in pages_with(old, user).own:
        draft = page.get_latest_revision_as_object()
        if put_into(draft, old, new):
            draft.save_revision(user=user, log_action=True)
            changed.append(page)
    return new, changed


def put_into(page: Page, old: models.Model, new: models.Model) -> bool:
    """Show the new file wherever the page in memory shows the old one; return whether it did."""
    changed = False
    for one in page._meta.get_fields():
        if getattr(one, "many_to_one", False) and one.concrete and isinstance(old, one.related_model or ()):
            if getattr(page, one.attname) == old.pk:
                setattr(page, one.name, new)
                changed = True
        elif hasattr(one, "stream_block"):
            changed |= _in_value(getattr(page, one.name), old, new)
    return changed


def _in_value(value: Any, old: models.Model, new: models.Model) -> bool:
    """Replace inside blocks of any depth."""
    if isinstance(value, StreamValue | ListValue):
        bound = value if isinstance(value, StreamValue) else value.bound_blocks
        # All of them: `any` over a generator would stop at the first.
        return sum(_in_bound(one, old, new) for one in bound) > 0
    if isinstance(value, dict):
        changed = False
        for name, part in value.items():
            fresh = _exchanged(part, old, new)
            if fresh is not part:
                value[name], changed = fresh, True
            else:
                changed |= _in_value(part, old, new)
        return changed
    return False


def _in_bound(one: Any, old: models.Model, new: models.Model) -> bool:
    fresh = _exchanged(one.value, old, new)
    if fresh is not one.value:
        one.value = fresh
        return True
    return _in_value(one.value, old, new)


def _exchanged(value: Any, old: models.Model, new: models.Model) -> Any:
    """Return the value with the new file in place of the old one; the very same value where there is none."""
    if isinstance(value, type(old)) and value.pk == old.pk:
        fresh = type(new)._default_manager.get(pk=new.pk)
        for words in ("contextual_alt_text", "decorative"):
            if hasattr(value, words):
                setattr(fresh, words, getattr(value, words))
        return fresh
    if isinstance(value, RichText) and "Document" in type(old).__name__:
        text = value.source.replace(
            f'linktype="document" id="{old.pk}"', f'linktype="document" id="{new.pk}"'
        )
        text = text.replace(f'id="{old.pk}" linktype="document"', f'id="{new.pk}" linktype="document"')
        return value if text == value.source else RichText(text)
    return value
