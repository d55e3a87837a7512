"""Words and sentences of a story: outdated terms and how hard it is to read. Pure functions on plain text."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

TERMS = Path(__file__).resolve().parent / "data" / "begriffe.toml"
WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SENTENCE_END: Final = re.compile(r"(?<=[.!?…:])[“”\"»]?\s+|\n+")
# Björnsson's LIX: words per sentence plus per cent of words over six letters. German news are at about 50.
LIX_LIMIT = 55
LONG_WORD = 6
LONG_SENTENCE = 28
# Below that a measure says nothing.
ENOUGH_WORDS = 80


@dataclass(frozen=True)
class Term:
    """A word that is outdated since a day, and the word of today."""

    pattern: re.Pattern[str]
    since: date
    instead: str


@cache
def terms() -> tuple[Term, ...]:
    """Return the list of outdated words."""
    rows = tomllib.loads(TERMS.read_text(encoding="utf-8"))["terms"]
    return tuple(Term(_pattern(row["words"]), row["since"], row["instead"]) for row in rows)


def outdated(text: str, today: date) -> Iterator[tuple[str, str]]:
    """Yield (word as it stands there, word of today), each outdated term once."""
    for term in terms():
        if term.since <= today and (found := term.pattern.search(text)):
            yield found[0], term.instead


def sentences(text: str) -> list[list[str]]:
    """Return the words of each sentence."""
    found = (WORD.findall(sentence) for sentence in SENTENCE_END.split(text))
    return [words for words in found if words]


def lix(text: str) -> int | None:
    """Return the LIX of a text, None when it is too short to measure."""
    parts = sentences(text)
    words = [word for part in parts for word in part]
    if len(words) < ENOUGH_WORDS:
        return None
    long_words = sum(len(word) > LONG_WORD for word in words)
    return round(len(words) / len(parts) + 100 * long_words / len(words))


def long_sentences(text: str) -> list[str]:
    """Return the beginnings of sentences of more than LONG_SENTENCE words."""
    return [" ".join(words[:6]) for words in sentences(text) if len(words) > LONG_SENTENCE]


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in words)})\b", re.I)
