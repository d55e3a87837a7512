"""States of the components of the material kit."""

from datetime import date
from typing import Any

from campaign.gallery.state import LONG_NAME, LONG_TEXT, State


def states() -> dict[str, list[State]]:
    """Return the states of each component, by its file name."""
    one = {
        "title": "Beispiel: Flyer „Hilfe aus einer Hand“",
        "description": "Zum Auslegen und Verteilen.",
        "terms": "Die kommunalen Jobcenter dürfen ihn kostenlos nutzen.",
        "version": {"number": 3, "date": date(2026, 9, 1), "note": "Neue Adresse der Website"},
        "forms": [
            {"label": "", "files": [_file("PDF, 1,2 MB, 2 Seiten, 99 × 210 mm, Deutsch, barrierefrei")]}
        ],
    }
    several = {
        "title": f"Beispiel: Logo {LONG_NAME}",
        "description": LONG_TEXT,
        "forms": [
            {"label": label, "files": [_file("SVG, 24 KB"), _file("PNG, 44 KB, 2400 Pixel breit")]}
            for label in ("Farbig, für hellen Grund", "Einfarbig schwarz")
        ],
    }
    return {
        "material_item": [
            State("eine Datei", {"item": one}),
            State("mehrere Ausführungen, lange Texte", {"item": one | several}, narrow=True),
        ]
    }


def _file(facts: str) -> dict[str, Any]:
    return {"public_url": "#", "facts": facts}
