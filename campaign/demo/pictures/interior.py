"""Rooms: walls, floors, windows with a view, lamps, shelves, plants. Sizes in canvas units."""

from __future__ import annotations

from random import Random

from campaign.demo.pictures.canvas import Canvas
from campaign.demo.pictures.landscape import hills, houses, tree
from campaign.demo.pictures.palette import (
    BRICK,
    CLAY,
    CREAM,
    DUNE,
    LEAF,
    MIST,
    OCHRE,
    PETROL,
    PINE,
    ROSE,
    SAGE,
    SAND,
    SKY,
    TEAL_SOFT,
    light,
    shade,
)


def room(c: Canvas, wall: str, floor: str, floor_y: float, dado: str = "") -> None:
    """Wall and floor over the whole width, with a skirting board; `dado` colours the lower wall."""
    c.rect(0, 0, c.width, floor_y, wall)
    if dado:
        c.rect(0, floor_y - 260, c.width, 260, dado)
        c.rect(0, floor_y - 264, c.width, 7, shade(dado, 0.16))
    c.rect(0, floor_y, c.width, 1000 - floor_y, floor)
    c.rect(0, floor_y - 12, c.width, 14, light(wall, 0.5))


def daylight(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    """A slanting patch of light that falls from a window into the room."""
    c.poly([(x, y + h), (x + w, y + h), (x + w - 150, 1000), (x - 190, 1000)], CREAM, 0.22)


def window(c: Canvas, rng: Random, x: float, y: float, w: float, h: float, view: str = "stadt") -> None:
    """A window with a sill; the view is „stadt“, „land“ or „hof“."""
    c.rect(x - 13, y - 13, w + 26, h + 26, CREAM, r=5)
    c.rect(x, y, w, h, SKY)
    base = y + h
    if view == "land":
        c.poly(
            [
                (x, base - h * 0.3),
                (x + w * 0.4, base - h * 0.42),
                (x + w, base - h * 0.26),
                (x + w, base),
                (x, base),
            ],
            SAGE,
        )
        c.poly(
            [
                (x, base - h * 0.16),
                (x + w * 0.6, base - h * 0.2),
                (x + w, base - h * 0.1),
                (x + w, base),
                (x, base),
            ],
            LEAF,
        )
    else:
        _skyline(c, rng, x, base, w, h, TEAL_SOFT, 0.66)
        _skyline(c, rng, x, base, w, h, light(PETROL, 0.3) if view == "stadt" else SAGE, 0.4)
    c.poly([(x + w * 0.12, y), (x + w * 0.3, y), (x, y + h * 0.55), (x, y + h * 0.3)], CREAM, 0.28)
    c.rect(x + w / 2 - 6, y, 12, h, CREAM)
    c.rect(x, y + h * 0.36, w, 9, CREAM)
    c.rect(x - 30, base + 8, w + 60, 20, CREAM, r=5)
    c.rect(x - 24, base + 28, w + 48, 8, shade(DUNE, 0.1), alpha=0.6)


def _skyline(
    c: Canvas, rng: Random, x: float, base: float, w: float, h: float, colour: str, top: float
) -> None:
    left = x
    while left < x + w - 1:
        width = min(rng.uniform(0.16, 0.3) * w, x + w - left)
        height = h * top * rng.uniform(0.7, 1.0)
        c.rect(left, base - height, width, height, colour)
        if rng.random() < 0.6:
            c.poly(
                [
                    (left, base - height),
                    (left + width / 2, base - height - 26),
                    (left + width, base - height),
                ],
                colour,
            )
        left += width


def lamp(c: Canvas, x: float, length: float, colour: str = PETROL, scale: float = 1.0) -> None:
    """A hanging lamp whose shade ends `length` below the ceiling."""
    c.rect(x - 2.5, 0, 5, length - 60, shade(colour, 0.3))
    view = c.place(x, length, scale)
    view.ellipse(0, -2, 34, 16, OCHRE)
    view.blob([(-78, 0), (-66, -34), (-26, -62), (26, -62), (66, -34), (78, 0), (0, 4)], colour)


def plant(c: Canvas, x: float, y: float, scale: float = 1.0, pot: str = CLAY) -> None:
    """A pot plant standing on (x, y)."""
    view = c.place(x, y, scale)
    for angle, colour in ((-62, PINE), (-34, LEAF), (-10, PINE), (14, LEAF), (38, PINE), (64, LEAF)):
        leaf = view.place(0, -74, 1, False, angle)
        leaf.blob([(0, 0), (-24, -60), (-14, -120), (0, -150), (14, -120), (24, -60)], colour)
        leaf.line([(0, -10), (0, -118)], 3, shade(colour, 0.25))
    view.poly([(-46, -84), (46, -84), (34, 0), (-34, 0)], pot)
    view.rect(-52, -94, 104, 22, shade(pot, 0.14), r=5)


def shelf(c: Canvas, rng: Random, x: float, y: float, w: float, kind: str = "ordner") -> None:
    """A wall shelf whose board lies at y; it carries „ordner“, „glaeser“ or „kisten“."""
    left = x + 14
    while left < x + w - 40:
        if kind == "ordner":
            width, height = rng.choice((24, 28, 32)), rng.choice((104, 112, 118))
            colour = rng.choice((PETROL, TEAL_SOFT, SAGE, ROSE, OCHRE, CREAM, BRICK))
            c.rect(left, y - height, width, height, colour, r=3)
            c.rect(left + 6, y - height + 18, width - 12, 26, light(colour, 0.6), r=2)
            left += width + (3 if rng.random() < 0.82 else 40)
        elif kind == "glaeser":
            width, height = rng.choice((40, 48)), rng.choice((58, 74))
            c.rect(left, y - height, width, height, rng.choice((MIST, TEAL_SOFT, SAND, ROSE, SAGE)), r=8)
            c.rect(left + 3, y - height - 10, width - 6, 14, rng.choice((PETROL, BRICK, PINE)), r=4)
            left += width + 12
        else:
            width, height = rng.choice((84, 104, 124)), rng.choice((66, 86, 100))
            _box(c, left, y - height, width, height, rng.choice((CLAY, DUNE, light(CLAY, 0.2))))
            left += width + 10
    c.rect(x, y, w, 14, shade(DUNE, 0.1), r=3)


def _box(c: Canvas, x: float, y: float, w: float, h: float, colour: str) -> None:
    c.rect(x, y, w, h, colour, r=3)
    c.rect(x + w / 2 - 9, y, 18, h * 0.45, light(colour, 0.35))
    c.rect(x, y + h - 10, w, 10, shade(colour, 0.12), r=3)


def box(c: Canvas, x: float, y: float, w: float, h: float, colour: str = CLAY) -> None:
    """A cardboard box from its upper left corner, with tape and a label."""
    _box(c, x, y, w, h, colour)
    c.rect(x + w * 0.62, y + h * 0.55, w * 0.26, h * 0.22, CREAM, r=2)


def picture(c: Canvas, x: float, y: float, w: float, h: float, rng: Random) -> None:
    """A framed landscape on the wall."""
    c.rect(x - 9, y - 9, w + 18, h + 18, shade(CLAY, 0.15), r=3)
    c.rect(x, y, w, h, CREAM)
    inner = c.place(x + 8, y + 8)
    inner.rect(0, 0, w - 16, h - 16, rng.choice((SKY, SAND)))
    inner.poly([(0, h * 0.55), (w * 0.4, h * 0.35), (w - 16, h * 0.6), (w - 16, h - 16), (0, h - 16)], SAGE)
    inner.poly([(0, h * 0.75), (w * 0.6, h * 0.6), (w - 16, h * 0.7), (w - 16, h - 16), (0, h - 16)], PINE)


def garden_view(c: Canvas, rng: Random, base: float) -> None:
    """What lies behind a garden: sky, hills, a village, a few trees."""
    c.rect(0, 0, c.width, base, SKY)
    hills(c, base - 90, 90, light(SAGE, 0.3), rng)
    houses(c, rng, 0, c.width, base - 20, 0.5, muted=True)
    for i in range(int(c.width // 260) + 1):
        tree(c, 90 + i * 270 + rng.uniform(-50, 50), base, rng.uniform(0.8, 1.1))


def desk(c: Canvas, y: float, colour: str = CLAY) -> None:
    """A desk over the whole width, its upper edge at y."""
    c.rect(0, y, c.width, 30, light(colour, 0.35))
    c.rect(0, y + 26, c.width, 1000 - y, colour)
    c.rect(0, y + 26, c.width, 12, shade(colour, 0.14))
