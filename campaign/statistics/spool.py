"""The file that views are noted in until a job adds them up: one short line for each, of all processes. No Django.

A line is in the file before the answer goes out, so that a killed process loses none; only a machine that loses power
loses what its system had not yet written to disk. A job takes the file away under a name of its own and counts it once.
"""

import fcntl
import os
import re
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Names with a point stay out of backups.
CURRENT = ".aktuell"
TAKEN = re.compile(r"^\.[0-9a-f]{32}\.zu-zaehlen$")
# Nobody has added up for weeks: the disk is worth more than the numbers.
MOST_BYTES = 64 * 1024 * 1024
LINE = re.compile(r"^(\d{4}-\d\d-\d\d)\t([a-z]{1,10})\t([A-Za-z0-9:._=-]{1,80})\t([a-z0-9.-]{0,100})$")


@dataclass(frozen=True)
class View:
    """What is counted: the day (ISO), "page" or "embed", of what, and for embeds on whose host."""

    day: str
    kind: str
    key: str
    host: str = ""

    def line(self) -> str:
        """Return it as a line. ValueError for what would not be read again."""
        text = f"{self.day}\t{self.kind}\t{self.key}\t{self.host}"
        if not LINE.match(text):
            raise ValueError(f"Nicht zu zählen: {text!r}")
        return f"{text}\n"


def note(folder: Path, view: View) -> None:
    """Add a line to the current file. Raises OSError (disk full, no right), ValueError (see `View.line`)."""
    line = view.line().encode()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / CURRENT
    while True:
        number = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            fcntl.flock(number, fcntl.LOCK_EX)
            # Taken away between opening and locking: whoever counts it may be through with it.
            if _is_current(number, path):
                if os.fstat(number).st_size < MOST_BYTES:
                    os.write(number, line)
                return
        finally:
            os.close(number)


def take(folder: Path) -> list[Path]:
    """Take the current file away and return all that wait to be counted, those of broken runs first."""
    path = folder / CURRENT
    waiting = sorted(one for one in folder.glob(".*") if TAKEN.match(one.name)) if folder.is_dir() else []
    if path.exists():
        taken = folder / f".{uuid.uuid4().hex}.zu-zaehlen"
        path.rename(taken)
        waiting.append(taken)
    return waiting


def read(path: Path) -> Counter[View]:
    """Add up a taken file; waits for those who write to it at this moment. A half line is left out."""
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        fcntl.flock(file, fcntl.LOCK_UN)
        return Counter(_views(file))


def _views(lines: Iterator[bytes]) -> Iterator[View]:
    for line in lines:
        if found := LINE.match(line.decode("ascii", "replace").rstrip("\n")):
            yield View(*found.groups())


def _is_current(number: int, path: Path) -> bool:
    try:
        return os.stat(path).st_ino == os.fstat(number).st_ino
    except FileNotFoundError:
        return False
