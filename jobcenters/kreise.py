"""All 401 Kreise and kreisfreie Städte, from the file shipped with the program."""

import csv
from functools import cache
from pathlib import Path
from typing import Final

from jobcenters.finder_index import KreisEntry
from jobcenters.laender import LAENDER

KREISE_FILE: Final = Path(__file__).parent / "data" / "kreise.csv"


@cache
def alle_kreise() -> tuple[KreisEntry, ...]:
    """The Kreise in the order of their AGS, as the finder needs them; read once per process."""
    with KREISE_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            KreisEntry(
                ags=row["ags5"],
                name=row["anzeigename"],
                land=LAENDER[row["land_code"]].name,
                kommunal=row["kommunales_jobcenter"] == "1",
                aliases=tuple(alias for alias in row["aliasse"].split("|") if alias),
            )
            for row in csv.DictReader(file)
        )
