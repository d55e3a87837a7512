"""Care and childcare: people who work for others' daily life."""

from __future__ import annotations

from campaign.demo.pictures.canvas import Canvas
from campaign.demo.pictures.clothes import Outfit
from campaign.demo.pictures.interior import daylight, lamp, picture, plant, room, window
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
    RUST,
    SAGE,
    TEAL,
    TEAL_SOFT,
    light,
    shade,
)
from campaign.demo.pictures.stage import SCARVES, WALLS, Stage


def pflege(s: Stage) -> None:
    """A carer beside a bed in which an old person sits."""
    c, cx = s.canvas, s.centre
    room(c, s.pick(*WALLS), CLAY, 880, s.pick(light(SAGE, 0.5), ""))
    left = cx + 130 if not s.wide else cx + 330
    window(c, s.rng, left, 110, 220, 310, "land")
    daylight(c, left, 110, 220, 310)
    picture(c, cx - 370, 150, 150, 120, s.rng)
    if s.wide:
        picture(c, 70, 170, 170, 210, s.rng)
        lamp(c, c.width - 250, 240, PLUM)
        plant(c, c.width - 110, 880, 1.7)
    carer_x = cx - 190
    carer = s.figure(
        0,
        Outfit(
            "kasack",
            s.pick(TEAL_SOFT, SAGE, ROSE),
            s.pick(PETROL, PINE),
            long_sleeves=False,
            scarf=s.pick(*SCARVES),
        ),
        carer_x,
        378,
        1.34,
    )
    _bed(s, cx)
    patient = s.figure(
        1, Outfit("strickjacke", CREAM, s.pick(PLUM, TEAL, OCHRE), scarf=PLUM), cx + 190, 612, 0.98
    )
    _blanket(c, cx, s.pick(SAGE, ROSE, OCHRE))
    patient.reach(1, cx + 236, 806)
    c.poly([(cx + 152, 752), (cx + 224, 752), (cx + 216, 818), (cx + 160, 818)], PETROL)
    c.ellipse(cx + 188, 752, 36, 8, PETROL_DEEP)
    patient.reach(-1, cx + 166, 806)
    carer.reach(1, cx - 44, 792)
    carer.reach(-1, carer_x - 110, 800)


def _bed(s: Stage, cx: float) -> None:
    c = s.canvas
    c.rect(cx + 330, 540, 34, 460, shade(CLAY, 0.3), r=10)
    c.blob(
        [(cx + 40, 620), (cx + 90, 560), (cx + 270, 552), (cx + 330, 600), (cx + 334, 790), (cx + 50, 800)],
        CREAM,
    )
    c.line([(cx + 74, 640), (cx + 70, 770)], 5, DUNE)
    s.dot(cx + 347, 512, 27)


def _blanket(c: Canvas, cx: float, colour: str) -> None:
    start = -40 if cx < 600 else cx - 560
    c.blob(
        [
            (start - 30, 860),
            (start + 60, 812),
            (cx - 60, 800),
            (cx + 150, 810),
            (cx + 330, 824),
            (cx + 344, 900),
            (cx + 344, 1060),
            (start - 30, 1060),
        ],
        colour,
    )
    dark = shade(colour, 0.2)
    for i in range(3):
        c.line(
            [(start, 884 + i * 44), (cx + 100, 860 + i * 44), (cx + 336, 876 + i * 44)], 6, dark, smooth=True
        )
    if start > 0:
        c.rect(start - 60, 690, 34, 310, shade(CLAY, 0.3), r=10)


def kita(s: Stage) -> None:
    """An educator and a child behind building bricks; drawings on the wall."""
    c, cx = s.canvas, s.centre
    room(c, s.pick(*WALLS), DUNE, 860, s.pick(light(OCHRE, 0.6), ""))
    _garland(c)
    _child_drawings(s, cx - 372, 150)
    if s.wide:
        window(c, s.rng, cx + 420, 130, 280, 320, "land")
        plant(c, c.width - 110, 860, 1.5, OCHRE)
        _child_drawings(s, 60, 330)
    else:
        window(c, s.rng, cx + 210, 130, 240, 300, "land")
    grown = s.figure(
        0,
        Outfit("pullover", s.pick(TEAL, PLUM, PINE, ROSE), scarf=s.pick(SAGE, OCHRE, ROSE)),
        cx - 80,
        392,
        1.4,
    )
    child_x = cx + 200
    child = s.figure(1, Outfit("latzhose", OCHRE, s.pick(PETROL, BRICK), scarf=PLUM), child_x, 618, 1.02)
    c.rect(0, 830, c.width, 170, CLAY)
    c.rect(0, 820, c.width, 26, light(CLAY, 0.4))
    _bricks(s, cx)
    grown.reach(-1, cx - 200, 790)
    grown.reach(1, cx + 20, 726)
    child.reach(-1, child_x - 92, 770)
    child.reach(1, child_x + 96, 806)


def _bricks(s: Stage, cx: float) -> None:
    c = s.canvas
    for x, y, w, h, colour in (
        (20, 740, 82, 82, PETROL),
        (-70, 740, 82, 82, ROSE),
        (-26, 656, 82, 82, OCHRE),
        (-386, 772, 90, 50, SAGE),
        (300, 750, 70, 72, PINE),
    ):
        c.rect(cx + x, y, w, h, colour, r=6)
        c.rect(cx + x + 12, y + 10, w - 24, 8, light(colour, 0.35), r=4)
    c.poly([(cx - 30, 652), (cx + 15, 590), (cx + 60, 652)], BRICK)
    s.dot(cx - 341, 736, 36)


def _garland(c: Canvas) -> None:
    for i in range(int(c.width // 80) + 1):
        y = 46 + 18 * ((i % 5) - 2) ** 2 / 4
        c.poly(
            [(i * 80 + 8, y), (i * 80 + 66, y + 4), (i * 80 + 36, y + 58)],
            (PETROL, OCHRE, ROSE, SAGE, PLUM)[i % 5],
        )


def _child_drawings(s: Stage, x: float, y: float) -> None:
    for i, colour in enumerate((light(OCHRE, 0.6), CREAM)):
        sheet = s.canvas.place(x + 12 + i * 14, y + i * 190, turn=-4 + i * 7)
        sheet.rect(0, 0, 150, 166, colour)
        if i == 0:
            sheet.poly([(34, 90), (76, 46), (118, 90)], BRICK)
            sheet.rect(44, 90, 64, 54, TEAL_SOFT)
            sheet.rect(68, 110, 20, 34, RUST)
        else:
            sheet.line([(20, 140), (60, 128), (132, 142)], 6, LEAF, smooth=True)
            sheet.line([(60, 130), (62, 80)], 6, RUST)
            sheet.circle(62, 64, 32, SAGE)
            sheet.blob([(104, 60), (118, 44), (132, 60), (118, 76)], OCHRE)
