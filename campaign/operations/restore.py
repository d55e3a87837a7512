"""Brings a backup back – and erases again what was erased since: withdrawn stays withdrawn."""

import shutil
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.utils import timezone

from campaign.audit import integrity, log
from campaign.audit.models import OutboxMail
from campaign.media.release import resync_all
from campaign.media.storage import (
    CONSENTS,
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    SECRET_FILE,
    SECRET_FOLDER,
    make_folders,
)
from campaign.operations import archive, databases
from campaign.operations.backup import FORMAT
from campaign.operations.page_cache import after_restore
from campaign.publishing import replay
from campaign.publishing.erasure_steps import RESTORE_LIST


@dataclass(frozen=True)
class Report:
    """What a restore did: pages erased again, mails not sent again, faults that are left."""

    erased: int
    mails_held: int
    findings: list[dict[str, str]]


def restore(
    folder: Path, identities: Sequence[Any] = (), *, replace: bool = False, erasures: str = ""
) -> Report:
    """Read a backup into this installation; `replace` allows it to hold data already.

    erasures: lines of the list of erasures from elsewhere, beside those here and in the backup. Raises Refused, and
    changes nothing then, unless a program of the database fails on the way.
    """
    manifest = archive.read_manifest(folder)
    _fits(manifest, replace)
    root = Path(settings.PRIVATE_MEDIA_ROOT)
    # What is known here is newer than the backup: it must outlive what is replaced, and a restore that breaks off.
    lines = replay.lines(erasures) | replay.lines(_text(root / RESTORE_LIST)) | _pending()
    names = {name.removesuffix(archive.ENCRYPTED): name for name in manifest["files"]}
    archive.try_out(folder, manifest["files"], identities)
    copies = after_restore.known()
    replay.keep(lines)
    with archive.opened(folder, names["database"], identities) as stream:
        databases.load(stream)
    _empty(root, but=RESTORE_LIST)
    _empty(Path(settings.MEDIA_ROOT))
    with archive.opened(folder, names["private.tar"], identities) as stream:
        lines |= _unpack(stream, root)
    call_command("migrate", interactive=False, verbosity=0)
    report = _settle(lines)
    after_restore.forget(copies)
    return report


def _pending() -> frozenset[str]:
    """Return lines for what is withdrawn here and stands in no list yet, for its erasure is not at its end."""
    return frozenset() if databases.is_empty() else replay.pending()


def _fits(manifest: dict[str, Any], replace: bool) -> None:
    if manifest.get("format") != FORMAT:
        raise archive.Refused("Diese Sicherung stammt aus einer anderen Fassung des Programms.")
    if manifest["database"] != databases.vendor():
        raise archive.Refused(
            f"Die Sicherung ist von {manifest['database']}, hier läuft {databases.vendor()}."
        )
    if not replace and not databases.is_empty():
        raise archive.Refused("Die Datenbank ist nicht leer. Mit --replace wird alles darin ersetzt.")


def _settle(lines: frozenset[str]) -> Report:
    """Erase again, make public what is live, forget what must not outlive: caches, sessions, mails that went out since."""
    erased = replay.again(lines)
    held = OutboxMail.objects.exclude(state__in=(OutboxMail.State.SENT, OutboxMail.State.FAILED)).update(
        state=OutboxMail.State.FAILED,
        last_error="Nach dem Einspielen einer Sicherung nicht noch einmal verschickt",
        sent_at=timezone.now(),
    )
    Session.objects.all().delete()
    cache.clear()
    resync_all()
    log.record("site.restored", actor=log.NO_ACTOR, data={"erased_again": erased})
    return Report(erased, held, [vars(one) for one in integrity.findings()])


def _unpack(stream: BinaryIO, root: Path) -> frozenset[str]:
    """Write the files of the tar below the root with the modes of the stores; nothing leads out of it.

    Returns the lines of its list of erasures, which is not written: the one here knows more.
    """
    storage, listed = FileSystemStorage(location=root), ""
    with tarfile.open(fileobj=stream, mode="r|") as tar:
        for member in tar:
            source = tar.extractfile(member) if member.isreg() else None
            if source is None:
                continue
            if member.name == RESTORE_LIST:
                listed = source.read().decode()
                continue
            target = Path(storage.path(member.name))
            secret = member.name.startswith(f"{CONSENTS}/")
            make_folders(target.parent, root, SECRET_FOLDER if secret else PRIVATE_FOLDER)
            with target.open("xb") as file:
                shutil.copyfileobj(source, file, archive.CHUNK)
            target.chmod(SECRET_FILE if secret else PRIVATE_FILE)
    return replay.lines(listed)


def _empty(root: Path, but: str = "") -> None:
    """Empty the folder, which may be a mount point itself, but for one file."""
    for path in root.iterdir() if root.exists() else ():
        if path.name == but:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
