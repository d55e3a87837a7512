"""A backup: first the database, then the files. Files never change once they are stored, so what the database of that
moment names is there; what was erased in between is named in the list of erasures, which is stored last of all.

MEDIA_ROOT is not copied: what is public follows from what is live, and a restore makes it anew.
"""

import tarfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from campaign.audit import log
from campaign.operations import archive, databases
from campaign.publishing.erasure_steps import RESTORE_LIST

FORMAT = 1


def create(folder: Path, keys: Sequence[str] = ()) -> dict[str, Any]:
    """Write a backup into an empty or new folder; return its manifest. keys: public keys of age. Raises Refused."""
    recipients = archive.recipients_of(keys)
    if folder.exists() and any(folder.iterdir()):
        raise archive.Refused(f"Der Ordner {folder} ist nicht leer.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    content = {
        "format": FORMAT,
        "created_at": timezone.now().isoformat(),
        "database": databases.vendor(),
        "migrations": sorted(
            f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
        ),
    }
    names = [
        archive.store(folder, "database", databases.dump, recipients),
        archive.store(folder, "private.tar", _pack, recipients),
    ]
    archive.write_manifest(folder, content, names)
    log.record("site.backed_up", actor=log.NO_ACTOR, data={"encrypted": bool(keys)})
    return archive.read_manifest(folder)


def _pack(target: BinaryIO) -> None:
    """Write PRIVATE_MEDIA_ROOT as a tar; a file that is deleted meanwhile is left out."""
    root = Path(settings.PRIVATE_MEDIA_ROOT)
    paths = sorted(path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))
    with tarfile.open(fileobj=target, mode="w|") as tar:
        for path in sorted(paths, key=lambda one: one.name == RESTORE_LIST):
            try:
                with path.open("rb") as file:
                    tar.addfile(tar.gettarinfo(arcname=path.relative_to(root).as_posix(), fileobj=file), file)
            except FileNotFoundError:
                continue
