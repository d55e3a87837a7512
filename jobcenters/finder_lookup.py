"""Which labels of the index fit the words of a query, from the surest way to the vaguest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from jobcenters.finder_index import KREIS_WORDS, STADT_WORDS, FinderIndex, Label, core_of

_MIN_GUESSED: Final = 4


@dataclass(frozen=True)
class Found:
    """Labels that fit, and by what: a whole name, words out of names, or the beginnings of words."""

    labels: tuple[Label, ...]
    by: Literal["name", "words", "beginning"]


def look_up(words: tuple[str, ...], index: FinderIndex) -> Found:
    """The surest match: the full name, the name without its kind, all words, all words as beginnings."""
    core = core_of(words)
    # „Frankfurt a. M.“: the single letters abbreviate and would only get in the way.
    telling = tuple(word for word in core if len(word) > 1) or core
    named = index.full.get(" ".join(words)) or _of_asked_kind(words, _by_core(telling, index))
    if named:
        return Found(tuple(named), "name")
    whole = _of_asked_kind(words, _with_all(telling, index.with_word, index))
    if whole:
        return Found(tuple(whole), "words")
    begun = _of_asked_kind(words, _with_all(telling, index.with_prefix, index))
    return Found(tuple(begun), "beginning")


def guess(words: tuple[str, ...], index: FinderIndex) -> tuple[Label, ...]:
    """Labels that were perhaps meant: one letter wrong in the whole, or one word that is (nearly) a name."""
    core = core_of(words)
    keys = list(index.near("".join(core)))
    for word in core:
        if not keys and len(word) >= _MIN_GUESSED and word in index.core:
            keys.append(word)
    for word in core:
        if not keys and len(word) >= _MIN_GUESSED:
            keys.extend(index.near(word))
    return tuple(label for key in sorted(keys) for label in index.core[key])


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
