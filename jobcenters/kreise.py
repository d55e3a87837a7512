"""All 401 Kreise and kreisfreie Städte, from the file shipped with the program."""

import csv
from functools import cache
from pathlib import Path
from typing import Final

from jobcenters.finder_index import KreisEntry
from jobcenters.laender import LAENDER
from jobcenters.names import bare_name, sort_key

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


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All Kreise for a form, by Land and name; each says which kind of Jobcenter it has."""
    by_land: dict[str, list[KreisEntry]] = {}
    for kreis in alle_kreise():
        by_land.setdefault(kreis.land, []).append(kreis)
    return [
        (
            land,
            [(one.ags, _shown(one)) for one in sorted(found, key=lambda one: sort_key(bare_name(one.name)))],
        )
        for land, found in sorted(by_land.items(), key=lambda item: sort_key(item[0]))
    ]


def _shown(kreis: KreisEntry) -> str:
    return f"{kreis.name} ({'kJC' if kreis.kommunal else 'gE'})"
