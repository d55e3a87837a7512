"""Which labels of the index fit the words of a query, from the surest way to the vaguest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from jobcenters.finder_index import FinderIndex, Label
from jobcenters.finder_places import Rank
from jobcenters.finder_words import KREIS_WORDS, STADT_WORDS, core_of

_MIN_GUESSED: Final = 4
_MAX_BEGINNINGS: Final = 5
# More words are no name of a place; each costs a comparison with all names.
_MAX_GUESSED: Final = 4


@dataclass(frozen=True)
class Found:
    """Labels that fit, and by what: a whole name, words out of names, or the beginnings of words."""

    labels: tuple[Label, ...]
    by: Literal["name", "words", "beginning"]


def look_up(words: tuple[str, ...], index: FinderIndex) -> Found:
    """The surest match: the full name, the name without its kind, a place, all words, all words as beginnings."""
    core = core_of(words)
    # „Frankfurt a. M.“: the single letters abbreviate and would only get in the way.
    telling = tuple(word for word in core if len(word) > 1) or core
    named = index.full.get(" ".join(words)) or _of_asked_kind(words, _named(words, telling, index))
    if named:
        return Found(tuple(named), "name")
    whole = _of_asked_kind(words, _with_all(telling, index.with_word, index))
    if whole:
        return Found(tuple(whole), "words")
    begun = _of_asked_kind(words, _with_all(telling, index.with_prefix, index))
    return Found(tuple(begun), "beginning")


def guess(words: tuple[str, ...], index: FinderIndex) -> tuple[Label, ...]:
    """Labels that were perhaps meant, the likeliest first.

    The whole with a slip of the pen, a word that is a name, the beginning of a name, a word with a slip of the pen.
    """
    core = core_of(words)
    long_words = [word for word in core if len(word) >= _MIN_GUESSED][:_MAX_GUESSED]
    whole = "".join(core)
    keys = index.near(whole)
    keys = keys or [word for word in long_words if index.labelled(word)]
    if not keys and len(whole) >= _MIN_GUESSED:
        keys = index.places.beginning(whole, _MAX_BEGINNINGS)
    keys = keys or [key for word in long_words for key in index.near(word)]
    return tuple(label for key in keys for label in index.labelled(key))


def _named(words: tuple[str, ...], core: tuple[str, ...], index: FinderIndex) -> list[Label]:
    """Labels of that core, and places of that name unless a Kreis was asked for.

    Whoever types the name of a Kreis or a kreisfreie Stadt does not mean a part of some other town, nor a town whose
    name only begins so; but another town of exactly the name may be meant.
    """
    labels = _by_core(core, index)
    if labels and KREIS_WORDS.intersection(words):
        return labels
    anchored = any(label.whole and not label.town for label in labels)
    for rank, place in index.places.named("".join(core)):
        target = index.targets.get(place.ags)
        if target and (rank == Rank.WHOLE or not anchored):
            labels.append(Label(target, (), (), town=True, place=place.shown))
    return labels


def _by_core(core: tuple[str, ...], index: FinderIndex) -> list[Label]:
    """Labels of that core, and Kreise with it in a double name: „Koblenz“ finds „Mayen-Koblenz“ too."""
    labels = list(index.core.get("".join(core), ()))
    if labels and len(core) == 1:
        having = (index.labels[number] for number in sorted(index.with_word(core[0])))
        labels += [label for label in having if _in_double_name(core[0], label)]
    return labels


def _in_double_name(word: str, label: Label) -> bool:
    # Ulm is no part of „Neu-Ulm“.
    return label.of_kreis and label.words[label.words.index(word) - 1] != "neu"


def _with_all(words: Iterable[str], numbers_of: Callable[[str], set[int]], index: FinderIndex) -> list[Label]:
    """Labels of the targets that have every word, be it in different names („KoBa Halberstadt“)."""
    numbers: set[int] = set()
    wanted: set[str] | None = None
    for word in dict.fromkeys(words):
        having = numbers_of(word)
        numbers |= having
        targets = {index.labels[number].target.ags for number in having}
        wanted = targets if wanted is None else wanted & targets
        if not wanted:
            return []
    return [
        index.labels[number]
        for number in sorted(numbers)
        if index.labels[number].target.ags in (wanted or ())
    ]


def _of_asked_kind(words: tuple[str, ...], labels: list[Label]) -> list[Label]:
    """„Kreis …“ leaves the Kreise, „Stadt …“ the kreisfreie Stadt, else the towns; all if none were left."""
    if KREIS_WORDS.intersection(words):
        return [label for label in labels if not label.target.is_city] or labels
    if STADT_WORDS.intersection(words):
        cities = [label for label in labels if label.target.is_city]
        return cities or [label for label in labels if label.town] or labels
    return labels
