"""How much a centre may store: all its files together, with every version that is made of them.

What counts is what lies on the disk, so no sum can drift away from it. The campaign's shared collection has no limit.
The limit meets people who add something, never a picture size or a video version that the house makes itself.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from wagtail.models import Collection, GroupCollectionPermission

from campaign.accounts.roles import Role
from campaign.media.fields import PrivateFileField
from campaign.media.storage import private_storage

MB = 1024**2
GB = 1024**3
LIMIT = 5 * GB
# From here on the library says in red that it is getting tight.
TIGHT = 0.9


class QuotaExceeded(Exception):
    """A file was to be stored for which a centre has no room left; the text is German and may be shown."""


def limited() -> models.QuerySet[Collection]:
    """Return the collections with a limit: those that a Redaktion may add files to."""
    rights = GroupCollectionPermission.objects.filter(
        group__permissions__codename=f"role_{Role.REDAKTION}", permission__codename="add_image"
    )
    return Collection.objects.filter(pk__in=rights.values("collection"))


def used(collection_id: int) -> int:
    """Return how many bytes a collection's files take, with all versions."""
    return sum(_size(name) for _, name in _names(Q(collection_id=collection_id)))


def used_by_all() -> dict[int, int]:
    """Return the same for every collection that holds anything: key -> bytes; a query per kind of file."""
    sums: dict[int, int] = defaultdict(int)
    for collection_id, name in _names(Q()):
        sums[collection_id] += _size(name)
    return dict(sums)


def in_words(size: int) -> str:
    """Return „1,2 GB“, „340 MB“ or „unter 1 MB“."""
    if size >= GB:
        return f"{_decimal(size / GB)} GB"
    return f"{round(size / MB)} MB" if size >= MB else "unter 1 MB"


def occupied_in_words(size: int) -> str:
    """Return „1,2 GB von 5 GB belegt“."""
    return f"{in_words(size) if size else '0 GB'} von {in_words(LIMIT)} belegt"


def refusals(form: Any) -> Iterator[tuple[str, str]]:
    """Yield field and reason (German) where a file form would go over the limit; asked in the form's `clean`."""
    obj: Any = form.instance
    target = form.cleaned_data.get("collection") if "collection" in form.fields else form.collections[0]
    incoming = {
        name: file.size
        for name in obj.guarded_files
        if (file := form.cleaned_data.get(name)) and not isinstance(file, FieldFile)
    }
    moved = obj.pk is not None and "collection" in form.changed_data
    if target is not None and (incoming or moved):
        text = _refusal(obj, target.pk, incoming)
        if text:
            yield max(incoming, key=lambda name: incoming[name], default="collection"), text


@contextmanager
def room(obj: Any, update_fields: Any = None) -> Iterator[None]:
    """Hold the collection's row while an object is saved: of two uploads at once the second one sees the first.

    Raises QuotaExceeded when there is no room; a form has said so before, unless somebody was faster.
    """
    names = [name for name in obj.guarded_files if update_fields is None or name in update_fields]
    files = {name: getattr(obj, name) for name in names}
    incoming = {name: file.size for name, file in files.items() if file and not file._committed}
    if not incoming and not (update_fields is None and _is_moved(obj)):
        yield
        return
    with transaction.atomic():
        # Ordered by nothing else: a save concerns one collection.
        Collection.objects.select_for_update().filter(pk=obj.collection_id).first()
        if text := _refusal(obj, obj.collection_id, incoming):
            raise QuotaExceeded(text)
        yield


def _refusal(obj: Any, collection_id: int, incoming: dict[str, int]) -> str:
    """Return why the object does not fit there (German), or "". incoming: field -> bytes of its new file."""
    collection = limited().filter(pk=collection_id).first()
    if collection is None:
        return ""
    stored = type(obj)._default_manager.filter(pk=obj.pk).first() if obj.pk else None
    outgoing = sum(_size(file.name) for name in incoming if (file := getattr(stored, name, None)))
    new = sum(incoming.values())
    if stored is not None and stored.collection_id != collection_id:
        # It comes with everything that stays of it.
        new += sum(_size(name) for _, name in _names(Q(pk=stored.pk), type(stored))) - outgoing
        outgoing = 0
    already = used(collection_id)
    if new <= outgoing or already - outgoing + new <= LIMIT:
        return ""
    return (
        f"Dafür reicht der Platz nicht: „{collection.name}“ hat {occupied_in_words(already)}, das hier braucht "
        f"{in_words(new)}. Löschen Sie unter „Dateien“, was nicht mehr verwendet wird, oder laden Sie eine kleinere "
        "Datei hoch. Brauchen Sie mehr Platz, fragen Sie die Koordination."
    )


def _is_moved(obj: Any) -> bool:
    stored = type(obj)._default_manager.filter(pk=obj.pk).values_list("collection_id", flat=True)
    return obj.pk is not None and stored.first() not in (None, obj.collection_id)


def _names(condition: Q, owner: type[models.Model] | None = None) -> Iterator[tuple[int, str]]:
    """Yield collection and name of each stored file of the objects (of one model, or all) that fit a condition."""
    for model, path, fields in _stores():
        owning = model._meta.get_field(path).related_model if path else model
        if owner is not None and owning is not owner:
            continue
        prefix = f"{path}__" if path else ""
        rows = model._default_manager.filter(_below(condition, prefix)).order_by()
        for collection_id, *names in rows.values_list(f"{prefix}collection_id", *fields):
            yield from ((collection_id, name) for name in names if name)


def _stores() -> Iterator[tuple[type[models.Model], str, list[str]]]:
    """Yield each model with files of ours: the relation to the object with the collection ("" for itself), fields."""
    for model in apps.get_app_config("media").get_models():
        fields = [field.name for field in model._meta.concrete_fields if isinstance(field, PrivateFileField)]
        if not fields:
            continue
        names = {field.name for field in model._meta.concrete_fields}
        if "collection" in names:
            yield model, "", fields
            continue
        for field in model._meta.concrete_fields:
            if field.many_to_one and hasattr(field.related_model, "guarded_files"):
                yield model, field.name, fields


def _below(condition: Q, prefix: str) -> Q:
    parts: Any = condition.children
    return Q(*((f"{prefix}{name}", value) for name, value in parts)) if prefix else condition


def _size(name: str) -> int:
    """Return the size on the disk; a file that is gone takes no room."""
    with suppress(OSError):
        return os.stat(private_storage().path(name)).st_size
    return 0


def _decimal(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")
