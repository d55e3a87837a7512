"""The postcodes: which municipality and Kreis each belongs to, from the shipped file, an import and corrections."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from sys import intern
from typing import Final

from jobcenters.names import fold

DATA: Final = Path(__file__).parent / "data"
HEADER: Final = ("plz", "ort", "ags5")


@dataclass(frozen=True, order=True, slots=True)
class PostcodeRow:
    """A postcode in a municipality (`ort`, may be empty) of a Kreis; `ags` has five digits."""

    plz: str
    ort: str
    ags: str


@dataclass(frozen=True)
class Correction:
    """What the Koordination knows better: the postcode, or one place of it, belongs to the Kreis `ags`."""

    plz: str
    ort: str
    ags: str


@dataclass(frozen=True, slots=True)
class Quarter:
    """A named part of a municipality."""

    name: str
    ort: str
    ags: str


Postcodes = Mapping[str, tuple[PostcodeRow, ...]]


@cache
def shipped() -> Postcodes:
    """The postcodes that come with the program; read once per process."""
    return grouped(read((DATA / "postleitzahlen.csv").read_text(encoding="utf-8")))


@cache
def quarters() -> tuple[Quarter, ...]:
    """The quarters of towns that come with the program; read once per process."""
    with (DATA / "ortsteile.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return tuple(Quarter(row["ortsteil"], intern(row["gemeinde"]), intern(row["ags5"])) for row in rows)


def read(text: str) -> Iterator[PostcodeRow]:
    """Read rows as `write` writes them."""
    for row in csv.DictReader(io.StringIO(text)):
        # The same names again and again, in every process: each is kept once.
        yield PostcodeRow(intern(row["plz"]), intern(row["ort"]), intern(row["ags5"]))


def write(rows: Iterable[PostcodeRow]) -> str:
    """The rows as a CSV text, sorted, each once."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows((row.plz, row.ort, row.ags) for row in sorted(set(rows)))
    return out.getvalue()


def grouped(rows: Iterable[PostcodeRow]) -> dict[str, tuple[PostcodeRow, ...]]:
    """The rows by postcode."""
    found: dict[str, list[PostcodeRow]] = defaultdict(list)
    for row in rows:
        found[row.plz].append(row)
    return {plz: tuple(each) for plz, each in found.items()}


def merged(base: Postcodes, imported: Iterable[PostcodeRow]) -> Postcodes:
    """The postcodes with an import laid over them.

    Where both name the same Kreise for a postcode, the rows of the base stay: it lists the municipalities better.
    """
    newer = {
        plz: rows
        for plz, rows in grouped(imported).items()
        if {row.ags for row in rows} != {row.ags for row in base.get(plz, ())}
    }
    return {**base, **newer}


def corrected(base: Postcodes, corrections: Iterable[Correction]) -> Postcodes:
    """The postcodes with the corrections laid over them; one of a single place goes before one of the whole."""
    by_plz: dict[str, list[Correction]] = defaultdict(list)
    for correction in corrections:
        by_plz[correction.plz].append(correction)
    return {**base, **{plz: _corrected(plz, base.get(plz, ()), found) for plz, found in by_plz.items()}}


def _corrected(
    plz: str, rows: tuple[PostcodeRow, ...], corrections: list[Correction]
) -> tuple[PostcodeRow, ...]:
    whole = sorted({one.ags for one in corrections if not one.ort})
    single = {fold(one.ort): one for one in corrections if one.ort}
    names = list(dict.fromkeys(row.ort for row in rows)) or [""]
    if whole:
        rows = tuple(PostcodeRow(plz, name, ags) for ags in whole for name in names)
    kept = [row for row in rows if fold(row.ort) not in single]
    # Where only a part of an unknown postcode is known, the rest stays unknown.
    placed = [PostcodeRow(plz, one.ort, one.ags) for one in single.values()]
    return tuple(kept + placed)
