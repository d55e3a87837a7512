"""Erase a file for good: every version, size and companion of it, in the store and in the public folder."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from campaign.media.storage import private_storage


def erase(obj: models.Model) -> None:
    """Delete the files first and the row last: a run that dies in between finds the row and begins again.

    Raises usage.FileInUse for what a live page shows or somebody decides about.
    """
    store = private_storage()
    for name in set(_names(obj)):
        store.delete(name)
    obj.delete()


def _names(obj: models.Model) -> Iterator[str]:
    """Yield the names of the files of an object and of the rows that vanish with it."""
    yield from _own_names(obj)
    for relation in obj._meta.related_objects:
        if relation.on_delete is models.CASCADE:
            for row in relation.related_model._default_manager.filter(**{relation.field.name: obj}):
                yield from _own_names(row)


def _own_names(row: Any) -> Iterator[str]:
    for field in row._meta.concrete_fields:
        if isinstance(field, models.FileField) and (name := field.value_from_object(row).name):
            yield name
