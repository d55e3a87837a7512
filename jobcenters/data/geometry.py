"""Areas on the globe as the maintainers' scripts need them: is a point inside, and if not, how far away."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

Point = tuple[float, float]
Ring = list[Point]

KM_PER_DEGREE: Final = 111.195


@dataclass(frozen=True)
class Area:
    """Polygons of GeoJSON, all rings together (an even number of walls to cross means outside); degrees."""

    rings: tuple[Ring, ...]
    box: tuple[float, float, float, float]

    @classmethod
    def of(cls, geometry: dict[str, Any]) -> "Area":
        """Read a Polygon or MultiPolygon."""
        simple = geometry["type"] == "Polygon"
        polygons = [geometry["coordinates"]] if simple else geometry["coordinates"]
        rings = tuple([(x, y) for x, y, *_ in ring] for polygon in polygons for ring in polygon)
        xs = [x for ring in rings for x, _ in ring]
        ys = [y for ring in rings for _, y in ring]
        return cls(rings, (min(xs), min(ys), max(xs), max(ys)))

    def cells(self) -> Iterator[tuple[int, int]]:
        """The tenths of a degree that the box touches; for Germany, where all degrees are positive."""
        left, bottom, right, top = (int(side * 10) for side in self.box)
        for x in range(left, right + 1):
            for y in range(bottom, top + 1):
                yield x, y

    def contains(self, point: Point) -> bool:
        """Whether the point lies inside."""
        px, py = point
        left, bottom, right, top = self.box
        if not (left <= px <= right and bottom <= py <= top):
            return False
        inside = False
        for ring in self.rings:
            for (x, y), (next_x, next_y) in pairwise(ring):
                if (y > py) != (next_y > py) and px < (next_x - x) * (py - y) / (next_y - y) + x:
                    inside = not inside
        return inside

    def kilometres_to(self, point: Point) -> float:
        """Distance to the nearest border, 0 inside; on a plane, which is exact enough within Germany."""
        if self.contains(point):
            return 0.0
        px, py = point
        shrink = math.cos(math.radians(py))
        found = math.inf
        for ring in self.rings:
            plane = [((x - px) * shrink, y - py) for x, y in ring]
            found = min(found, min(_to_origin(start, end) for start, end in pairwise(plane)))
        return found * KM_PER_DEGREE


def _to_origin(start: Point, end: Point) -> float:
    """Distance of the line between two points from (0, 0)."""
    (x, y), (east, north) = start, (end[0] - start[0], end[1] - start[1])
    length = east * east + north * north
    along = max(0.0, min(1.0, -(x * east + y * north) / length)) if length else 0.0
    return math.hypot(x + along * east, y + along * north)
