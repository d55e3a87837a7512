"""A small vector canvas over Pillow: 1000 units high whatever the pixel size, drawn large and scaled down.

Everything becomes a polygon, so that moving, scaling, mirroring and turning are one affine map.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from PIL import Image, ImageDraw

from campaign.demo.pictures.palette import PAPER, rgba

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]

HEIGHT = 1000.0
OVERSAMPLING = 2
STEPS_PER_CURVE = 9


def curve(points: Sequence[Point], closed: bool = True) -> list[Point]:
    """Points along the Catmull-Rom curve through `points`."""
    count = len(points)
    result: list[Point] = []
    for i in range(count if closed else count - 1):
        if closed:
            quad = [points[(i + k) % count] for k in (-1, 0, 1, 2)]
        else:
            quad = [points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2)]
        result += [_between(quad, step / STEPS_PER_CURVE) for step in range(STEPS_PER_CURVE)]
    return result if closed else [*result, points[-1]]


def _between(quad: Sequence[Point], t: float) -> Point:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = quad
    t2, t3 = t * t, t * t * t
    wa, wb = -t3 + 2 * t2 - t, 3 * t3 - 5 * t2 + 2
    wc, wd = -3 * t3 + 4 * t2 + t, t3 - t2
    return (ax * wa + bx * wb + cx * wc + dx * wd) / 2, (ay * wa + by * wb + cy * wc + dy * wd) / 2


def mirrored(half: Sequence[Point]) -> list[Point]:
    """A closed shape from its right half: the half as given, then its mirror image backwards."""
    return [*half, *((-x, y) for x, y in reversed(half) if x != 0)]


class Canvas:
    """Draws in units; `width` is in units too (800 for 4:5, about 1778 for 16:9)."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self.width = HEIGHT * size[0] / size[1]
        self._image = Image.new("RGB", (size[0] * OVERSAMPLING, size[1] * OVERSAMPLING), PAPER)
        self._draw = ImageDraw.Draw(self._image, "RGBA")
        unit = size[1] * OVERSAMPLING / HEIGHT
        self._matrix: Matrix = (unit, 0.0, 0.0, unit, 0.0, 0.0)

    def place(self, x: float, y: float, scale: float = 1.0, flip: bool = False, turn: float = 0.0) -> Canvas:
        """The same picture with its origin moved to (x, y), scaled, mirrored, turned (degrees, clockwise)."""
        view = Canvas.__new__(Canvas)
        view.size, view.width, view._image, view._draw = self.size, self.width, self._image, self._draw
        a, b, c, d, e, f = self._matrix
        cos, sin = math.cos(math.radians(turn)) * scale, math.sin(math.radians(turn)) * scale
        side = -1.0 if flip else 1.0
        view._matrix = (
            (a * cos + c * sin) * side,
            (b * cos + d * sin) * side,
            c * cos - a * sin,
            d * cos - b * sin,
            a * x + c * y + e,
            b * x + d * y + f,
        )
        return view

    def pixel(self, x: float, y: float) -> tuple[int, int]:
        """Where a point of this view lies in the finished picture, in pixels."""
        px, py = self._map((x, y))
        return round(px / OVERSAMPLING), round(py / OVERSAMPLING)

    def _map(self, point: Point) -> Point:
        a, b, c, d, e, f = self._matrix
        return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f

    def poly(self, points: Iterable[Point], fill: str, alpha: float = 1.0) -> None:
        """A filled polygon with straight edges."""
        self._draw.polygon([self._map(point) for point in points], fill=rgba(fill, alpha))

    def blob(self, points: Sequence[Point], fill: str, alpha: float = 1.0) -> None:
        """A filled shape whose edge runs smoothly through the points."""
        self.poly(curve(points), fill, alpha)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: str, alpha: float = 1.0) -> None:
        """A filled ellipse around (x, y)."""
        angles = (math.tau * i / 56 for i in range(56))
        self.poly([(x + rx * math.cos(t), y + ry * math.sin(t)) for t in angles], fill, alpha)

    def circle(self, x: float, y: float, r: float, fill: str, alpha: float = 1.0) -> None:
        """A filled circle around (x, y)."""
        self.ellipse(x, y, r, r, fill, alpha)

    def rect(
        self, x: float, y: float, w: float, h: float, fill: str, r: float = 0, alpha: float = 1.0
    ) -> None:
        """A filled rectangle from its upper left corner, with corner radius `r`."""
        if not r:
            self.poly([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], fill, alpha)
            return
        r = min(r, w / 2, h / 2)
        corners = (
            (x + w - r, y + r, -90),
            (x + w - r, y + h - r, 0),
            (x + r, y + h - r, 90),
            (x + r, y + r, 180),
        )
        points = []
        for cx, cy, start in corners:
            for step in range(9):
                angle = math.radians(start + step * 11.25)
                points.append((cx + r * math.cos(angle), cy + r * math.sin(angle)))
        self.poly(points, fill, alpha)

    def line(self, points: Sequence[Point], width: float, fill: str, smooth: bool = False) -> None:
        """A line of that width with round ends and joints."""
        path = curve(points, closed=False) if smooth else points
        for (x0, y0), (x1, y1) in pairwise(path):
            length = math.hypot(x1 - x0, y1 - y0) or 1.0
            nx, ny = (y0 - y1) / length * width / 2, (x1 - x0) / length * width / 2
            self.poly([(x0 + nx, y0 + ny), (x1 + nx, y1 + ny), (x1 - nx, y1 - ny), (x0 - nx, y0 - ny)], fill)
        for x, y in path:
            self.circle(x, y, width / 2, fill)

    def limb(self, points: Sequence[Point], widths: Sequence[float], fill: str) -> None:
        """A line that changes its width from joint to joint: an arm, a branch."""
        for i, (x, y) in enumerate(points):
            self.circle(x, y, widths[i] / 2, fill)
        for i in range(len(points) - 1):
            (x0, y0), (x1, y1) = points[i], points[i + 1]
            length = math.hypot(x1 - x0, y1 - y0) or 1.0
            nx, ny = (y0 - y1) / length / 2, (x1 - x0) / length / 2
            w0, w1 = widths[i], widths[i + 1]
            edge = [(x0 + nx * w0, y0 + ny * w0), (x1 + nx * w1, y1 + ny * w1)]
            self.poly([*edge, (x1 - nx * w1, y1 - ny * w1), (x0 - nx * w0, y0 - ny * w0)], fill)

    def finished(self) -> Image.Image:
        """The picture at its real size."""
        return self._image.reduce(OVERSAMPLING)
