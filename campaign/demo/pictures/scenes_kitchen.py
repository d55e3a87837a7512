"""Kitchen and bakery: people who cook and bake."""

from __future__ import annotations

from campaign.demo.pictures.canvas import Canvas
from campaign.demo.pictures.clothes import Outfit
from campaign.demo.pictures.interior import lamp, plant, room, shelf, window
from campaign.demo.pictures.palette import (
    BLUSH,
    BRICK,
    CLAY,
    CREAM,
    DUNE,
    INK,
    LEAF,
    MIST,
    MUSTARD,
    OCHRE,
    PETROL,
    PETROL_DEEP,
    PINE,
    PLUM,
    RUST,
    SAGE,
    SAND,
    STEEL,
    STEEL_DARK,
    TEAL_SOFT,
    light,
)
from campaign.demo.pictures.stage import SCARVES, Stage


def _tiles(c: Canvas, y: float, height: float, colour: str, size: float = 64) -> None:
    c.rect(0, y, c.width, height, colour)
    line = light(colour, 0.55)
    for i in range(int(c.width // size) + 1):
        c.rect(i * size, y, 3, height, line)
    for i in range(int(height // size) + 1):
        c.rect(0, y + i * size, c.width, 3, line)


def _steam(c: Canvas, x: float, y: float) -> None:
    for dx in (-22, 14):
        c.line(
            [(x + dx, y), (x + dx + 16, y - 36), (x + dx - 6, y - 72), (x + dx + 12, y - 112)],
            7,
            CREAM,
            smooth=True,
        )


def kueche(s: Stage) -> None:
    """At the stove of a canteen kitchen, ladle in hand."""
    c, cx = s.canvas, s.centre
    _tiles(c, 0, 860, s.pick(MIST, SAND, light(TEAL_SOFT, 0.3)))
    c.rect(0, 860, c.width, 140, STEEL_DARK)
    hood = cx - 20 if not s.wide else cx + 40
    c.poly([(hood - 190, 0), (hood + 190, 0), (hood + 300, 78), (hood - 300, 78)], STEEL)
    c.rect(hood - 306, 78, 612, 24, STEEL_DARK, r=4)
    shelf(c, s.rng, cx + 170, 300, 230, "glaeser")
    _hanging_pans(c, cx - 372, 180, 3)
    if s.wide:
        window(c, s.rng, 60, 130, 220, 280, "hof")
        shelf(c, s.rng, cx + 470, 300, 300, "glaeser")
        _hanging_pans(c, cx + 450, 380, 4)
        plant(c, c.width - 90, 760, 0.8)
    cook = s.figure(
        0,
        Outfit(
            "kochjacke",
            CREAM,
            PETROL,
            headwear="haube",
            long_sleeves=s.rng.random() < 0.5,
            scarf=s.pick(*SCARVES),
        ),
        cx,
        452,
    )
    c.rect(0, 800, c.width, 200, STEEL)
    c.rect(0, 792, c.width, 26, light(STEEL, 0.5))
    for i in range(int(c.width // 130) + 1):
        c.circle(74 + i * 130, 880, 22, STEEL_DARK)
        c.rect(71 + i * 130, 860, 6, 22, CREAM)
    _pot(c, cx + 150, 792, 1.15, PETROL)
    _steam(c, cx + 200, 600)
    c.limb([(cx + 20, 640), (cx + 120, 660)], [11, 11], STEEL_DARK)
    cook.reach(1, cx + 62, 630)
    _board(s, cx - 220)
    cook.reach(-1, cx - 236, 748)


def _board(s: Stage, x: float) -> None:
    c = s.canvas
    c.rect(x - 130, 772, 250, 24, CLAY, r=6)
    for i in range(4):
        c.ellipse(x - 110 + i * 30, 758, 19, 17, (LEAF, SAGE)[i % 2])
    s.dot(x + 74, 744, 28)
    c.line([(x + 74, 718), (x + 80, 708)], 6, PINE)


def _pot(c: Canvas, x: float, y: float, scale: float, colour: str) -> None:
    view = c.place(x, y, scale)
    view.rect(-112, -116, 224, 116, colour, r=12)
    view.rect(-124, -128, 248, 22, light(colour, 0.25), r=8)
    for side in (-1, 1):
        view.rect(side * 132 - 16, -88, 32, 20, PETROL_DEEP, r=8)
    view.rect(-92, -92, 18, 70, light(colour, 0.3), r=9)


def _hanging_pans(c: Canvas, x: float, y: float, count: int) -> None:
    c.rect(x, y, count * 84, 9, STEEL_DARK, r=4)
    for i in range(count):
        px = x + 42 + i * 84
        c.rect(px - 5, y, 10, 76, INK, r=4)
        c.circle(px, y + 104 - (i % 2) * 6, 36 - (i % 2) * 6, (PETROL_DEEP, BRICK, STEEL_DARK)[i % 3])
        c.circle(px, y + 104 - (i % 2) * 6, 24 - (i % 2) * 6, (PETROL, CLAY, STEEL)[i % 3])


def backstube(s: Stage) -> None:
    """A baker with a tray of rolls; oven and racks behind."""
    c, cx = s.canvas, s.centre
    room(c, s.pick(SAND, BLUSH), CLAY, 860)
    _tiles(c, 600, 260, CREAM, 52)
    _oven(c, cx - 400 if not s.wide else cx - 620, 860)
    _rack(c, cx + 190, 860, 250)
    if s.wide:
        _rack(c, cx + 480, 860, 250)
        window(c, s.rng, cx + 800, 130, 230, 300, "land")
    lamp(c, cx - 20, 84, PETROL, 0.8)
    baker = s.figure(
        0,
        Outfit(
            "schuerze",
            s.pick(CREAM, TEAL_SOFT, SAGE),
            s.pick(PETROL, PLUM),
            headwear="schiffchen",
            long_sleeves=False,
            scarf=s.pick(*SCARVES),
        ),
        cx,
        430,
    )
    c.rect(cx - 236, 726, 472, 22, STEEL_DARK, r=8)
    for i in range(6):
        c.ellipse(cx - 182 + i * 73, 706, 40, 31, (OCHRE, CLAY)[i % 2])
        c.line([(cx - 198 + i * 73, 698), (cx - 166 + i * 73, 692)], 5, light(OCHRE, 0.5))
    for i in range(5):
        c.ellipse(cx - 146 + i * 73, 668, 38, 29, (CLAY, MUSTARD)[i % 2])
        c.line([(cx - 162 + i * 73, 660), (cx - 130 + i * 73, 654)], 5, light(OCHRE, 0.5))
    c.rect(cx - 246, 738, 492, 20, STEEL, r=8)
    baker.reach(-1, cx - 206, 744, grip=True)
    baker.reach(1, cx + 194, 744, grip=True)
    c.rect(0, 880, c.width, 120, DUNE)
    c.rect(0, 872, c.width, 22, light(DUNE, 0.4))
    c.blob([(cx - 330, 872), (cx - 300, 826), (cx - 226, 816), (cx - 166, 836), (cx - 146, 872)], CREAM)
    s.dot(cx + 270, 846)


def _oven(c: Canvas, x: float, base: float) -> None:
    c.rect(x, base - 640, 310, 640, PETROL, r=10)
    for i in range(2):
        c.rect(x + 30, base - 600 + i * 250, 250, 190, PETROL_DEEP, r=12)
        c.rect(x + 46, base - 586 + i * 250, 218, 150, "#7A3B22", r=8)
        c.ellipse(x + 155, base - 450 + i * 250, 100, 18, MUSTARD, 0.7)
        for k in range(3):
            c.ellipse(x + 96 + k * 60, base - 466 + i * 250, 28, 20, OCHRE)
        c.rect(x + 60, base - 396 + i * 250, 190, 12, STEEL, r=6)


def _rack(c: Canvas, x: float, base: float, w: float) -> None:
    for dx in (0, w - 12):
        c.rect(x + dx, base - 700, 12, 700, STEEL_DARK, r=4)
    for i in range(5):
        y = base - 640 + i * 138
        c.rect(x, y, w, 10, STEEL_DARK)
        for k in range(3):
            c.ellipse(x + 50 + k * (w - 100) / 2, y - 22, 36, 24, (CLAY, MUSTARD, RUST)[(i + k) % 3])
            c.line(
                [(x + 34 + k * (w - 100) / 2, y - 30), (x + 62 + k * (w - 100) / 2, y - 34)],
                4,
                light(OCHRE, 0.5),
            )
