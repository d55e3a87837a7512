"""Reads the registry's CSV file: all rows and ALL problems, each with line and column. No database."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from campaign.phone import extension_of
from jobcenters.columns import COLUMNS, Column, Stand
from jobcenters.laender import LAENDER
from jobcenters.names import ascii_slug

_FIRST_COLUMN: Final = next(iter(COLUMNS))
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
# What `surrogateescape` makes of bytes that are not UTF-8.
_UNDECODED: Final = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True)
class JobcenterRow:
    """One Jobcenter of the file, fields named like the columns.

    `zeile` is the line in the file (the header is line 1); `telefon` is E.164 or empty, `durchwahl` its
    extension as the file writes it; `flaeche_km2` in km², `lat`/`lon` in degrees (WGS 84); `stand` is the
    date of population and area; `orte` are further places with an office, `aliasse` brands and former names;
    `adresse_stand` says how old the address is.
    """

    zeile: int
    ags: str
    nuts3: str
    land_code: str
    land: str
    traeger: str
    traeger_typ: str
    seit: int
    einwohner: int
    flaeche_km2: Decimal
    stand: date
    stand_erlaeuterung: str
    verwaltungssitz: str
    lat: Decimal
    lon: Decimal
    jobcenter_name: str
    name_geprueft: bool
    website: str
    telefon: str
    durchwahl: str
    email: str
    adresse: str
    quelle: str
    hinweis: str
    slug: str
    adresse_stand: str
    orte: tuple[str, ...]
    aliasse: tuple[str, ...]


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong in one cell; `line` is the line in the file, where the header is line 1."""

    line: int
    column: str
    text: str

    def __str__(self) -> str:
        return f"Zeile {self.line}, Spalte {self.column}: {self.text}"


@dataclass(frozen=True)
class Parsed:
    """Faultless rows in the order of the file, and all problems; with any the file must not be imported."""

    rows: tuple[JobcenterRow, ...]
    problems: tuple[Problem, ...]


def parse(data: bytes) -> Parsed:
    """Read a CSV file (UTF-8, comma, header of `jobcenters/data/jobcenters.csv`); never raises."""
    if data.startswith(_UTF16_MARKS):
        return Parsed(
            (),
            (
                Problem(
                    1,
                    _FIRST_COLUMN,
                    "Die Datei ist in UTF-16 gespeichert. Erwartet wird UTF-8.",
                ),
            ),
        )
    problems: list[Problem] = []
    records = list(_records(data.decode("utf-8-sig", "surrogateescape"), problems))
    if not records:
        text = "Die Datei ist leer. Erwartet wird eine Kopfzeile und eine Zeile je Jobcenter."
        return Parsed((), tuple(problems) or (Problem(1, _FIRST_COLUMN, text),))
    header_line, header = records.pop(0)
    names = [name.strip() for name in header]
    header_problems = _header_problems(header_line, names)
    problems += header_problems
    if not records and not problems:
        text = "Die Datei enthält nur die Kopfzeile. Erwartet wird eine Zeile je Jobcenter."
        problems.append(Problem(header_line + 1, _FIRST_COLUMN, text))
    rows: list[JobcenterRow] = []
    seen: dict[tuple[str, str], int] = {}
    for line, cells in records if COLUMNS.keys() & set(names) else ():
        found, values = _values(line, names, cells)
        found += _repeated(line, values, seen)
        problems += found
        # A faulty header or row does not keep the other cells from being checked.
        if not header_problems and not found:
            rows.append(JobcenterRow(zeile=line, **values))
    return Parsed(tuple(rows), tuple(sorted(problems)))


