"""The facts of a centre that change by decision of the Koordination: their names, and how what is typed is read."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from campaign.phone import extension_of
from jobcenters.columns import COLUMNS

LABELS: Final = {
    "jobcenter_name": "Name",
    "traeger": "Träger",
    "ags": "AGS",
    "verwaltungssitz": "Verwaltungssitz",
    "adresse": "Anschrift",
    "telefon": "Telefon",
    "email": "E-Mail",
    "website": "Internetadresse",
    "slug": "Adresse der Seite",
    # Free text of a Redaktion: no field of the record.
    "area": "Gebiet",
}
REQUIRED: Final = frozenset({"jobcenter_name", "traeger", "ags", "verwaltungssitz", "slug"})
MAX_CHARS: Final = 255


def read(name: str, text: str) -> str:
    """Return a fact as the record keeps it. Raises ValueError with a German message, as the import does."""
    # Characters that nobody sees would make two names of one, or a name of nothing.
    text = " ".join("".join(char for char in text if char.isprintable() or char.isspace()).split())
    if len(text) > MAX_CHARS:
        raise ValueError(f"Das sind {len(text)} Zeichen. Höchstens {MAX_CHARS} sind möglich.")
    if name in REQUIRED and not any(char.isalnum() for char in text):
        raise ValueError("Diese Angabe wird gebraucht.")
    if not text:
        return ""
    return str(COLUMNS[name].read(text)) if name in COLUMNS else text


def fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return field of the record -> value for changed facts, with what follows from them.

    A name that the Koordination enters counts as checked; a number brings its extension („03943 58-3234“).
    """
    found = {name: value for name, value in values.items() if name in LABELS and name != "area"}
    if "jobcenter_name" in found:
        found["name_geprueft"] = True
    if "telefon" in found:
        found["durchwahl"] = values.get("durchwahl", "")
    return found


def typed(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the values for what was typed, all readable; the extension is told from the spelling of the number."""
    values = {name: read(name, text) if name != "area" else text.strip() for name, text in texts.items()}
    if "telefon" in values:
        values["durchwahl"] = extension_of(texts["telefon"])
    return values


def labels(names: Iterable[str]) -> str:
    """Return „Name, Träger“ for names of fields; those without a label are left out."""
    wanted = set(names)
    return ", ".join(label for name, label in LABELS.items() if name in wanted)
