"""The map of Germany with the centres on it: areas from the file shipped with the program, dots from the registry.

One unit of the drawing is half a kilometre; `data/build_map.py` draws the areas with the same projection.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from jobcenters.projection import kilometres

AREAS_FILE: Final = Path(__file__).parent / "data" / "karte.json"
# Air around a Land when the map shows it alone, and the least width and height of such a view (Saarland).
_AIR: Final = 30
_LEAST: Final = 320


@dataclass(frozen=True)
class Sheet:
    """The drawing: its size, where the projection's origin lies, areas by AGS and boxes by the first two digits."""

    width: int
    height: int
    margin: int
    units_per_km: int
    left_km: float
    top_km: float
    areas: Mapping[str, str]
    laender: Mapping[str, tuple[int, int, int, int]]

    @property
    def view(self) -> str:
        """The whole country as an SVG viewBox."""
        return f"0 0 {self.width} {self.height}"

    def view_of(self, ags_prefix: str) -> str:
        """One Land as an SVG viewBox, with air around it."""
        left, top, width, height = self.laender[ags_prefix]
        wide, high = max(width + 2 * _AIR, _LEAST), max(height + 2 * _AIR, _LEAST)
        return f"{left + (width - wide) // 2} {top + (height - high) // 2} {wide} {high}"

    def area_of(self, codes: Iterable[str]) -> str:
        """The areas of several AGS as one path; what the sheet does not know is left out."""
        return "".join(self.areas.get(ags, "") for ags in codes)

    def position(self, lat: float, lon: float) -> tuple[int, int]:
        """Where a place lies on the drawing; degrees in, units out."""
        east, south = kilometres(lat, lon)
        return (
            round((east - self.left_km) * self.units_per_km) + self.margin,
            round((south - self.top_km) * self.units_per_km) + self.margin,
        )


@cache
def sheet() -> Sheet:
    """The drawing as built; read once per process."""
    data = json.loads(AREAS_FILE.read_text(encoding="utf-8"))
    numbers = {
        name: data[name] for name in ("width", "height", "margin", "units_per_km", "left_km", "top_km")
    }
    laender = {prefix: (box[0], box[1], box[2], box[3]) for prefix, box in data["laender"].items()}
    return Sheet(**numbers, areas=data["areas"], laender=laender)


def dots(positions: Iterable[tuple[int, int]]) -> str:
    """All dots as one path: strokes without length, which round caps turn into dots."""
    return "".join(f"M{x} {y}h0" for x, y in positions)
