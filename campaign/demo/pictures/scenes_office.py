"""Office, counselling, classroom: people at a desk."""

from __future__ import annotations

from campaign.demo.pictures.canvas import Canvas
from campaign.demo.pictures.clothes import Outfit
from campaign.demo.pictures.interior import daylight, desk, picture, plant, room, shelf, window
from campaign.demo.pictures.palette import (
    BLUSH,
    BRICK,
    CLAY,
    CREAM,
    DUNE,
    MIST,
    OCHRE,
    PETROL,
    PETROL_DEEP,
    PINE,
    PLUM,
    ROSE,
    SAGE,
    SAND,
    STEEL,
    STEEL_DARK,
    TEAL,
    TEAL_SOFT,
    light,
    shade,
)
from campaign.demo.pictures.stage import SCARVES, WALLS, Stage


def _mug(c: Canvas, x: float, y: float, colour: str) -> None:
    c.line([(x + 30, y - 58), (x + 54, y - 44), (x + 30, y - 22)], 9, colour, smooth=True)
    c.poly([(x - 34, y - 76), (x + 34, y - 76), (x + 28, y), (x - 28, y)], colour)
    c.ellipse(x, y - 76, 34, 8, shade(colour, 0.25))


def _papers(c: Canvas, x: float, y: float) -> None:
    for dx, dy, colour in ((16, -6, SAND), (0, -14, CREAM)):
        c.poly(
            [
                (x + dx, y + dy),
                (x + dx + 210, y + dy),
                (x + dx + 244, y + dy + 44),
                (x + dx - 22, y + dy + 44),
            ],
            colour,
        )
    for i in range(3):
        c.line([(x + 26 - i * 5, y - 4 + i * 11), (x + 176 + i * 3, y - 4 + i * 11)], 3.4, TEAL_SOFT)


def _laptop(c: Canvas, x: float, y: float) -> None:
    c.poly([(x - 128, y - 172), (x + 128, y - 172), (x + 146, y), (x - 146, y)], STEEL)
    c.circle(x, y - 88, 15, STEEL_DARK)
    c.rect(x - 160, y - 8, 320, 16, STEEL_DARK, r=6)


def buero(s: Stage) -> None:
    """At a desk with a laptop; folders, plant and window behind."""
    c, cx = s.canvas, s.centre
    room(c, s.pick(*WALLS), DUNE, 880)
    left = cx - 380 if not s.wide else cx - 580
    window(c, s.rng, left, 120, 270, 360, "stadt")
    daylight(c, left, 120, 270, 360)
    for y in (270, 440):
        shelf(c, s.rng, cx + 170, y, 240 if not s.wide else 420)
    if s.wide:
        picture(c, cx + 700, 160, 220, 160, s.rng)
        plant(c, c.width - 130, 880, 2.2, PLUM)
    clerk = s.figure(
        0,
        Outfit(
            s.pick("blazer", "strickjacke", "hemd"),
            s.pick(OCHRE, ROSE, SAGE),
            s.pick(PETROL, PINE, PLUM),
            scarf=s.pick(*SCARVES),
        ),
        cx,
        410,
    )
    desk(c, 790)
    clerk.reach(-1, cx - 66, 782)
    clerk.reach(1, cx + 70, 782)
    _laptop(c, cx + 4, 826)
    _mug(c, cx - 250, 822, TEAL)
    _papers(c, cx + 190, 830)
    if s.wide:
        s.dot(cx - 300, 870)
        _papers(c, cx + 560, 840)
    else:
        s.dot(cx + 260, 756)
        plant(c, cx - 330, 800, 0.8)


