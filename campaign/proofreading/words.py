"""Finds outdated words in plain text. Pure functions, no database."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

SENTENCE_END: Final = re.compile(r"(?<=[.!?…])[“”\"»)]?\s+|\n+")
# So much of a sentence is shown on either side.
AROUND: Final = 90
# As one writes with and without the letters that only German has.
_PAIRS: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
_PAIR: Final = re.compile("|".join(f"{one}|{two}" for one, two in _PAIRS.items()))
_BETWEEN: Final = r"[\s\u00a0\u202f\u2010\u2011-]*"
_STEM: Final = r"[^\W\d_]*"
SOFT_HYPHEN: Final = "\u00ad"


@dataclass(frozen=True)
class Term:
    """An outdated word: its key, how it is written, since when it is outdated, and the word of today."""

    key: int
    spellings: tuple[str, ...]
    since: date
    instead: str
    note: str = ""

    def pattern(self) -> re.Pattern[str]:
        """Return what finds all of its spellings."""
        return re.compile("|".join(map(_expression, self.spellings)), re.IGNORECASE)


@dataclass(frozen=True)
class Hit:
    """A word as it stands in a text, and its sentence around it (cut where it is long)."""

    term: Term
    word: str
    before: str
    after: str


def find(text: str, terms: Iterable[Term], today: date) -> Iterator[Hit]:
    """Yield every place of every term that is outdated by now, sentence by sentence.

    A place belongs to the first term that has it.
    """
    wanted = [(term, term.pattern()) for term in terms if term.spellings and term.since <= today]
    plain = unicodedata.normalize("NFC", text).replace(SOFT_HYPHEN, "")
    for sentence in SENTENCE_END.split(plain):
        taken: list[tuple[int, int]] = []
        for term, pattern in wanted:
            for match in pattern.finditer(sentence):
                if not any(begin < match.end() and match.start() < end for begin, end in taken):
                    taken.append(match.span())
                    yield _hit(term, match, sentence)


def _hit(term: Term, match: re.Match[str], sentence: str) -> Hit:
    before, after = sentence[: match.start()], sentence[match.end() :]
    cut_before = before if len(before) <= AROUND else f"… {before[-AROUND:].partition(' ')[2]}"
    cut_after = after if len(after) <= AROUND else f"{after[:AROUND].rpartition(' ')[0]} …"
    return Hit(term, match[0][:120], cut_before.lstrip(), cut_after.rstrip())


def _expression(spelling: str) -> str:
    """Return a spelling as a regular expression; „*“ stands for letters, a gap also for hyphens or nothing."""
    words = unicodedata.normalize("NFC", spelling.lower().replace("-", " ")).split()
    parts = [_PAIR.sub(_either, re.escape(word).replace(r"\*", _STEM)) for word in words]
    return rf"(?<![^\W_]){_BETWEEN.join(parts)}(?![^\W_])"


def _either(match: re.Match[str]) -> str:
    one = next(letter for letter, pair in _PAIRS.items() if match[0] in (letter, pair))
    return f"(?:{one}|{_PAIRS[one]})"
