"""Towns and quarters by name: in which Kreis a place lies. Built once per set of postcodes, read often."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from jobcenters.finder_words import Nearness, core_of, words_of
from jobcenters.postcodes import Postcodes, Quarter

# „Neustadt an der Weinstraße“, „Bad Homburg v.d. Höhe“: people leave out what follows the name of the town.
_ADDITION: Final = re.compile(r"\s(?:(?:am|an|auf|bei|im|in|ob|unter|vor)\s|[a-z]\.).*$")
# „Burg (Spreewald)“, „Ketzin/Havel“, „Drebkau - Drjowk“: here it only tells namesakes apart.
_ASIDE: Final = re.compile(r"\s*(?:\(.*\)|/.*|\s-\s.*|,.*)$")
_UMLAUT: Final = re.compile("[äöü]", re.IGNORECASE)


class Rank(IntEnum):
    """How a name names its place: as it is written, shortened, or as a part of a municipality."""

    WHOLE = 0
    SHORT = 1
    QUARTER = 2


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality, or a part of one (`within`), in the Kreis with the five digits `ags`."""

    name: str
    ags: str
    within: str = ""

    @property
    def shown(self) -> str:
        """How people tell it from its namesakes."""
        return f"{self.name} ({self.within})" if self.within else self.name


@dataclass(frozen=True)
class PlaceIndex:
    """Places by their core (`finder_words.core_of`, written in one), the surest names first."""

    by_core: dict[str, list[tuple[Rank, Place]]] = field(repr=False)
    cores: list[str] = field(repr=False)
    nearness: Nearness = field(repr=False)

    def named(self, core: str) -> list[tuple[Rank, Place]]:
        """Places with that name."""
        return self.by_core.get(core, [])

    def beginning(self, core: str, limit: int) -> list[str]:
        """The first cores that begin so."""
        start = bisect_left(self.cores, core)
        return [found for found in self.cores[start : start + limit] if found.startswith(core)]


def build_places(postcodes: Postcodes, quarters: Iterable[Quarter] = ()) -> PlaceIndex:
    """Index over the municipalities that the postcodes name, and over the quarters."""
    by_core: dict[str, dict[Place, Rank]] = defaultdict(dict)
    municipalities = dict.fromkeys((row.ort, row.ags) for rows in postcodes.values() for row in rows)
    for name, ags in municipalities:
        for core, rank in _spellings(name).items():
            known = by_core[core]
            known[Place(name, ags)] = min(rank, known.get(Place(name, ags), rank))
    for quarter in quarters:
        place = Place(quarter.name, quarter.ags, quarter.ort)
        for core in _spellings(quarter.name):
            by_core[core].setdefault(place, Rank.QUARTER)
    laid_out = {
        core: sorted(((rank, place) for place, rank in places.items()), key=lambda one: one[0])
        for core, places in by_core.items()
    }
    return PlaceIndex(laid_out, sorted(laid_out), Nearness(laid_out))


def _spellings(name: str) -> dict[str, Rank]:
    """The cores under which people look for a place."""
    alone = _ASIDE.sub("", name)
    short = _ADDITION.sub("", alone)
    # Backwards: where a text stands twice, its better rank stays.
    texts = {short.removeprefix("Bad "): Rank.SHORT, short: Rank.SHORT, alone: Rank.WHOLE, name: Rank.WHOLE}
    found: dict[str, Rank] = {}
    for text, rank in texts.items():
        # Without an umlaut both spellings are one.
        for plain in (False, True) if _UMLAUT.search(text) else (False,):
            core = "".join(core_of(words_of(text, plain)))
            if core:
                found[core] = min(rank, found.get(core, rank))
    return found
