"""Queries and texts as the search compares them: words, spellings, and the part of a text that fits. No database."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

MOST_WORDS: Final = 12
# From this length on, a word also finds words that begin with it: „Pflege“ finds „Pflegedienst“.
MIN_BEGINNING: Final = 4
_WORD: Final = re.compile(r"[^\W_]+")
_ALIKE: Final = (("ß", "ss"), ("ä", "a"), ("ö", "o"), ("ü", "u"), ("ae", "a"), ("oe", "o"), ("ue", "u"))
_UMLAUTS: Final = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"))
_ENDINGS: Final = ("ern", "en", "er", "em", "es", "e", "n", "s")
_BEFORE, _AFTER = 70, 170
# What ends a sentence, with or without a closing quotation mark.
_ENDS: Final = (".", "!", "?", "…", ":", "“", "·")
# Words that are in nearly every text and tell nothing: as in the German dictionary of PostgreSQL.
EMPTY_WORDS: Final = frozenset(
    "aber als am an auch auf aus bei bin bis das dass dem den der des die doch du ein eine einem einen einer eines er es "
    "für hat ich ihr im in ist kann man mein meine mich mir mit nach nicht noch nur ob oder sie sich sind so über um und "
    "uns vom von vor war was wer wie wir wird wo zu zum zur".split()
)


@dataclass(frozen=True)
class Query:
    """What somebody searches for: `text` as typed, with single blanks; `words` in small letters, without empty words."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A part of an excerpt; `marked`: it is a word that was searched for."""

    text: str
    marked: bool


def read(typed: str) -> Query:
    """Take a query apart; control characters and everything that is no word are dropped."""
    # Composed first: only then is a typed „u“ + trema the letter „ü“.
    text = "".join(one if one.isprintable() else " " for one in unicodedata.normalize("NFKC", typed))
    words = list(dict.fromkeys(_WORD.findall(text.lower())))
    telling = [word for word in words if word not in EMPTY_WORDS]
    return Query(" ".join(text.split()), tuple((telling or words)[:MOST_WORDS]))


def spellings(word: str) -> tuple[str, ...]:
    """Return the word, and how it is spelled by somebody whose keyboard has umlauts: „muenster“, „münster“."""
    other = word
    for plain, umlaut in _UMLAUTS:
        other = other.replace(plain, umlaut)
    return (word,) if other == word else (word, other)


# Texts use the same words again and again; every hit's text is looked through for its excerpt.
@lru_cache(maxsize=10_000)
def key(word: str) -> str:
    """Return what all spellings of a word share: `key("Münster") == key("Muenster") == key("munster")`."""
    folded = word.casefold()
    for letters, plain in _ALIKE:
        folded = folded.replace(letters, plain)
    return folded


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """Return the key without its ending: „hauser“ and „haus“ are „haus“. Rough; the database does it better."""
    folded = key(word)
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= MIN_BEGINNING:
            return folded[: -len(ending)]
    return folded


@lru_cache(maxsize=20_000)
def fits(word: str, stems: frozenset[str]) -> bool:
    """Say whether a word of a text is one of those searched for, given as stems."""
    own, folded = stem(word), key(word)
    return any(own == one or (len(one) >= MIN_BEGINNING and folded.startswith(one)) for one in stems)


def words_of(text: str) -> list[str]:
    """Return the words of a text, as they stand there."""
    return _WORD.findall(text)


def marked(text: str, query: Query) -> list[Piece]:
    """Return the whole text in pieces, the words searched for marked."""
    return _pieces(text, frozenset(stem(word) for word in query.words))


def excerpt(text: str, query: Query) -> list[Piece]:
    """Return the part of the text where it first comes to what is searched for, else its beginning; in pieces."""
    stems = frozenset(stem(word) for word in query.words)
    text = _in_one_line(text)
    found = next((one.start() for one in _WORD.finditer(text) if fits(one.group(), stems)), 0)
    start = 0 if found <= _BEFORE else text.find(" ", found - _BEFORE) + 1
    end = len(text) if len(text) - start <= _BEFORE + _AFTER else text.rfind(" ", 0, start + _BEFORE + _AFTER)
    end = end if end > start else start + _BEFORE + _AFTER
    part = f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
    return _pieces(part, stems)


def _in_one_line(text: str) -> str:
    """Join the parts of a text; a heading, which ends without a full stop, shall not run into the sentence below it."""
    parts = [" ".join(part.split()) for part in text.split("\n\n")]
    parts = [part for part in parts if part]
    glued = [part if part.endswith(_ENDS) else f"{part} ·" for part in parts[:-1]]
    return " ".join([*glued, *parts[-1:]])


def _pieces(text: str, stems: frozenset[str]) -> list[Piece]:
    pieces: list[Piece] = []
    done = 0
    for one in _WORD.finditer(text):
        if fits(one.group(), stems):
            pieces += [Piece(text[done : one.start()], False), Piece(one.group(), True)]
            done = one.end()
    return [piece for piece in (*pieces, Piece(text[done:], False)) if piece.text]
