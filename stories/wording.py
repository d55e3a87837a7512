"""Sentences of a story: how hard it is to read. Pure functions on plain text."""

import re
from typing import Final

WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SENTENCE_END: Final = re.compile(r"(?<=[.!?…:])[“”\"»]?\s+|\n+")
# Björnsson's LIX: words per sentence plus per cent of words over six letters. German news are at about 50.
LIX_LIMIT = 55
LONG_WORD = 6
LONG_SENTENCE = 28
# Below that a measure says nothing.
ENOUGH_WORDS = 80


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
