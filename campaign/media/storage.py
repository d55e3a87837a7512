"""Where files lie: everything in PRIVATE_MEDIA_ROOT; what is released has a second name in MEDIA_ROOT.

A web server may serve MEDIA_ROOT without asking anybody. A released file is a hard link (a copy where the two
roots are different file systems) under the same relative name: releasing a video costs no space and no time.
"""

import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils._os import safe_join
from django.utils.deconstruct import deconstructible

from campaign.media.formats import FOLDERS

# The group may read: a web server in it can send private files on our word (X-Accel-Redirect).
PRIVATE_FILE, PRIVATE_FOLDER = 0o640, 0o750
PUBLIC_FILE, PUBLIC_FOLDER = 0o644, 0o755
SECRET_FILE, SECRET_FOLDER = 0o600, 0o700
# Beside the folders of formats.FOLDERS, never among them: those can be released and served.
CONSENTS = "consents"
# Campaign material: a view hands out single files of it, after asking which are offered to whom.
MATERIAL = "material"


@deconstructible
class PrivateStorage(FileSystemStorage):
    """The store of all files; settings are read at each use, since tests and commands may change them."""

    @property
    def base_location(self) -> str:
        return os.fspath(settings.PRIVATE_MEDIA_ROOT)

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    @property
    def base_url(self) -> str:
        return settings.MEDIA_URL

    def _save(self, name: str, content: File) -> str:
        target = Path(self.path(name))
        make_folders(target.parent, Path(self.location), PRIVATE_FOLDER)

        def write(temporary: Path) -> None:
            # An existing file is never replaced: names are random, so a clash would be a fault.
            with temporary.open("xb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())

        _put(target, write, PRIVATE_FILE)
        return target.relative_to(self.location).as_posix()

    def delete(self, name: str) -> None:
        """Delete the file and, before it, its released name: nothing is public that is not in the store."""
        withdraw_file(name)
        super().delete(name)


@deconstructible
class ConsentStorage(PrivateStorage):
    """The store of signed consents: a folder of its own, which no web server and no view of files reaches.

    The owner of the process alone may read it. Whoever shows a scan reads the bytes here, after asking who asks.
    """

    @property
    def base_location(self) -> str:
        return os.path.join(settings.PRIVATE_MEDIA_ROOT, CONSENTS)

    def url(self, name: str | None) -> str:
        """No scan has an address."""
        raise ValueError("Scans von Einwilligungen haben keine Adresse.")

    def _save(self, name: str, content: File) -> str:
        stored = super()._save(name, content)
        path = Path(self.path(stored))
        path.chmod(SECRET_FILE)
        for folder in (path.parent, Path(self.location)):
            folder.chmod(SECRET_FOLDER)
        return stored

    def delete(self, name: str) -> None:
        """Delete the scan; none was ever released."""
        FileSystemStorage.delete(self, name)


def consent_storage() -> ConsentStorage:
    """Return the store of consents; models name this function, so that no migration ever holds a path."""
    return ConsentStorage()


def private_storage() -> PrivateStorage:
    """Return the store; the models name this function, so that no migration ever holds a path."""
    return PrivateStorage()


def released_path(name: str) -> Path:
    """Return where a released file lies or would lie; SuspiciousFileOperation for a path that leads out."""
    return Path(safe_join(os.fspath(settings.MEDIA_ROOT), name))


def release_file(name: str) -> bool:
    """Make a file of the store public; return whether anything changed. A missing file is left alone.

    Raises ValueError for what lies in no folder of files that may ever be public.
    """
    if name.split("/", 1)[0] not in FOLDERS:
        raise ValueError(f"Diese Datei wird nie öffentlich: {name}")
    source, target = Path(private_storage().path(name)), released_path(name)
    if not source.is_file():
        return False
    if target.exists() and _same(source, target):
        return False
    make_folders(target.parent, Path(settings.MEDIA_ROOT), PUBLIC_FOLDER)
    _put(target, lambda temporary: _link_or_copy(source, temporary), PUBLIC_FILE)
    return True


def withdraw_file(name: str) -> bool:
    """Take the released name of a file away; return whether there was one."""
    target = released_path(name)
    try:
        linked = target.stat().st_nlink > 1
        target.unlink()
    except FileNotFoundError:
        return False
    source = Path(private_storage().path(name))
    if linked and source.is_file():
        source.chmod(PRIVATE_FILE)
    return True


def make_folders(folder: Path, root: Path, mode: int) -> None:
    """Create a folder and what is missing above it, up to the root, with this mode whatever the umask."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        if folder == root:
            break
        folder = folder.parent
    for step in reversed(missing):
        step.mkdir(parents=True, exist_ok=True)
        step.chmod(mode)


def _same(source: Path, target: Path) -> bool:
    if source.samefile(target):
        return True
    ours, theirs = source.stat(), target.stat()
    return (ours.st_size, ours.st_mtime_ns) == (theirs.st_size, theirs.st_mtime_ns)


def _link_or_copy(source: Path, temporary: Path) -> None:
    try:
        os.link(source, temporary)
    except OSError:
        shutil.copy2(source, temporary)


def _put(target: Path, write: Callable[[Path], None], mode: int) -> None:
    """Let `write` make a temporary file and move it into place: readers see a whole file or none."""
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        write(temporary)
        temporary.chmod(mode)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
