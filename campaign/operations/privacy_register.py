"""What an operator enters into the register of processing activities (Art. 30 DSGVO), from data and the real limits.

Who is responsible and who protects data there, no program knows: the operator adds that, and checks the legal bases.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils.module_loading import import_string

DATA = Path(__file__).with_name("privacy_register.toml")
HEADINGS = {
    "purpose": "Zweck",
    "basis": "Rechtsgrundlage",
    "persons": "Betroffene",
    "data": "Daten",
    "recipients": "Empfänger",
    "deleted": "Löschung",
}
BEFORE = """# Verzeichnis von Verarbeitungstätigkeiten

Nach Art. 30 DSGVO, aus dem Programm erzeugt. Die verantwortliche Stelle ergänzt ihren Namen, ihre Datenschutzbeauftragten,
ihre Dienstleister (Rechenzentrum, Mailserver) und die Fristen ihrer Sicherungen, und sie prüft die Rechtsgrundlagen. In
Drittländer gibt das Programm nichts weiter. Schutz: Verschlüsselung der Wege, zweiter Faktor, Rechte je Jobcenter,
Protokoll, Sicherungen mit Schlüssel.
"""


@dataclass(frozen=True)
class Activity:
    """One kind of processing; `models`: labels of the tables in which its data lies."""

    name: str
    purpose: str
    basis: str
    persons: str
    data: str
    recipients: str
    deleted: str
    models: tuple[str, ...]


def activities() -> list[Activity]:
    """Return all kinds of processing, the limits written out as the program keeps them."""
    return [_activity(**row) for row in _read()["activity"]]


def without_persons() -> frozenset[str]:
    """Return the labels of models that say nothing about anybody."""
    return frozenset(_read()["without"]["models"])


def markdown() -> str:
    """Return the register as a document."""
    return "\n".join([BEFORE, *_chapters()])


def _chapters() -> Iterator[str]:
    for number, activity in enumerate(activities(), start=1):
        yield f"## {number}. {activity.name}\n"
        yield "| | |\n|---|---|"
        for field, heading in HEADINGS.items():
            yield f"| {heading} | {getattr(activity, field)} |"
        yield ""


def _activity(
    deleted: str, models: list[str], limits: dict[str, str] | None = None, **texts: str
) -> Activity:
    known = {name: in_words(import_string(path)) for name, path in (limits or {}).items()}
    return Activity(deleted=deleted.format(**known), models=tuple(models), **texts)


def in_words(limit: timedelta | int) -> str:
    """Return a limit as people say it; a number below 1,000 is a count, a larger one seconds."""
    if isinstance(limit, int):
        if limit < 1000:
            return str(limit)
        limit = timedelta(seconds=limit)
    hours = round(limit.total_seconds() / 3600)
    if hours == 1:
        return "60 Minuten"
    if hours % 24 or hours == 24:
        return f"{hours} Stunden"
    return f"{hours // 24} Tage"


def _read() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))
