"""Whether rows and files belong together, and whether nothing is public that no live page shows."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.storage import Storage
from django.db import models

from campaign.media.formats import FOLDERS
from campaign.media.release import file_models, public_names
from campaign.media.storage import (
    CONSENTS,
    MATERIAL,
    PrivateStorage,
    consent_storage,
    private_storage,
    released_path,
)
from campaign.media.usage import is_shown_live


def rows_and_files() -> Iterator[str]:
    """Yield rows whose file is gone, and files of the private store to which no row belongs."""
    for model, field in _file_fields():
        for key, name in model._base_manager.exclude(**{field.name: ""}).values_list("pk", field.name):
            if name and not field.storage.exists(name):
                yield f"{model._meta.label} {key}: Die Datei {name} fehlt."
    for storage, name in files_without_row():
        yield f"Zu keiner Zeile gehört die Datei {name}{_where(storage)}."


def files_without_row() -> Iterator[tuple[PrivateStorage, str]]:
    """Yield (store, name) of files that no row names; one whose row is being written is among them."""
    known: dict[str, set[str]] = {}
    for model, field in _file_fields():
        names = model._base_manager.values_list(field.name, flat=True)
        known.setdefault(_root(field.storage), set()).update(names)
    for storage, folders in ((private_storage(), (*FOLDERS, MATERIAL)), (consent_storage(), ("",))):
        rightful = known.get(_root(storage), set())
        for name in _stored(storage, folders):
            if name not in rightful:
                yield storage, name


def released_files() -> Iterator[str]:
    """Yield public files without right to be, and files of live pages that are not public."""
    rightful: set[str] = set()
    for model in file_models():
        for row in model._default_manager.filter(is_released=True).iterator(chunk_size=200):
            rightful.update(row.public_files())
            if not is_shown_live(row):
                yield f"{model._meta.label} {row.pk} ist öffentlich, aber keine öffentliche Seite zeigt die Datei."
            for name in row.public_files():
                if not released_path(name).exists():
                    yield f"{model._meta.label} {row.pk}: Die öffentliche Datei {name} fehlt."
    for name in public_names():
        if name not in rightful:
            yield f"Öffentlich ohne Grund ist die Datei {name}."


def _file_fields() -> Iterator[tuple[type[models.Model], models.FileField]]:
    """Yield the fields of all models that name files of the two private stores, each inherited one once."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.FileField) and isinstance(field.storage, PrivateStorage):
                yield model, field


def _stored(storage: PrivateStorage, folders: tuple[str, ...]) -> Iterator[str]:
    root = Path(storage.location)
    for folder in folders:
        for path in (root / folder).rglob("*"):
            if path.is_file() and not path.name.startswith("."):
                yield path.relative_to(root).as_posix()


def _root(storage: Storage) -> str:
    return str(getattr(storage, "location", ""))


def _where(storage: PrivateStorage) -> str:
    return f" in {CONSENTS}/" if _root(storage) != str(settings.PRIVATE_MEDIA_ROOT) else ""
