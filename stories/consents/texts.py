"""The information and the declaration people sign, word by word, in versions: a published version never changes.

A version is a file in stories/data/einwilligung/. A consent keeps its name and the SHA-256 of its bytes.
"""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "data" / "einwilligung"
# What is asked for today, by whether the person works in the Jobcenter.
CURRENT = {False: "geschichte-1", True: "beschaeftigte-1"}


@dataclass(frozen=True)
class Section:
    """One heading of the information with its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class ConsentText:
    """One version. `digest` is the SHA-256 (hex) of the file."""

    version: str
    title: str
    sections: tuple[Section, ...]
    channels: dict[str, str]
    declaration: str
    special_categories: str
    guardian: str
    digest: str

    @property
    def for_staff(self) -> bool:
        """Whether this is the form for people who work in the Jobcenter."""
        return is_for_staff(self.version)


@cache
def text(version: str) -> ConsentText:
    """Return one version. Raises KeyError for an unknown one."""
    path = FOLDER / f"{version}.toml"
    if path not in FOLDER.glob("*.toml"):
        raise KeyError(version)
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return ConsentText(
        version=version,
        title=raw["title"],
        sections=tuple(Section(one["heading"], tuple(one["paragraphs"])) for one in raw["sections"]),
        channels=raw["channels"],
        declaration=raw["declaration"],
        special_categories=raw["special_categories"],
        guardian=raw["guardian"],
        digest=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


def current(is_staff: bool) -> ConsentText:
    """Return the version people are asked to agree to today."""
    return text(CURRENT[is_staff])


def is_for_staff(version: str) -> bool:
    """Say whether a version is the form for people who work in the Jobcenter."""
    return version.startswith("beschaeftigte")


def versions() -> tuple[str, ...]:
    """Return the names of all versions there are."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
