"""The columns of the registry's CSV file: what each cell must look like and the value it becomes.

A reader turns the stripped text of a cell into a value and raises ValueError with a German message that says
what is expected. Empty cells of optional columns never reach a reader: they become `Column.empty`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from urllib.parse import urlsplit

from campaign.phone import to_e164
from jobcenters.laender import LAENDER
from jobcenters.names import ascii_slug

TRAEGER_TYPEN: Final = ("Landkreis", "Kreis", "Stadtkreis", "Kreisfreie Stadt")
# The SGB II came into force on 1.1.2005; no Träger was admitted before.
_FIRST_YEAR: Final = 2005
_LAST_YEAR: Final = 2100
# Germany's extreme points (List auf Sylt, Haldenwanger Eck, Isenbruch, Deschka), with a little room.
_LATITUDE: Final = (Decimal("47.2"), Decimal("55.1"))
_LONGITUDE: Final = (Decimal("5.8"), Decimal("15.1"))

_EMAIL: Final = re.compile(
    r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$"
)
_HOST: Final = re.compile(r"^(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}$")
_STAND: Final = re.compile(r"^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\s+\((.+)\))?$")


@dataclass(frozen=True)
class Column:
    """One column: may its header be missing, may its cell be empty, and how its text is read."""

    name: str
    read: Callable[[str], object]
    required: bool = True
    in_every_file: bool = True
    empty: object = ""
    max_chars: int = 255


@dataclass(frozen=True)
class Stand:
    """As-of date of population and area, with the explanation that may follow it in brackets."""

    tag: date
    erlaeuterung: str


def _text(cell: str) -> str:
    return cell


def _ags(cell: str) -> str:
    if not re.fullmatch(r"[0-9]{5}", cell):
        raise ValueError(
            f"„{cell}“ ist kein Kreisschlüssel (AGS). Erwartet werden fünf Ziffern, auch eine Null am Anfang."
        )
    return cell


def _nuts3(cell: str) -> str:
    if not re.fullmatch(r"DE[0-9A-Z]{3}", cell):
        raise ValueError(f"„{cell}“ ist kein NUTS-3-Code. Erwartet wird „DE“ und drei weitere Zeichen.")
    return cell


def _land_code(cell: str) -> str:
    if cell not in LAENDER:
        raise ValueError(f"„{cell}“ ist kein Land. Erwartet wird einer von: {', '.join(LAENDER)}.")
    return cell


def _traeger(cell: str) -> str:
    ascii_slug(cell)
    return cell


def _traeger_typ(cell: str) -> str:
    if cell not in TRAEGER_TYPEN:
        raise ValueError(f"„{cell}“ ist unbekannt. Erwartet wird einer von: {', '.join(TRAEGER_TYPEN)}.")
    return cell


def _seit(cell: str) -> int:
    if not re.fullmatch(r"[0-9]{4}", cell) or not _FIRST_YEAR <= int(cell) <= _LAST_YEAR:
        raise ValueError(
            f"„{cell}“ ist kein Jahr der Zulassung. Erwartet wird eine Jahreszahl ab {_FIRST_YEAR}."
        )
    return int(cell)


def _einwohner(cell: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,7}", cell):
        raise ValueError(
            f"„{cell}“ ist keine Einwohnerzahl. Erwartet wird eine ganze Zahl ohne Punkt, etwa 199742."
        )
    return int(cell)


def _decimal(cell: str, example: str) -> Decimal:
    if not re.fullmatch(r"-?[0-9]{1,6}(?:\.[0-9]{1,10})?", cell):
        raise ValueError(
            f"„{cell}“ ist keine Zahl. Erwartet wird eine Zahl mit Dezimalpunkt, etwa {example}."
        )
    return Decimal(cell)


def _flaeche(cell: str) -> Decimal:
    value = _decimal(cell, "1409.52")
    if value <= 0:
        raise ValueError(f"„{cell}“ ist keine Fläche. Erwartet wird eine Zahl in km² über null.")
    return value


def _coordinate(cell: str, bounds: tuple[Decimal, Decimal], kind: str) -> Decimal:
    value = _decimal(cell, str(bounds[0]))
    if not bounds[0] <= value <= bounds[1]:
        raise ValueError(
            f"{cell} liegt nicht in Deutschland. Erwartet wird: {kind} von {bounds[0]} bis {bounds[1]} Grad."
        )
    return value


def _lat(cell: str) -> Decimal:
    return _coordinate(cell, _LATITUDE, "Breite")


def _lon(cell: str) -> Decimal:
    return _coordinate(cell, _LONGITUDE, "Länge")


def _stand(cell: str) -> Stand:
    expected = (
        f"„{cell}“ ist kein Datum. Erwartet wird JJJJ-MM-TT, dahinter höchstens eine Erläuterung in Klammern."
    )
    found = _STAND.match(cell)
    if found is None:
        raise ValueError(expected)
    try:
        return Stand(date.fromisoformat(found.group(1)), found.group(2) or "")
    except ValueError as error:
        raise ValueError(expected) from error


def _ja_nein(cell: str) -> bool:
    if cell not in ("ja", "nein"):
        raise ValueError(f"„{cell}“ ist hier nicht möglich. Erwartet wird „ja“ oder „nein“.")
    return cell == "ja"


def _website(cell: str) -> str:
    expected = (
        f"„{cell}“ ist keine Web-Adresse. Erwartet wird eine Adresse, die mit https:// oder http:// beginnt."
    )
    try:
        parts = urlsplit(cell)
        host = parts.hostname or ""
        port = parts.port
    except ValueError as error:
        raise ValueError(expected) from error
    if parts.scheme not in ("https", "http") or "@" in parts.netloc or port == 0 or not _HOST.match(host):
        raise ValueError(expected)
    if re.search(r"[\s\"<>\\^`{|}]", cell):
        raise ValueError(expected)
    return cell


def _email(cell: str) -> str:
    local = cell.partition("@")[0]
    if not _EMAIL.match(cell) or local.startswith(".") or local.endswith(".") or ".." in local:
        raise ValueError(
            f"„{cell}“ ist keine E-Mail-Adresse. Erwartet wird etwas wie info@landkreis.example."
        )
    return cell


def _slug(cell: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", cell):
        raise ValueError(f"„{cell}“ ist kein Kurzname. Erwartet werden a–z, 0–9 und einzelne Bindestriche.")
    return cell


def _list(cell: str) -> tuple[str, ...]:
    entries = [entry.strip() for entry in cell.split("|")]
    if not all(entries):
        raise ValueError(
            "Zwischen zwei Trennstrichen (|) steht nichts. Erwartet werden Namen, getrennt durch |."
        )
    return tuple(dict.fromkeys(entries))


COLUMNS: Final[dict[str, Column]] = {
    column.name: column
    for column in (
        Column("ags", _ags),
        Column("nuts3", _nuts3),
        Column("land_code", _land_code),
        Column("land", _text),
        Column("traeger", _traeger),
        Column("traeger_typ", _traeger_typ),
        Column("seit", _seit),
        Column("einwohner", _einwohner),
        Column("flaeche_km2", _flaeche),
        Column("stand", _stand),
        Column("verwaltungssitz", _text),
        Column("lat", _lat),
        Column("lon", _lon),
        Column("jobcenter_name", _text),
        Column("name_geprueft", _ja_nein),
        Column("website", _website, required=False, max_chars=500),
        Column("telefon", to_e164, required=False),
        Column("email", _email, required=False, max_chars=254),
        Column("adresse", _text, required=False, max_chars=500),
        Column("quelle", _text, required=False, max_chars=2000),
        Column("hinweis", _text, required=False, max_chars=2000),
        Column("slug", _slug, required=False, in_every_file=False),
        Column("adresse_stand", _text, required=False, in_every_file=False),
        Column("orte", _list, required=False, in_every_file=False, empty=(), max_chars=2000),
        Column(
            "aliasse",
            _list,
            required=False,
            in_every_file=False,
            empty=(),
            max_chars=2000,
        ),
    )
}
