"""The few words in braces that stand for a centre's own data in printed texts. No database."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

# What somebody may write -> what stands there afterwards.
PLACEHOLDERS: Final = {
    "jobcenter": "Name des Jobcenters",
    "traeger": "Landkreis oder Stadt, die es führt",
    "telefon": "Telefonnummer",
    "email": "E-Mail-Adresse",
    "internet": "Adresse der Seite auf dieser Website",
}
_BRACES: Final = re.compile(r"\{([^{}]*)\}")


def unknown(text: str) -> list[str]:
    """Return the words in braces that mean nothing here; „{“ when a brace stands alone."""
    wrong = [word for word in _BRACES.findall(text) if word not in PLACEHOLDERS]
    alone = _BRACES.sub("", text)
    return wrong + [sign for sign in "{}" if sign in alone]


def used(texts: Iterable[str]) -> set[str]:
    """Return which placeholders the texts use."""
    return {word for text in texts for word in _BRACES.findall(text) if word in PLACEHOLDERS}


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with the values in place of the words in braces."""
    return _BRACES.sub(lambda found: values.get(found[1], found[0]), text)
