"""Queries and names as the finder compares them: folded words, what is left without kinds, and what is nearly the same."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from jobcenters.names import fold, fold_plain

# Words that tell the kind of a Träger, or nothing at all: they are no place and never searched for alone.
KREIS_WORDS: Final = frozenset({"landkreis", "kreis", "lkr", "lk"})
STADT_WORDS: Final = frozenset({"stadt", "landeshauptstadt", "stadtkreis", "kreisfreie", "hansestadt"})
EMPTY_WORDS: Final = (
    KREIS_WORDS
    | STADT_WORDS
    | frozenset(
        {"jobcenter", "kommunales", "kommunale", "region", "regionalverband", "staedteregion", "stadteregion"}
    )
    | frozenset({"der", "die", "das", "dem", "den", "des", "in", "im", "an", "am", "ob", "bei", "vor", "von"})
    | frozenset({"und", "fuer", "fur", "zu", "zum", "zur"})
)
_SPELLINGS: Final = {
    "sankt": "st",
    "kreisstadt": "stadt",
    "universitaetsstadt": "stadt",
    "jobcentern": "jobcenter",
}
_MIN_TYPO_LENGTH: Final = 4
_MAX_TYPO_LENGTH: Final = 40
# From this length on, two letters may be wrong.
_LONG: Final = 8
_ENDING: Final = 3


def words_of(text: str, plain: bool = False) -> tuple[str, ...]:
    """The folded words of a name or query, in one spelling each; `plain` folds ä to a instead of ae."""
    folded = (fold_plain(text) if plain else fold(text)).replace("job center", "jobcenter").split()
    return tuple(_SPELLINGS.get(word, word) for word in folded)


def core_of(words: Iterable[str]) -> tuple[str, ...]:
    """The words that name a place or brand, without kind and filler words."""
    return tuple(word for word in words if word not in EMPTY_WORDS)


class Nearness:
    """Cores to ask which are nearly the same as another (optimal string alignment, by RapidFuzz).

    One letter may be left out, added, changed or swapped with the next; in long words two. Compared are only cores
    with the same first letter or the same ending: a slip spoils one of them, and the comparison takes a tenth.
    """

    def __init__(self, cores: Iterable[str]) -> None:
        self._alike: dict[tuple[int, str], list[str]] = defaultdict(list)
        for core in sorted(cores):
            for mark in (core[:1], core[-_ENDING:]):
                self._alike[len(core), mark].append(core)

    def near(self, core: str) -> list[tuple[int, str]]:
        """Distance and core of those that are nearly the same and nearest; short words have none."""
        if not _MIN_TYPO_LENGTH <= len(core) <= _MAX_TYPO_LENGTH:
            return []
        limit = 1 if len(core) < _LONG else 2
        found: set[tuple[int, str]] = set()
        for length in range(max(_MIN_TYPO_LENGTH, len(core) - limit), len(core) + limit + 1):
            for mark in (core[:1], core[-_ENDING:]):
                matches = process.extract_iter(
                    core, self._alike.get((length, mark), ()), scorer=OSA.distance, score_cutoff=limit
                )
                found.update((int(distance), match) for match, distance, _ in matches)
        nearest = min((distance for distance, _ in found), default=0)
        return sorted(one for one in found if one[0] == nearest)
