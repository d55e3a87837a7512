"""What a row of the queue says of a page at a glance. Who knows it says it; this floor knows no people."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import IntEnum


class Light(IntEnum):
    """How a sign stands; the word beside it says the same without colour."""

    GREEN = 1
    YELLOW = 2
    RED = 3

    @property
    def word(self) -> str:
        """The name in style sheets."""
        return self.name.lower()


@dataclass(frozen=True)
class Sign:
    """One light and its words."""

    light: Light
    text: str


Source = Callable[[Collection[int]], Mapping[int, Sign]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a function from page ids to a sign each; its number of queries must not grow with the pages."""
    _sources.append(source)


def of(page_ids: Collection[int]) -> dict[int, list[Sign]]:
    """Return page id -> what all sources say of it, in the order of registration."""
    found: dict[int, list[Sign]] = {pk: [] for pk in page_ids}
    for source in _sources:
        for pk, sign in source(page_ids).items():
            found[pk].append(sign)
    return found
