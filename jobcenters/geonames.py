"""Reads a file of postcodes as GeoNames offers it for Germany (DE.txt): all rows and ALL problems. No database.

Format (https://download.geonames.org/export/zip/readme.txt): UTF-8, twelve columns, separated by tabs, no header.
Licence of the data: CC BY 4.0, „GeoNames“.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from jobcenters.importing import Problem
from jobcenters.postcodes import PostcodeRow
from jobcenters.territory import today

COLUMNS: Final = (
    "country code",
    "postal code",
    "place name",
    "admin name1",
    "admin code1",
    "admin name2",
    "admin code2",
    "admin name3",
    "admin code3",
    "latitude",
    "longitude",
    "accuracy",
)
_MAX_SHOWN: Final = 60


@dataclass(frozen=True)
class Parsed:
    """Rows of today's Kreise, problems (with any the file must not be imported), lines that name no Kreis."""

    rows: tuple[PostcodeRow, ...]
    problems: tuple[Problem, ...]
    without_kreis: tuple[int, ...]


def parse(data: bytes, kreise: Collection[str]) -> Parsed:
    """Read the file; `kreise` are the five digits of all Kreise there are. Never raises."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return _only(Problem(line, COLUMNS[0], "Die Zeile ist nicht in UTF-8 gespeichert."))
    rows: list[PostcodeRow] = []
    problems: list[Problem] = []
    without: list[int] = []
    for line, written in _lines(text):
        cells = [cell.strip() for cell in written.split("\t")]
        found = list(_problems(line, cells, kreise))
        problems += found
        if not found and not cells[8]:
            without.append(line)
        elif not found:
            rows.append(PostcodeRow(cells[1], cells[2], today(cells[8], cells[2])))
    if not rows and not problems:
        return _only(Problem(1, COLUMNS[0], "Die Datei enthält keine Postleitzahl mit einem Kreis."))
    return Parsed(tuple(rows), tuple(problems), tuple(without))


def _only(problem: Problem) -> Parsed:
    return Parsed((), (problem,), ())


def _lines(text: str) -> Iterator[tuple[int, str]]:
    # Not splitlines: that would also divide at marks that may stand in a name.
    for line, written in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if written.strip():
            yield line, written


def _problems(line: int, cells: list[str], kreise: Collection[str]) -> Iterator[Problem]:
    if len(cells) != len(COLUMNS):
        place = COLUMNS[min(len(cells), len(COLUMNS) - 1)]
        text = (
            f"Die Zeile hat {len(cells)} Spalten. Erwartet werden {len(COLUMNS)}, getrennt durch Tabulatoren."
        )
        yield Problem(line, place, text)
        return
    values = dict(zip(COLUMNS, cells, strict=True))
    if values["country code"] != "DE":
        yield Problem(line, "country code", f"{_shown(cells[0])} ist nicht DE. Erwartet wird Deutschland.")
    if not _is_digits(values["postal code"]):
        yield Problem(
            line, "postal code", f"{_shown(cells[1])} ist keine Postleitzahl. Erwartet werden 5 Ziffern."
        )
    if not values["place name"] or not values["place name"].isprintable():
        yield Problem(line, "place name", f"{_shown(cells[2])} ist kein Ort.")
    code = values["admin code3"]
    if code and (not _is_digits(code) or today(code, values["place name"]) not in kreise):
        yield Problem(
            line, "admin code3", f"{_shown(code)} ist kein Kreisschlüssel. Erwartet werden 5 Ziffern."
        )
    for name in ("latitude", "longitude"):
        if not _is_number(values[name]):
            yield Problem(line, name, f"{_shown(values[name])} ist keine Zahl. Erwartet werden Grad.")


def _is_digits(cell: str) -> bool:
    return len(cell) == 5 and cell.isascii() and cell.isdigit()


def _is_number(cell: str) -> bool:
    """Empty is allowed: nobody needs the place on the map."""
    return not cell or cell.removeprefix("-").replace(".", "", 1).isdigit()


def _shown(cell: str) -> str:
    printable = "".join(character if character.isprintable() else "\ufffd" for character in cell)
    return f"„{printable[:_MAX_SHOWN]}“"
