"""Draws the map from the borders: the sprite all pages share, and the areas the registry's page needs.

Run from the project's root after the borders or the projection changed: `python -m jobcenters.data.build_map`. A test
compares the committed files with a fresh build. Format of the borders: TopoJSON (arcs of deltas, shared by neighbours;
`~n` is arc n backwards), so neighbours stay neighbours when lines are simplified.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from jobcenters.projection import kilometres

ROOT: Final = Path(__file__).resolve().parents[2]
BORDERS: Final = Path(__file__).with_name("karte_104_laender.topojson")
AREAS: Final = Path(__file__).with_name("karte.json")
SPRITE: Final = ROOT / "static/img/karte.svg"
CREDIT: Final = "© GeoBasis-DE / BKG 2016 (Daten verändert)"
UNITS_PER_KM: Final = 2
MARGIN: Final = 10
# Below this many units a line may stray from the border; nobody sees it.
TOLERANCE: Final = 1.1

Point = tuple[int, int]
Ring = list[Point]


def build() -> tuple[str, str]:
    """Return the sprite (SVG) and the areas (JSON) as they are to be written."""
    topology = json.loads(BORDERS.read_text(encoding="utf-8"))
    positions = [_positions(arc, topology["transform"]) for arc in topology["arcs"]]
    left = min(x for arc in positions for x, _ in arc)
    top = min(y for arc in positions for _, y in arc)
    arcs = [_on_grid(arc, left, top) for arc in positions]
    width = max(x for arc in arcs for x, _ in arc) + MARGIN
    height = max(y for arc in arcs for _, y in arc) + MARGIN
    areas = {ags: _path(rings) for ags, rings in _shapes(topology["objects"]["kreise"], "ags", arcs)}
    laender = dict(_shapes(topology["objects"]["laender"], "l", arcs))
    data = {
        "quelle": CREDIT,
        "width": width,
        "height": height,
        "margin": MARGIN,
        "units_per_km": UNITS_PER_KM,
        "left_km": round(left, 4),
        "top_km": round(top, 4),
        "laender": {number: _box(rings) for number, rings in sorted(laender.items())},
        "areas": dict(sorted(areas.items())),
    }
    outlines = _path(ring for _, rings in sorted(laender.items()) for ring in rings)
    traeger = "".join(path for _, path in sorted(areas.items()))
    return _sprite(outlines, traeger, width, height), json.dumps(data, indent=0, ensure_ascii=False) + "\n"


def _sprite(laender: str, traeger: str, width: int, height: int) -> str:
    shapes = (
        # Borders stay hairlines at any size.
        f'<path id="laender" vector-effect="non-scaling-stroke" d="{laender}"/>'
        f'<path id="traeger" d="{traeger}"/>'
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    return f"{head}<!-- {CREDIT} --><defs>{shapes}</defs></svg>\n"


def _positions(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    x = y = 0
    found = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        found.append(kilometres(y * scale_y + move_y, x * scale_x + move_x))
    return found


def _on_grid(arc: list[tuple[float, float]], left: float, top: float) -> Ring:
    exact = [((x - left) * UNITS_PER_KM + MARGIN, (y - top) * UNITS_PER_KM + MARGIN) for x, y in arc]
    ring: Ring = []
    for x, y in _simplified(exact):
        point = round(x), round(y)
        if not ring or ring[-1] != point:
            ring.append(point)
    return ring


def _simplified(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Leave out points that lie on the way of the others (Douglas and Peucker 1973); the ends stay."""
    if len(line) < 3:
        return line
    distances = [_distance(point, line[0], line[-1]) for point in line[1:-1]]
    farthest = max(range(len(distances)), key=distances.__getitem__)
    if distances[farthest] <= TOLERANCE:
        return [line[0], line[-1]]
    middle = farthest + 1
    return _simplified(line[: middle + 1])[:-1] + _simplified(line[middle:])


def _distance(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """How far a point lies from the line between two others, in units; from the start of a closed line."""
    east, south = end[0] - start[0], end[1] - start[1]
    length = (east * east + south * south) ** 0.5
    if length == 0:
        return float(((point[0] - start[0]) ** 2 + (point[1] - start[1]) ** 2) ** 0.5)
    return float(abs(south * (point[0] - start[0]) - east * (point[1] - start[1])) / length)


def _shapes(collection: dict[str, Any], key: str, arcs: list[Ring]) -> Iterator[tuple[str, list[Ring]]]:
    for shape in collection["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = [_ring(numbers, arcs) for polygon in polygons for numbers in polygon]
        # An islet or a town that shrinks to a line is no area; the town's dot stays.
        yield shape["properties"][key], [ring for ring in rings if len(ring) > 2]


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(point for place, point in enumerate(arc) if place or not points)
    return points[:-1]


def _box(rings: list[Ring]) -> list[int]:
    """Left, top, width and height around a shape."""
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    return [min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)]


def _path(rings: Iterable[Ring]) -> str:
    """The shortest spelling: relative whole numbers, no separator where a minus divides."""
    return "".join(f"M{_numbers([ring[0]])}l{_numbers(_steps(ring))}z" for ring in rings)


def _steps(ring: Ring) -> Iterator[Point]:
    for (x, y), (next_x, next_y) in pairwise(ring):
        yield next_x - x, next_y - y


def _numbers(points: Iterable[Point]) -> str:
    numbers = [number for point in points for number in point]
    return "".join(
        f"{'' if number < 0 or not place else ' '}{number}" for place, number in enumerate(numbers)
    )


def main() -> None:
    """Write both files."""
    sprite, areas = build()
    SPRITE.write_text(sprite, encoding="utf-8")
    AREAS.write_text(areas, encoding="utf-8")


if __name__ == "__main__":
    main()