def _records(text: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Every record with the line it begins in; blank lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            text = (
                "Ab hier ist die Datei nicht lesbar: Anführungszeichen fehlen, oder eine Zelle ist zu lang. "
            )
            expected = 'Erwartet wird "…" um die ganze Zelle, ein Anführungszeichen darin doppelt ("").'
            problems.append(Problem(line, _FIRST_COLUMN, text + expected))
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _header_problems(line: int, names: list[str]) -> list[Problem]:
    for character, called in ((";", "Semikolon"), ("\t", "Tabulator")):
        if len(names) == 1 and character in names[0]:
            return [
                Problem(
                    line,
                    _FIRST_COLUMN,
                    f"Die Zellen sind mit {called} getrennt. Erwartet wird ein Komma.",
                )
            ]
    if not COLUMNS.keys() & set(names):
        text = f"Die Kopfzeile fehlt. Erwartet werden die Spalten: {', '.join(COLUMNS)}."
        return [Problem(line, _FIRST_COLUMN, text)]
    found = []
    for name in dict.fromkeys(names):
        shown = _printable(name)
        if name not in COLUMNS:
            text = f"Diese Spalte ist unbekannt. Erwartet werden: {', '.join(COLUMNS)}."
            found.append(Problem(line, shown or "(ohne Namen)", text))
        elif names.count(name) > 1:
            found.append(
                Problem(
                    line,
                    shown,
                    "Diese Spalte steht mehrmals in der Kopfzeile. Erwartet wird sie einmal.",
                )
            )
    for column in COLUMNS.values():
        if column.in_every_file and column.name not in names:
            found.append(Problem(line, column.name, "Diese Spalte fehlt in der Kopfzeile."))
    return found


def _printable(cell: str) -> str:
    """The cell for use in a message: without bytes and control characters that no terminal should get."""
    return "".join(character if character.isprintable() else "\ufffd" for character in cell)[:80]


def _values(line: int, names: list[str], cells: list[str]) -> tuple[list[Problem], dict[str, Any]]:
    """Problems of one row, and the values of the cells that could be read."""
    if len(cells) != len(names):
        place = min(len(cells), len(names) - 1)
        text = (
            f"Die Zeile hat {len(cells)} Zellen. Erwartet werden {len(names)}, so viele wie in der Kopfzeile."
        )
        return [Problem(line, names[place], text)], {}
    texts = dict(zip(names, (cell.strip() for cell in cells), strict=True))
    problems = []
    values: dict[str, Any] = {}
    for column in COLUMNS.values():
        if column.name in texts or not column.in_every_file:
            try:
                values[column.name] = _value(column, texts.get(column.name, ""))
            except ValueError as error:
                problems.append(Problem(line, column.name, str(error)))
    values["durchwahl"] = extension_of(texts.get("telefon", ""))
    if values.get("slug") == "" and values.get("traeger"):
        values["slug"] = ascii_slug(values["traeger"])
    stand = values.get("stand")
    if isinstance(stand, Stand):
        values |= {"stand": stand.tag, "stand_erlaeuterung": stand.erlaeuterung}
    return problems + _contradictions(line, values), values


def _value(column: Column, cell: str) -> object:
    """The typed value of a cell; ValueError in German when it is empty, unreadable or of the wrong kind."""
    if _UNDECODED.search(cell):
        raise ValueError(
            f"„{_printable(cell)}“ ist nicht in UTF-8 gespeichert. Erwartet wird eine Datei in UTF-8."
        )
    if "\0" in cell:
        raise ValueError("Die Zelle enthält ein NUL-Zeichen. Erwartet wird Text.")
    if any(unicodedata.category(character) == "Cc" and character not in "\r\n" for character in cell):
        raise ValueError("Die Zelle enthält ein Steuerzeichen. Erwartet wird Text.")
    if len(cell) > column.max_chars:
        raise ValueError(f"Die Zelle hat {len(cell)} Zeichen. Erwartet werden höchstens {column.max_chars}.")
    if not cell and column.required:
        raise ValueError("Die Zelle ist leer. Diese Angabe wird gebraucht.")
    return column.read(" ".join(cell.split())) if cell else column.empty


def _contradictions(line: int, values: dict[str, Any]) -> list[Problem]:
    """AGS, code and name of the Land must tell the same; only cells right by themselves are compared."""
    land = LAENDER.get(values.get("land_code", ""))
    if land is None:
        return []
    found = []
    ags = values.get("ags", land.ags_prefix)
    if not ags.startswith(land.ags_prefix):
        text = f"{land.code} passt nicht zur AGS {ags}. In {land.name} beginnt die AGS mit {land.ags_prefix}."
        found.append(Problem(line, "land_code", text))
    if values.get("land", land.name) != land.name:
        text = f"„{values['land']}“ passt nicht zu {land.code}. Erwartet wird „{land.name}“."
        found.append(Problem(line, "land", text))
    return found


def _repeated(line: int, values: dict[str, Any], seen: dict[tuple[str, str], int]) -> list[Problem]:
    """AGS and slug must not stand in an earlier row; `seen` remembers the line of each."""
    found = []
    for column, label in (("ags", "Die AGS"), ("slug", "Der Kurzname")):
        value = values.get(column)
        if value:
            first = seen.setdefault((column, value), line)
            if first != line:
                text = f"{label} {value} steht schon in Zeile {first}. Erwartet wird jeder Wert nur einmal."
                found.append(Problem(line, column, text))
    return found
