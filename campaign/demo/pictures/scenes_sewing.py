"""A sewing room: a person who works on her own account."""

from __future__ import annotations

from campaign.demo.pictures.canvas import Canvas
from campaign.demo.pictures.clothes import Outfit
from campaign.demo.pictures.interior import daylight, desk, lamp, room, window
from campaign.demo.pictures.palette import (
    BLUSH,
    BRICK,
    DUNE,
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
    STEEL,
    STEEL_DARK,
    TEAL,
    TEAL_SOFT,
    light,
    shade,
)
from campaign.demo.pictures.stage import SCARVES, Stage


def naehstube(s: Stage) -> None:
    """At a sewing machine; bales of cloth on the shelf, a dress on the stand."""
    c, cx = s.canvas, s.centre
    room(c, s.pick(BLUSH, MIST, SAND), DUNE, 880)
    window(c, s.rng, cx - 370, 130, 230, 300, "hof")
    daylight(c, cx - 370, 130, 230, 300)
    _bales(c, cx + 150, 200, 3 if not s.wide else 6)
    _bales(c, cx + 150, 360, 3 if not s.wide else 6)
    lamp(c, cx - 60, 70, PETROL, 0.75)
    _dress(c, cx + 330 if not s.wide else cx + 800, 800, s.pick(TEAL, PLUM))
    tailor = s.figure(
        0,
        Outfit(
            s.pick("strickjacke", "hemd"),
            s.pick(OCHRE, SAGE),
            s.pick(PLUM, PETROL, PINE),
            scarf=s.pick(*SCARVES),
        ),
        cx - 40,
        420,
    )
    desk(c, 800)
    _sewing_machine(c, cx + 60, 806)
    cloth = s.pick(OCHRE, ROSE, TEAL_SOFT)
    c.blob(
        [(cx - 250, 846), (cx - 190, 786), (cx - 60, 800), (cx + 60, 796), (cx + 90, 830), (cx - 60, 880)],
        cloth,
    )
    c.line([(cx - 200, 826), (cx - 80, 824), (cx + 40, 818)], 4, shade(cloth, 0.25), smooth=True)
    tailor.reach(-1, cx - 136, 800)
    tailor.reach(1, cx + 20, 788)
    s.dot(cx - 320, 868)


def _sewing_machine(c: Canvas, x: float, y: float) -> None:
    view = c.place(x, y)
    view.rect(-60, -34, 300, 40, PETROL_DEEP, r=8)
    view.rect(150, -190, 74, 170, PETROL, r=10)
    view.blob(
        [
            (-50, -206),
            (40, -212),
            (200, -210),
            (228, -180),
            (210, -142),
            (60, -146),
            (-20, -140),
            (-56, -160),
        ],
        PETROL,
    )
    view.rect(-40, -150, 34, 62, PETROL, r=6)
    view.rect(-25, -92, 5, 60, STEEL_DARK)
    view.circle(232, -160, 34, STEEL)
    view.circle(232, -160, 13, STEEL_DARK)
    view.rect(60, -238, 28, 34, OCHRE, r=4)
    view.rect(10, -184, 110, 12, light(PETROL, 0.35), r=6)


def _bales(c: Canvas, x: float, y: float, count: int) -> None:
    for i in range(count):
        colour = (PLUM, OCHRE, TEAL, ROSE, PINE, BRICK)[(i + int(y / 100)) % 6]
        c.rect(x + 8 + i * 84, y - 66 - (i % 2) * 8, 78, 66 + (i % 2) * 8, colour, r=10)
        c.circle(x + 47 + i * 84, y - 34, 20, light(colour, 0.3))
        c.circle(x + 47 + i * 84, y - 34, 8, DUNE)
    c.rect(x, y, count * 84 + 12, 13, RUST, r=3)


def _dress(c: Canvas, x: float, y: float, colour: str) -> None:
    c.rect(x - 5, y - 80, 10, 120, RUST)
    c.rect(x - 12, y - 460, 24, 44, RUST, r=10)
    c.blob(
        [
            (x - 44, y - 420),
            (x + 44, y - 420),
            (x + 66, y - 350),
            (x + 40, y - 270),
            (x + 110, y - 60),
            (x, y - 46),
            (x - 110, y - 60),
            (x - 40, y - 270),
            (x - 66, y - 350),
        ],
        colour,
    )
    c.line([(x - 42, y - 272), (x + 42, y - 272)], 9, light(colour, 0.35))
