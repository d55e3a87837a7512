"""A shop with vegetables: a person who serves at the counter."""

from __future__ import annotations

from campaign.demo.pictures.canvas import Canvas
from campaign.demo.pictures.clothes import Outfit
from campaign.demo.pictures.interior import room, shelf
from campaign.demo.pictures.palette import (
    BRICK,
    CLAY,
    CREAM,
    DUNE,
    LEAF,
    OCHRE,
    PETROL,
    PETROL_DEEP,
    PINE,
    PLUM,
    ROSE,
    SAGE,
    SAND,
    light,
    shade,
)
from campaign.demo.pictures.stage import SCARVES, WALLS, Stage


def laden(s: Stage) -> None:
    """Behind the counter of a shop with vegetables, under an awning."""
    c, cx = s.canvas, s.centre
    room(c, s.pick(*WALLS), CLAY, 880)
    for i in range(int(c.width // 88) + 1):
        colour = (PETROL, CREAM)[i % 2]
        c.rect(i * 88, 0, 88, 70, colour)
        c.circle(i * 88 + 44, 70, 44, colour)
    for y in (300, 460, 620):
        shelf(c, s.rng, 24, y, c.width - 48, "glaeser" if y != 460 else "kisten")
    seller = s.figure(
        0,
        Outfit(
            "schuerze",
            s.pick(ROSE, SAGE, SAND),
            s.pick(PINE, PETROL_DEEP),
            long_sleeves=False,
            scarf=s.pick(*SCARVES),
        ),
        cx,
        430,
    )
    c.rect(0, 800, c.width, 200, shade(CLAY, 0.2))
    for i in range(int(c.width // 240) + 1):
        _crate(c, i * 240 - 60 + (cx % 240), 880, (LEAF, OCHRE, BRICK, PLUM)[i % 4])
    c.rect(cx - 190, 772, 380, 28, CLAY, r=5)
    _paper_bag(c, cx + 10, 772)
    seller.reach(-1, cx - 56, 730)
    seller.reach(1, cx + 76, 730)
    s.dot(cx + 160, 746)


def _paper_bag(c: Canvas, x: float, y: float) -> None:
    for dx, colour in ((-26, LEAF), (6, OCHRE), (34, PINE)):
        c.place(x + dx, y - 120, 1, False, dx / 2).blob([(0, 20), (-20, -20), (0, -64), (20, -20)], colour)
    c.poly([(x - 66, y - 138), (x + 66, y - 138), (x + 58, y), (x - 58, y)], DUNE)
    c.poly([(x - 66, y - 138), (x - 40, y - 138), (x - 36, y), (x - 58, y)], shade(DUNE, 0.12))


def _crate(c: Canvas, x: float, y: float, colour: str) -> None:
    for i in range(4):
        c.circle(x + 34 + i * 46, y - 6 - (i % 2) * 8, 29, (colour, light(colour, 0.16))[i % 2])
    c.rect(x, y, 206, 86, light(CLAY, 0.2), r=4)
    for i in range(2):
        c.rect(x, y + 22 + i * 32, 206, 5, shade(CLAY, 0.1))
