"""In the street, in the country, at the bus, before the Jobcenter: people out of doors."""

from __future__ import annotations

from campaign.demo.pictures.canvas import Canvas
from campaign.demo.pictures.clothes import Outfit
from campaign.demo.pictures.interior import plant
from campaign.demo.pictures.landscape import church, field, hedge, hills, houses, poplar, sky, tram, tree
from campaign.demo.pictures.palette import (
    BLUSH,
    BRICK,
    CLAY,
    CREAM,
    DUNE,
    INK,
    LEAF,
    MIST,
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


def stadt(s: Stage) -> None:
    """In front of a row of houses, with a tram."""
    c, cx = s.canvas, s.centre
    sky(c, s.rng, 700, s.pick(SKY, light(BLUSH, 0.2)))
    s.dot(cx - 270 if not s.wide else c.width - 300, 130, 50)
    houses(c, s.rng, 0, c.width, 640, 0.6, muted=True)
    houses(c, s.rng, 0, c.width, 740, 0.84)
    c.rect(0, 736, c.width, 264, STEEL)
    c.rect(0, 736, c.width, 20, light(STEEL, 0.5))
    tram(c, cx - 640 if not s.wide else cx + 190, 850, 1.0, s.pick(OCHRE, PINE))
    c.rect(0, 846, c.width, 6, STEEL_DARK)
    for i in range(1 + int(c.width // 700)):
        tree(c, cx + 330 + i * 620, 880, 1.25, (LEAF, PINE)[i % 2])
    walker = s.figure(
        0,
        Outfit(
            s.pick("jacke", "blazer", "strickjacke"),
            s.pick(PETROL, PLUM, ROSE),
            s.pick(PINE, TEAL, OCHRE),
            headwear=s.pick("", "", "muetze"),
            scarf=s.pick(*SCARVES),
        ),
        cx,
        440,
    )
    walker.reach(-1, cx - 200, 930)
    c.line([(cx + 76, 470), (cx - 130, 850)], 15, RUST)
    c.rect(cx - 250, 830, 200, 190, BRICK, r=20)
    c.rect(cx - 250, 830, 200, 76, RUST, r=20)
    c.rect(cx - 164, 884, 28, 34, OCHRE, r=6)
    walker.reach(1, cx + 40, 640)


def land(s: Stage) -> None:
    """On a field path; village with a church, poplars."""
    c, cx = s.canvas, s.centre
    sky(c, s.rng, 620, s.pick(SKY, light(BLUSH, 0.2)))
    s.dot(cx + 230 if not s.wide else c.width - 380, 150, 54)
    hills(c, 560, 130, light(TEAL_SOFT, 0.3), s.rng)
    hills(c, 610, 90, SAGE, s.rng)
    church(c, cx + 150 if not s.wide else cx + 420, 640, 0.8)
    houses(c, s.rng, cx - 420 if not s.wide else cx + 560, cx - 180 if not s.wide else cx + 900, 640, 0.34)
    for i in range(int(c.width // 330) + 1):
        poplar(c, 60 + i * 330 + s.rng.uniform(-30, 30), 660, s.rng.uniform(0.7, 0.95))
    field(c, 640, s.pick(OCHRE, LEAF), s.pick(CLAY, PINE))
    hedge(c, 666, PINE)
    if s.wide:
        _tractor(c, c.width - 420, 900)
    person = s.figure(
        0,
        Outfit(
            s.pick("jacke", "hemd", "pullover"),
            s.pick(TEAL, PLUM, BRICK, ROSE),
            s.pick(OCHRE, PINE),
            headwear=s.pick("", "schirm", "muetze"),
            scarf=s.pick(*SCARVES),
        ),
        cx - 20,
        420,
    )
    _fence(c, 800)
    person.reach(-1, cx - 130, 800)
    person.reach(1, cx + 110, 800)


def _fence(c: Canvas, y: float) -> None:
    for i in range(int(c.width // 300) + 2):
        c.rect(i * 300 - 40, y - 50, 40, 300, shade(RUST, 0.15), r=6)
    for dy in (0, 96):
        c.rect(0, y + dy, c.width, 36, RUST, r=4)
        c.rect(0, y + dy, c.width, 8, light(RUST, 0.2))


def _tractor(c: Canvas, x: float, base: float) -> None:
    view = c.place(x, base)
    view.rect(-30, -230, 180, 120, PINE, r=12)
    view.rect(-150, -190, 150, 90, PINE, r=14)
    view.poly([(-10, -230), (10, -350), (140, -350), (150, -230)], MIST)
    view.rect(0, -366, 156, 20, PETROL_DEEP, r=6)
    view.rect(-112, -270, 14, 84, INK, r=4)
    for dx, r in ((110, 104), (-112, 62)):
        view.circle(dx, -r + 10, r, INK)
        view.circle(dx, -r + 10, r * 0.5, OCHRE)


def bus(s: Stage) -> None:
    """A driver in front of a bus at the stop."""
    c, cx = s.canvas, s.centre
    sky(c, s.rng, 700)
    houses(c, s.rng, 0, c.width, 740, 0.8, muted=True)
    hedge(c, 760, SAGE)
    c.rect(0, 752, c.width, 248, STEEL)
    _bus(s, cx)
    c.rect(0, 900, c.width, 100, SAND)
    c.rect(0, 892, c.width, 14, light(SAND, 0.6))
    _stop_sign(s, cx - 330)
    driver = s.figure(
        0,
        Outfit(
            s.pick("blazer", "strickjacke"),
            CREAM,
            s.pick(PETROL_DEEP, PLUM),
            headwear=s.pick("", "schirm"),
            scarf=s.pick(PLUM, ROSE),
        ),
        cx + 30,
        430,
    )
    driver.reach(-1, cx - 110, 880)
    driver.reach(1, cx + 60, 700)
    keys = c.place(cx + 66, 724)
    keys.line([(0, 0), (-12, 60)], 8, STEEL_DARK)
    keys.line([(0, 0), (16, 56)], 8, OCHRE)


def _bus(s: Stage, cx: float) -> None:
    c = s.canvas
    body = s.pick(PETROL, PINE, TEAL)
    left = cx - 260 if not s.wide else cx - 180
    c.rect(left, 170, c.width - left + 60 if not s.wide else 1080, 690, body, r=46)
    c.rect(left + 30, 196, 330 if not s.wide else 1020, 66, INK, r=16)
    for i in range(3 if not s.wide else 5):
        c.rect(left + 34 + i * 206, 300, 186, 260, SKY, r=16)
        c.poly(
            [
                (left + 90 + i * 206, 300),
                (left + 140 + i * 206, 300),
                (left + 84 + i * 206, 560),
                (left + 38 + i * 206, 560),
            ],
            CREAM,
            0.4,
        )
    c.rect(left, 640, c.width - left if not s.wide else 1080, 34, light(body, 0.65))
    for i in range(1 if not s.wide else 3):
        c.circle(left + 150 + i * 380, 860, 84, INK)
        c.circle(left + 150 + i * 380, 860, 36, STEEL)


def _stop_sign(s: Stage, x: float) -> None:
    c = s.canvas
    c.rect(x - 7, 220, 14, 720, STEEL_DARK, r=5)
    c.circle(x, 210, 66, CREAM)
    s.dot(x, 210, 46)
    c.rect(x - 52, 400, 104, 140, CREAM, r=6)
    for i in range(4):
        c.line([(x - 34, 428 + i * 28), (x + 34, 428 + i * 28)], 5, TEAL_SOFT)


def haus(s: Stage) -> None:
    """The entrance of an office building; somebody at the open door."""
    c, cx = s.canvas, s.centre
    sky(c, s.rng, 500)
    houses(c, s.rng, 0, c.width, 800, 0.9, muted=True)
    _facade(s, cx)
    c.rect(0, 890, c.width, 110, STEEL)
    c.rect(cx - 260, 880, 520, 26, DUNE, r=4)
    s.dot(cx + 300, 470, 40)
    for side in (-1, 1):
        plant(c, cx + side * 300, 900, 1.4, BRICK)
    host = s.figure(
        0,
        Outfit(
            s.pick("strickjacke", "blazer", "hemd"),
            s.pick(TEAL_SOFT, ROSE),
            s.pick(PLUM, PINE),
            scarf=s.pick(PLUM, PINE),
        ),
        cx,
        500,
        1.25,
    )
    host.reach(-1, cx - 120, 900)
    host.reach(1, cx + 190, 690, grip=False)
    c.rect(0, 985, c.width, 15, STEEL_DARK)
    if s.wide:
        tree(c, 40, 900, 1.6, LEAF)
        _bench(c, c.width - 330, 930)


def _facade(s: Stage, cx: float) -> None:
    c = s.canvas
    wall = s.pick(SAND, BLUSH, MIST)
    left, width = (0.0, c.width) if not s.wide else (cx - 480, 1160.0)
    c.rect(left, 90, width, 800, wall)
    c.rect(left - 16, 74, width + 32, 34, PETROL)
    for i in range(int(width // 190)):
        x = left + 40 + i * (width - 20) / int(width // 190)
        for y in (160, 420):
            if abs(x + 60 - cx) > 200 or y == 160:
                c.rect(x - 10, y - 10, 140, 190, CREAM, r=4)
                c.rect(x, y, 120, 170, TEAL)
                c.rect(x + 57, y, 6, 170, CREAM)
    c.rect(cx - 200, 380, 400, 520, PETROL, r=10)
    c.rect(cx - 176, 404, 170, 496, light(OCHRE, 0.55))
    c.rect(cx + 6, 404, 170, 496, light(OCHRE, 0.55))
    c.rect(cx - 250, 350, 500, 36, PETROL_DEEP, r=6)


def _bench(c: Canvas, x: float, y: float) -> None:
    for dx in (20, 230):
        c.rect(x + dx, y - 80, 14, 84, INK)
    for dy in (-160, -126, -84):
        c.rect(x, y + dy, 264, 22, CLAY, r=5)
