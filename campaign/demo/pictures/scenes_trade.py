"""Workshop, freight yard, building site, garden: people who work with their hands."""

from __future__ import annotations

from campaign.demo.pictures.canvas import Canvas
from campaign.demo.pictures.clothes import Outfit
from campaign.demo.pictures.interior import box, daylight, garden_view, lamp, plant, room, window
from campaign.demo.pictures.landscape import crane, houses, sky, tree, truck
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
    ROSE,
    RUST,
    SAGE,
    SAND,
    SKY,
    STEEL,
    STEEL_DARK,
    TEAL,
    TEAL_SOFT,
    light,
    shade,
)
from campaign.demo.pictures.stage import SCARVES, Stage


def werkstatt(s: Stage) -> None:
    """At the workbench with a vice and a file; tools on the wall."""
    c, cx = s.canvas, s.centre
    room(c, s.pick(MIST, SAND, BLUSH), STEEL, 860)
    left = cx - 380 if not s.wide else cx - 560
    window(c, s.rng, left, 120, 250, 330, "hof")
    daylight(c, left, 120, 250, 330)
    _tool_wall(c, cx + 150, 150, 300 if not s.wide else 620)
    lamp(c, cx + 40, 96, PINE, 0.8)
    worker = s.figure(
        0,
        Outfit(
            "latzhose",
            s.pick(SAND, ROSE, TEAL_SOFT),
            s.pick(PETROL, PINE),
            long_sleeves=False,
            scarf=s.pick(*SCARVES),
        ),
        cx - 10,
        420,
    )
    c.rect(0, 772, c.width, 46, CLAY)
    c.rect(0, 772, c.width, 10, light(CLAY, 0.3))
    c.rect(0, 818, c.width, 182, shade(CLAY, 0.22))
    for i in range(int(c.width // 300) + 1):
        c.rect(34 + i * 300, 850, 240, 110, shade(CLAY, 0.34), r=6)
        c.rect(124 + i * 300, 872, 60, 12, SAND, r=6)
    c.rect(cx + 116, 700, 84, 74, STEEL_DARK, r=8)
    c.rect(cx + 106, 676, 42, 44, PETROL_DEEP, r=5)
    c.rect(cx + 168, 676, 42, 44, PETROL_DEEP, r=5)
    c.rect(cx + 145, 640, 26, 60, STEEL, r=3)
    c.line([(cx + 202, 740), (cx + 262, 740)], 11, STEEL_DARK)
    c.circle(cx + 262, 740, 12, STEEL_DARK)
    c.limb([(cx - 26, 664), (cx + 190, 640)], [13, 17], STEEL_DARK)
    c.limb([(cx - 84, 672), (cx - 24, 664)], [26, 20], MUSTARD)
    worker.reach(-1, cx - 62, 662)
    worker.reach(1, cx + 104, 646)
    _bench_things(s, cx)


def _bench_things(s: Stage, cx: float) -> None:
    c = s.canvas
    c.rect(cx - 300, 706, 92, 66, PETROL, r=8)
    c.line([(cx - 286, 706), (cx - 286, 682), (cx - 222, 682), (cx - 222, 706)], 9, PETROL_DEEP)
    c.rect(cx - 268, 724, 28, 12, SAND, r=4)
    s.dot(cx - 160, 746)
    if s.wide:
        for i in range(3):
            c.rect(cx + 420 + i * 22, 752 - i * 20, 260 - i * 44, 20, (STEEL, STEEL_DARK, STEEL)[i], r=3)
        plant(c, c.width - 120, 772, 0.9, PLUM)


def _tool_wall(c: Canvas, x: float, y: float, w: float) -> None:
    c.rect(x, y, w, 270, DUNE, r=6)
    step, count = 62, int((w - 40) // 62)
    for i in range(count):
        tool = c.place(x + 48 + i * step, y + 40, 1.0)
        kind = i % 5
        if kind == 0:
            tool.rect(-6, 20, 12, 150, RUST, r=5)
            tool.rect(-30, 0, 60, 34, STEEL_DARK, r=6)
        elif kind == 1:
            tool.rect(-7, 24, 14, 130, STEEL, r=5)
            tool.circle(0, 18, 22, STEEL)
            tool.poly([(-8, -10), (8, -10), (6, 18), (-6, 18)], DUNE)
        elif kind == 2:
            tool.rect(-4, 70, 8, 110, STEEL_DARK)
            tool.rect(-13, 0, 26, 76, PETROL, r=10)
        elif kind == 3:
            tool.poly([(-24, 10), (24, 60), (24, 178), (6, 178)], STEEL)
            tool.rect(-34, -2, 56, 50, MUSTARD, r=12)
        else:
            tool.line([(-10, 6), (0, 66), (-12, 160)], 10, PINE)
            tool.line([(12, 6), (0, 66), (14, 160)], 10, PINE)
            tool.circle(0, 66, 9, STEEL)


def spedition(s: Stage) -> None:
    """In the yard of a haulier: lorry, loading bay, list in hand."""
    c, cx = s.canvas, s.centre
    sky(c, s.rng, 640)
    houses(c, s.rng, 0, c.width, 640, 0.42, muted=True)
    c.rect(0, 636, c.width, 364, STEEL)
    c.rect(0, 636, c.width, 12, light(STEEL, 0.4))
    if s.wide:
        truck(c, cx + 880, 800, 1.14, s.pick(PETROL, PINE), flip=True)
        truck(c, cx - 250, 690, 0.6, ROSE)
    else:
        truck(c, cx + 60, 770, 1.0, s.pick(PETROL, PINE, TEAL))
    for i in range(int(c.width // 240) + 1):
        c.poly([(i * 260, 860), (i * 260 + 130, 860), (i * 260 + 104, 878), (i * 260 - 30, 878)], CREAM, 0.8)
    _pallet(s, cx - 350, 940)
    worker = s.figure(
        0, Outfit("weste", s.pick(TEAL, ROSE, PLUM), OCHRE, scarf=s.pick(*SCARVES)), cx + 20, 420
    )
    c.place(cx + 62, 716, turn=-8).rect(-86, -112, 172, 220, RUST, r=8)
    board = c.place(cx + 62, 716, turn=-8)
    board.rect(-72, -92, 144, 190, CREAM, r=3)
    board.rect(-30, -122, 60, 26, STEEL_DARK, r=6)
    for i in range(5):
        board.line([(-50, -62 + i * 32), (46 - (i % 2) * 26, -62 + i * 32)], 5, TEAL_SOFT)
    worker.reach(-1, cx - 24, 752)
    worker.reach(1, cx + 136, 690)
    c.limb([(cx + 128, 716), (cx + 106, 650)], [8, 8], PETROL_DEEP)


def _pallet(s: Stage, x: float, y: float) -> None:
    c = s.canvas
    for dx in (0, 90, 180):
        c.rect(x + dx, y - 30, 40, 30, RUST)
    c.rect(x - 14, y - 46, 250, 20, shade(CLAY, 0.2), r=3)
    box(c, x - 6, y - 166, 120, 120, DUNE)
    box(c, x + 118, y - 146, 104, 100, CLAY)
    box(c, x + 26, y - 264, 116, 98, light(CLAY, 0.25))
    s.dot(x + 172, y - 173, 27)


def baustelle(s: Stage) -> None:
    """On the scaffold in front of a new wall; a crane over the roofs."""
    c, cx = s.canvas, s.centre
    sky(c, s.rng, 760, s.pick(SKY, light(BLUSH, 0.1)))
    crane(c, cx - 250 if not s.wide else cx + 420, 800, 1.05)
    if s.wide:
        crane(c, 130, 800, 0.7)
    houses(c, s.rng, 0, c.width, 800, 0.6, muted=True)
    wall_left = cx + 70
    c.rect(wall_left, 360, c.width - wall_left if not s.wide else 520, 640, BRICK)
    width = c.width - wall_left if not s.wide else 520
    for row in range(16):
        y = 360 + row * 42
        c.rect(wall_left, y, width, 4, light(BRICK, 0.35))
        for i in range(int(width // 96) + 1):
            x = wall_left + i * 96 + (48 if row % 2 else 0)
            if x < wall_left + width - 6:
                c.rect(x, y, 4, 42, light(BRICK, 0.35))
    for x in (cx - 330, cx + 300):
        c.rect(x, 60, 13, 940, STEEL_DARK)
    c.rect(0, 300, c.width, 13, STEEL_DARK)
    worker = s.figure(
        0,
        Outfit("weste", s.pick(TEAL, PETROL, SAND), OCHRE, headwear="helm", scarf=s.pick(*SCARVES)),
        cx - 30,
        440,
    )
    c.rect(0, 800, c.width, 40, MUSTARD)
    c.rect(0, 840, c.width, 160, shade(PETROL, 0.4))
    for i in range(int(c.width // 220) + 1):
        c.rect(i * 220 + 60, 840, 13, 160, STEEL_DARK)
    _bricks(s, cx)
    spirit = c.place(cx + 40, 700, turn=-14)
    spirit.rect(-150, -20, 300, 40, PINE, r=6)
    spirit.rect(-26, -13, 52, 26, CREAM, r=8)
    spirit.rect(-8, -13, 16, 26, SAGE)
    worker.reach(-1, cx - 70, 730)
    worker.reach(1, cx + 130, 680)


def _bricks(s: Stage, cx: float) -> None:
    c = s.canvas
    for row in range(3):
        for i in range(3 - row):
            c.rect(
                cx - 356 + i * 92 + row * 46, 758 - row * 44, 86, 40, (BRICK, RUST, CLAY)[(i + row) % 3], r=3
            )
    c.poly([(cx + 210, 716), (cx + 316, 716), (cx + 300, 800), (cx + 226, 800)], STEEL_DARK)
    c.ellipse(cx + 263, 716, 53, 13, STEEL)
    s.dot(cx - 264, 644)


def garten(s: Stage) -> None:
    """Between raised beds with a young plant; greenhouse and trees behind."""
    c, cx = s.canvas, s.centre
    garden_view(c, s.rng, 690)
    c.rect(0, 686, c.width, 314, SAGE)
    s.dot(cx + 235 if not s.wide else c.width - 330, 150, 52)
    _greenhouse(c, cx - 400 if not s.wide else cx + 260, 700)
    if s.wide:
        tree(c, cx - 470, 740, 1.7, PINE)
        tree(c, c.width - 90, 740, 1.5, LEAF)
    else:
        tree(c, cx + 330, 740, 1.5, PINE)
    worker = s.figure(
        0,
        Outfit(
            "latzhose",
            s.pick(ROSE, CREAM, OCHRE),
            s.pick(PINE, PETROL),
            long_sleeves=False,
            headwear=s.pick("schirm", "", ""),
            scarf=s.pick(*SCARVES),
        ),
        cx + 10,
        420,
    )
    c.rect(0, 800, c.width, 34, CLAY)
    c.rect(0, 834, c.width, 166, shade(CLAY, 0.18))
    for i in range(int(c.width // 200) + 1):
        c.rect(i * 200, 834, 5, 166, shade(CLAY, 0.34))
    for i in range(int(c.width // 92) + 1):
        _lettuce(c, 50 + i * 92, 800, s.rng.uniform(0.8, 1.1), (LEAF, PINE, LEAF)[i % 3])
    pot = c.place(cx + 12, 728)
    for angle in (-50, -20, 10, 40):
        leaf = pot.place(0, -40, 1, False, angle)
        leaf.blob([(0, 0), (-16, -44), (0, -104), (16, -44)], LEAF if angle % 20 else PINE)
    pot.poly([(-58, -46), (58, -46), (42, 50), (-42, 50)], BRICK)
    pot.rect(-66, -62, 132, 28, RUST, r=5)
    worker.reach(-1, cx - 46, 752)
    worker.reach(1, cx + 70, 752)


def _lettuce(c: Canvas, x: float, y: float, scale: float, colour: str) -> None:
    view = c.place(x, y, scale)
    for angle in (-66, -36, 0, 36, 66):
        view.place(0, 8, 1, False, angle).blob(
            [(0, 0), (-19, -32), (0, -72), (19, -32)], light(colour, 0.12 if angle % 72 else 0)
        )


def _greenhouse(c: Canvas, x: float, base: float) -> None:
    view = c.place(x, base)
    view.poly([(0, 0), (0, -250), (150, -350), (300, -250), (300, 0)], MIST, 0.85)
    for dx in (0, 75, 150, 225, 300):
        view.line([(dx, 0), (dx, -250 - (100 - abs(dx - 150) / 1.5))], 6, CREAM)
    view.line([(0, -250), (150, -350), (300, -250)], 8, CREAM)
    view.line([(0, -130), (300, -130)], 6, CREAM)
    for dx in (40, 110, 190, 260):
        view.blob([(dx - 30, 0), (dx - 22, -60), (dx, -92), (dx + 22, -60), (dx + 30, 0)], LEAF)
    view.rect(-8, -8, 316, 12, INK, alpha=0.15)
