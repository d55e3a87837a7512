"""Out of doors: sky, hills, fields, trees, rows of houses, church, crane, road vehicles."""

from __future__ import annotations

import math
from random import Random

from campaign.demo.pictures.canvas import Canvas, Point
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
    mix,
    shade,
)


def sky(c: Canvas, rng: Random, base: float, colour: str = SKY) -> None:
    """A sky in three calm bands, lighter towards the horizon, with clouds."""
    for i in range(3):
        c.rect(0, base * i / 3, c.width, base / 3 + 2, mix(colour, CREAM, 0.12 + 0.2 * i))
    for i in range(2 + int(c.width // 500)):
        cloud(c, rng.uniform(0, c.width), rng.uniform(60, base * 0.42), rng.uniform(0.6, 1.1) + 0.05 * i)


def cloud(c: Canvas, x: float, y: float, scale: float) -> None:
    """A flat cloud around (x, y)."""
    view = c.place(x, y, scale)
    for dx, dy, r in ((-62, 4, 30), (-20, -16, 44), (36, -6, 36), (76, 8, 24)):
        view.circle(dx, dy, r, CREAM)
    view.rect(-94, 0, 196, 34, CREAM, r=17)


def hills(c: Canvas, y: float, height: float, colour: str, rng: Random) -> None:
    """A line of hills over the whole width, down to the lower edge."""
    phase, points = rng.uniform(0, math.tau), list[Point]()
    for i in range(41):
        x = c.width * i / 40
        wave = math.sin(x / 210 + phase) * 0.6 + math.sin(x / 95 + phase * 2) * 0.25
        points.append((x, y - height * (0.5 + 0.5 * wave)))
    c.poly([*points, (c.width, 1000), (0, 1000)], colour)


def tree(c: Canvas, x: float, y: float, scale: float = 1.0, colour: str = LEAF) -> None:
    """A round tree standing on (x, y), about 230 units high."""
    view = c.place(x, y, scale)
    view.limb([(0, 0), (0, -110)], [20, 12], RUST)
    view.line([(0, -76), (28, -112)], 7, RUST)
    view.blob(
        [(0, -232), (58, -212), (82, -150), (56, -92), (0, -82), (-56, -92), (-82, -150), (-58, -212)], colour
    )
    view.blob(
        [(0, -232), (-58, -212), (-82, -150), (-56, -92), (-20, -84), (-44, -130), (-34, -190)],
        shade(colour, 0.16),
    )


def poplar(c: Canvas, x: float, y: float, scale: float = 1.0) -> None:
    """A slim tree standing on (x, y)."""
    view = c.place(x, y, scale)
    view.rect(-6, -50, 12, 50, RUST)
    view.blob([(0, -270), (26, -200), (34, -110), (22, -40), (-22, -40), (-34, -110), (-26, -200)], PINE)


def houses(
    c: Canvas, rng: Random, x0: float, x1: float, base: float, scale: float, muted: bool = False
) -> None:
    """A closed row of gabled houses from x0 to x1, standing on `base`."""
    colours = [SAND, BLUSH, MIST, ROSE, TEAL_SOFT, DUNE, CLAY]
    x, before = x0 - rng.uniform(0, 80) * scale, ""
    while x < x1:
        width, height = rng.choice((150, 176, 204)) * scale, rng.choice((300, 350, 400)) * scale
        colour = rng.choice([one for one in colours if one != before])
        before = colour
        house(c, rng, (x, base), (width, height), mix(colour, SKY, 0.5) if muted else colour, muted)
        x += width


def house(
    c: Canvas, rng: Random, at: Point, size: tuple[float, float], colour: str, muted: bool = False
) -> None:
    """One house from its lower left corner, with roof and windows in a grid."""
    (x, base), (w, h) = at, size
    roof = mix(rng.choice((BRICK, RUST, PETROL)), SKY, 0.5 if muted else 0.0)
    c.poly([(x - 6, base - h), (x + w / 2, base - h - w * 0.5), (x + w + 6, base - h)], roof)
    if rng.random() < 0.5:
        c.rect(x + w * 0.68, base - h - w * 0.46, w * 0.11, w * 0.34, shade(roof, 0.2))
    c.poly([(x - 6, base - h), (x + w / 2, base - h - w * 0.5), (x + w + 6, base - h)], roof)
    c.rect(x, base - h, w, h, colour)
    c.rect(x, base - h, w * 0.06, h, shade(colour, 0.08))
    glass = mix(PETROL, colour, 0.55 if muted else 0.22)
    columns, rows = 2 if w < 170 else 3, max(2, int(h / (w * 0.62)))
    ww, wh = w / columns * 0.42, h / rows * 0.46
    c.rect(x + w * 0.42, base - h - w * 0.24, w * 0.16, w * 0.16, glass, r=w * 0.08)
    for row in range(rows):
        for column in range(columns):
            wx, wy = x + w / columns * (column + 0.29), base - h + h / rows * (row + 0.26)
            c.rect(wx - ww * 0.12, wy - ww * 0.12, ww * 1.24, wh + ww * 0.24, light(colour, 0.55))
            c.rect(wx, wy, ww, wh, glass)
            c.rect(wx + ww / 2 - 1.5, wy, 3, wh, light(colour, 0.55))


def church(c: Canvas, x: float, base: float, scale: float = 1.0) -> None:
    """A small village church with a pointed tower."""
    view = c.place(x, base, scale)
    view.rect(30, -120, 170, 120, CREAM)
    view.poly([(20, -120), (115, -196), (210, -120)], BRICK)
    view.rect(-30, -230, 74, 230, SAND)
    view.poly([(-38, -230), (7, -370), (52, -230)], PETROL)
    view.circle(7, -190, 15, PETROL_DEEP)
    for dx in (66, 110, 154):
        view.rect(dx, -92, 20, 52, TEAL, r=10)


def crane(c: Canvas, x: float, base: float, scale: float = 1.0) -> None:
    """A tower crane with its boom to the right."""
    view = c.place(x, base, scale)
    for dx in (-16, 16):
        view.line([(dx, 0), (dx, -560)], 7, MUSTARD)
    for i in range(14):
        y = -40.0 * i
        view.line([(-16, y), (16, y - 40)], 4, MUSTARD)
    view.line([(-150, -560), (420, -560)], 10, MUSTARD)
    view.line([(-150, -560), (0, -650), (420, -560)], 4, shade(MUSTARD, 0.3))
    view.rect(-160, -556, 66, 54, STEEL_DARK, r=4)
    view.rect(-30, -560, 60, 56, PETROL, r=6)
    view.line([(330, -560), (330, -380)], 3.5, INK)
    view.rect(282, -380, 96, 22, RUST, r=3)


def truck(c: Canvas, x: float, base: float, scale: float, colour: str, flip: bool = False) -> None:
    """A lorry with a box body, its cab on the right."""
    view = c.place(x, base, scale, flip)
    view.rect(-420, -380, 520, 330, light(colour, 0.72), r=8)
    view.rect(-420, -150, 520, 34, colour)
    for dx in (-290, -160, -30):
        view.rect(dx, -372, 4, 314, shade(light(colour, 0.72), 0.1))
    view.blob(
        [(118, -64), (116, -262), (140, -296), (226, -296), (258, -262), (284, -170), (290, -72), (220, -62)],
        colour,
    )
    view.poly([(176, -270), (236, -270), (262, -180), (176, -180)], SKY)
    view.poly([(196, -270), (214, -270), (196, -180), (178, -180)], CREAM, 0.5)
    view.rect(-430, -64, 730, 26, STEEL_DARK, r=6)
    view.rect(268, -112, 24, 24, OCHRE, r=6)
    for dx in (-320, -220, 206):
        view.circle(dx, -38, 46, INK)
        view.circle(dx, -38, 20, STEEL)


def tram(c: Canvas, x: float, base: float, scale: float, colour: str) -> None:
    """A tram or bus in side view, 620 units long."""
    view = c.place(x, base, scale)
    view.rect(0, -230, 620, 210, colour, r=34)
    view.rect(0, -90, 620, 22, light(colour, 0.7))
    for i in range(5):
        view.rect(30 + i * 116, -206, 96, 94, SKY, r=10)
        view.poly(
            [(56 + i * 116, -206), (78 + i * 116, -206), (50 + i * 116, -112), (32 + i * 116, -112)],
            CREAM,
            0.45,
        )
    for dx in (110, 210, 420, 520):
        view.circle(dx, -18, 26, INK)


def field(c: Canvas, y: float, colour: str, furrow: str) -> None:
    """A ploughed field whose furrows run to the horizon at y."""
    c.rect(0, y, c.width, 1000 - y, colour)
    middle = c.width * 0.5
    for i in range(-12, 13):
        c.poly(
            [
                (middle + i * 40, y),
                (middle + i * 40 + 8, y),
                (middle + i * 210 + 50, 1000),
                (middle + i * 210, 1000),
            ],
            furrow,
            0.5,
        )


def hedge(c: Canvas, y: float, colour: str = SAGE) -> None:
    """A low hedge over the whole width with its foot at y."""
    for i in range(int(c.width // 44) + 2):
        c.circle(i * 44, y - 26 - (i % 3) * 6, 38, colour)
    c.rect(0, y - 30, c.width, 34, colour)