def beratung(s: Stage) -> None:
    """Two people at a round table: a talk with paper, pen and coffee."""
    c, cx = s.canvas, s.canvas.width / 2
    _meeting_room(s, cx)
    gap = 188 if not s.wide else 240
    left = s.figure(
        0,
        Outfit(
            s.pick("blazer", "strickjacke"),
            s.pick(CREAM, SAND),
            s.pick(PETROL, PINE),
            scarf=s.pick(TEAL, PINE),
        ),
        cx - gap,
        440,
        1.28,
    )
    right = s.figure(
        1,
        Outfit(
            s.pick("pullover", "hemd", "jacke"),
            s.pick(ROSE, OCHRE, PLUM, SAGE),
            TEAL,
            scarf=s.pick(PLUM, OCHRE),
        ),
        cx + gap,
        470,
        1.24,
    )
    _round_table(s, cx)
    _papers(c, cx - 120, 850)
    left.reach(-1, cx - gap - 20, 836)
    left.reach(1, cx - 76, 816)
    c.limb([(cx - 36, 846), (cx - 62, 770)], [6, 9], PETROL_DEEP)
    right.reach(-1, cx + 136, 826, grip=False)
    right.reach(1, cx + gap + 40, 842)
    _mug(c, cx + gap + 116, 880, TEAL)
    s.dot(cx - gap - 92, 872)


def _meeting_room(s: Stage, cx: float) -> None:
    c = s.canvas
    room(c, s.pick(*WALLS), DUNE, 870, s.pick("", light(SAGE, 0.45)))
    window(c, s.rng, cx - 130, 96, 270, 330, "stadt")
    daylight(c, cx - 130, 96, 270, 330)
    if s.wide:
        shelf(c, s.rng, 90, 330, 360)
        shelf(c, s.rng, 90, 520, 360)
        picture(c, c.width - 400, 170, 250, 190, s.rng)
        plant(c, c.width - 150, 870, 2.1, OCHRE)
    else:
        plant(c, cx + 345, 800, 1.5, PLUM)


def _round_table(s: Stage, cx: float) -> None:
    c = s.canvas
    c.ellipse(cx, 872, 430 if not s.wide else 620, 92, light(CLAY, 0.35))
    c.poly(
        [(cx - 430 - 190 * s.wide, 872), (cx + 430 + 190 * s.wide, 872), (cx + 400, 1010), (cx - 400, 1010)],
        CLAY,
    )
    c.ellipse(cx, 860, 430 if not s.wide else 620, 88, light(CLAY, 0.35))


def klasse(s: Stage) -> None:
    """In a course room: board with curves behind, notebook in front."""
    c, cx = s.canvas, s.centre
    room(c, s.pick(SAND, MIST, BLUSH), DUNE, 880)
    _board(s, cx)
    if s.wide:
        window(c, s.rng, c.width - 480, 130, 260, 340, "stadt")
        plant(c, c.width - 110, 880, 1.8, BRICK)
    learner = s.figure(
        0,
        Outfit(
            s.pick("pullover", "hemd", "jacke"),
            s.pick(ROSE, OCHRE, TEAL_SOFT, PLUM),
            TEAL,
            scarf=s.pick(TEAL, PLUM, OCHRE),
        ),
        cx,
        430,
    )
    desk(c, 800)
    _papers(c, cx - 110, 836)
    learner.reach(-1, cx - 120, 812, grip=False)
    learner.reach(1, cx + 62, 812)
    c.limb([(cx + 44, 852), (cx + 84, 756)], [6, 10], PETROL)
    for i, colour in enumerate((PETROL, ROSE, OCHRE)):
        c.rect(cx - 340 + i * 6, 804 - i * 28, 170 - i * 14, 28, colour, r=4)
        c.rect(cx - 330 + i * 6, 810 - i * 28, 12, 16, light(colour, 0.5))
    s.dot(cx + 250, 806)


def _board(s: Stage, cx: float) -> None:
    c = s.canvas
    left = cx - 350 if not s.wide else cx - 420
    width = 640 if not s.wide else 900
    c.rect(left - 14, 106, width + 28, 408, CLAY, r=6)
    c.rect(left, 120, width, 380, PINE, r=3)
    for i in range(4):
        c.line([(left + 40, 170 + i * 50), (left + 150 + (i % 2) * 50, 170 + i * 50)], 6, SAGE)
    c.line([(left + width - 210, 430), (left + width - 210, 250)], 6, SAGE)
    c.line([(left + width - 210, 430), (left + width - 40, 430)], 6, SAGE)
    c.line(
        [(left + width - 200, 410), (left + width - 140, 360), (left + width - 60, 280)],
        7,
        OCHRE,
        smooth=True,
    )
