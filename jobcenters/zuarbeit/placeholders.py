"""The words in double braces that a template may have, and how they are filled. No database."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

PLACEHOLDERS: Final = {
    "jobcenter": "Name des Jobcenters",
    "traeger": "Träger",
    "ort": "Ort",
    "telefon": "Telefon",
    "internetseite": "Internetseite",
    "pressekontakt": "Pressekontakt",
}
_MARK: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def problems(text: str) -> Iterator[str]:
    """Yield a German sentence for each placeholder that nobody can fill, and for braces without a partner."""
    known = ", ".join(f"{{{{{name}}}}}" for name in PLACEHOLDERS)
    for word in dict.fromkeys(_MARK.findall(text)):
        if word not in PLACEHOLDERS:
            yield f"Den Platzhalter {{{{{word}}}}} gibt es nicht. Möglich sind: {known}."
    rest = _MARK.sub("", text)
    if "{" in rest or "}" in rest:
        yield f"Eine geschweifte Klammer steht allein. Platzhalter schreiben Sie so: {known}."


def used(text: str) -> list[str]:
    """Return the placeholders of a text, each once, in the order of `PLACEHOLDERS`."""
    found = set(_MARK.findall(text))
    return [name for name in PLACEHOLDERS if name in found]


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its placeholders filled; what is missing stands there in brackets, to be seen at once."""

    def value(mark: re.Match[str]) -> str:
        name = mark[1]
        return values.get(name) or f"[{PLACEHOLDERS.get(name, name)} ergänzen]"

    return _MARK.sub(value, text)
