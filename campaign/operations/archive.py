"""The folder of a backup: large files with checksums, encrypted if wanted, and a table of contents.

    <folder>/manifest.json      what is in it, with SHA-256 of every file as it lies there
    <folder>/database[.age]     what pg_dump or SQLite wrote
    <folder>/private.tar[.age]  PRIVATE_MEDIA_ROOT: originals, versions, signed consents, the list of erasures

Encryption is age (https://age-encryption.org/v1), to public keys: who can write backups need not be able to read them.
"""

import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import pyrage

MANIFEST = "manifest.json"
ENCRYPTED = ".age"
CHUNK = 1024 * 1024

Produce = Callable[[BinaryIO], None]


class Refused(Exception):
    """The backup cannot be made or used; the German sentence says why. Nothing was changed."""


def recipients_of(keys: Sequence[str]) -> list[Any]:
    """Return public keys („age1…“) as pyrage takes them. Raises Refused."""
    try:
        return [pyrage.x25519.Recipient.from_str(key.strip()) for key in keys]
    except pyrage.RecipientError as error:
        raise Refused("Der öffentliche Schlüssel ist keiner von age (age1…).") from error


def identities_of(text: str) -> list[Any]:
    """Return the secret keys of an identity file of age. Raises Refused."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    try:
        return [pyrage.x25519.Identity.from_str(line) for line in lines]
    except pyrage.IdentityError as error:
        raise Refused("Die Schlüsseldatei ist keine von age (AGE-SECRET-KEY-…).") from error


def store(folder: Path, name: str, produce: Produce, recipients: Sequence[Any]) -> str:
    """Write what `produce` writes as a file of the owner alone; return its name in the folder."""
    stored = f"{name}{ENCRYPTED}" if recipients else name
    path = folder / stored
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        if recipients:
            with _producing(produce) as source:
                pyrage.encrypt_io(source, target, list(recipients))
        else:
            produce(target)
        target.flush()
        os.fsync(target.fileno())
    return stored


@contextmanager
def opened(folder: Path, name: str, identities: Sequence[Any]) -> Iterator[BinaryIO]:
    """Yield the plain bytes of a file of the backup, whichever way it lies there. Raises Refused without a key."""
    path = folder / name
    if not name.endswith(ENCRYPTED):
        with path.open("rb") as plain:
            yield plain
        return
    if not identities:
        raise Refused("Die Sicherung ist verschlüsselt; es fehlt die Schlüsseldatei (--identity DATEI).")

    def decrypt(target: BinaryIO) -> None:
        with path.open("rb") as source:
            pyrage.decrypt_io(source, target, list(identities))

    with _producing(decrypt) as stream:
        yield stream


def try_out(folder: Path, names: Iterable[str], identities: Sequence[Any]) -> None:
    """Read the files to their ends, to know before anything is replaced that they can be. Raises Refused."""
    for name in names:
        try:
            with opened(folder, name, identities) as stream:
                while stream.read(CHUNK):
                    pass
        except pyrage.DecryptError as error:
            raise Refused("Dieser Schlüssel öffnet die Sicherung nicht.") from error


def write_manifest(folder: Path, content: dict[str, Any], names: Sequence[str]) -> None:
    """Write the table of contents last: a folder without it is no backup."""
    files = {
        name: {"size": (folder / name).stat().st_size, "sha256": checksum(folder / name)} for name in names
    }
    text = json.dumps(content | {"files": files}, ensure_ascii=False, indent=2)
    temporary = folder / f".{MANIFEST}"
    temporary.write_text(text, encoding="utf-8")
    temporary.chmod(0o600)
    temporary.replace(folder / MANIFEST)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the table of contents after comparing every file with it. Raises Refused."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = manifest["files"].items()
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise Refused(f"{folder} ist keine vollständige Sicherung.") from error
    for name, facts in files:
        path = folder / name
        if not path.is_file() or checksum(path) != facts["sha256"]:
            raise Refused(f"Die Datei {name} fehlt oder ist beschädigt.")
    return manifest


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file, hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


@contextmanager
def _producing(produce: Produce) -> Iterator[BinaryIO]:
    """Run `produce` beside us and yield what it writes; its error is raised here, so no half file passes for whole."""
    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def run() -> None:
        with open(writing, "wb") as target:
            try:
                produce(target)
            except BaseException as error:
                failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        with open(reading, "rb") as source:
            yield source
    finally:
        thread.join()
    if failed:
        raise failed[0]
