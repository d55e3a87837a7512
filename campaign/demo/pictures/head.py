"""Heads: outline, simple face, hair, headscarf and headwear.

Local units: the pit of the neck is (0, 0), the chin at y = -28, the top of the skull at y = -182.
"""

from __future__ import annotations

import math

from campaign.demo.pictures.canvas import Canvas, Point, mirrored
from campaign.demo.pictures.looks import UNDER_SCARF, Look
from campaign.demo.pictures.palette import (
    CREAM,
    DUNE,
    INK,
    MUSTARD,
    OCHRE,
    PETROL,
    PETROL_DEEP,
    RUST,
    light,
    mix,
    shade,
)

SKULL = mirrored([(0, -182), (34, -176), (56, -150), (61, -112), (56, -72), (37, -40), (14, -28), (0, -27)])
BACK_HAIR: dict[str, list[Point]] = {
    "bob": mirrored([(0, -204), (46, -194), (74, -152), (80, -100), (78, -46), (58, -28), (0, -34)]),
    "lang": mirrored([(0, -204), (46, -194), (76, -152), (82, -90), (90, -20), (86, 62), (48, 84), (0, 70)]),
    "zopf": [
        (20, -184),
        (66, -186),
        (102, -140),
        (108, -70),
        (96, -4),
        (82, 30),
        (70, -10),
        (66, -80),
        (40, -130),
    ],
}
CAP_STRAIGHT = mirrored(
    [(0, -201), (40, -193), (66, -160), (70, -118), (62, -96), (57, -120), (42, -150), (0, -156)]
)
# fmt: off
FRONT_HAIR: dict[str, list[Point]] = {
    "kurz": [
        (-62, -104), (-70, -138), (-54, -182), (-4, -200), (50, -188), (70, -144), (62, -104),
        (55, -122), (46, -146), (10, -152), (-30, -144), (-52, -126),
    ],
    "tolle": [
        (-62, -106), (-69, -140), (-60, -176), (-30, -206), (24, -214), (62, -190), (70, -146), (62, -106),
        (54, -128), (40, -160), (0, -164), (-36, -154), (-54, -132),
    ],
    "bob": [
        (-64, -90), (-73, -140), (-50, -188), (0, -202), (50, -188), (73, -140), (64, -90),
        (56, -124), (34, -154), (10, -160), (-20, -142), (-52, -118),
    ],
    "lang": mirrored([(0, -200), (46, -190), (73, -144), (66, -84), (55, -122), (34, -150), (4, -166)]),
    "dutt": CAP_STRAIGHT,
    "zopf": [
        (-62, -98), (-70, -140), (-50, -186), (0, -201), (50, -188), (70, -140), (62, -98),
        (52, -134), (10, -158), (-26, -150), (-54, -124),
    ],
    "kranz": [(-58, -100), (-70, -112), (-66, -142), (-54, -148), (-56, -122)],
}
# fmt: on
BEARD = mirrored([(0, -82), (26, -80), (46, -88), (61, -108), (58, -66), (38, -30), (14, -16), (0, -14)])
SCARF = mirrored(
    [(0, -206), (44, -194), (72, -150), (76, -100), (68, -46), (84, 6), (96, 44), (56, 84), (0, 98)]
)


def draw_back(c: Canvas, person: Look) -> None:
    """Hair that falls behind neck and shoulders."""
    colour = shade(person.hair_colour, 0.18)
    if person.hair in BACK_HAIR:
        c.blob(BACK_HAIR[person.hair], colour)
    elif person.hair == "dutt":
        c.circle(0, -214, 32, colour)
    elif person.hair == "afro":
        _puffs(c, person.hair_colour, 68, 34, 150, 390)


def draw_head(c: Canvas, person: Look, headwear: str, scarf_colour: str) -> None:
    """Head, face, hair and what is worn on the head; the neck belongs to the body."""
    if person.scarf:
        _scarf(c, person, scarf_colour)
    else:
        for side in (-1, 1):
            c.ellipse(side * 61, -100, 11, 17, shade(person.skin, 0.08))
        c.blob(SKULL, person.skin)
    for side in (-1, 1):
        c.ellipse(side * 37 + person.turn * 6, -82, 12, 8.5, "#D9694A", 0.22)
    if person.beard:
        c.blob(BEARD, person.hair_colour)
    _face(c, person)
    _front_hair(c, person)
    if headwear and not (person.scarf and headwear in UNDER_SCARF):
        HEADWEAR[headwear](c)


def _scarf(c: Canvas, person: Look, colour: str) -> None:
    c.blob(SCARF, colour)
    dark = shade(colour, 0.18)
    c.line([(-58, -34), (-30, -8), (8, 8), (60, 18)], 5, dark, smooth=True)
    c.line([(-66, 8), (-20, 34), (40, 44)], 5, dark, smooth=True)
    c.line([(62, -150), (69, -110), (62, -60)], 4, dark, smooth=True)
    c.blob(
        mirrored([(0, -168), (30, -162), (48, -138), (53, -104), (46, -62), (26, -36), (0, -29)]), person.skin
    )


def _face(c: Canvas, person: Look) -> None:
    shift = person.turn * 9
    dark_skin = person.skin in ("#8A5637", "#623B28")
    feature = mix(person.skin, "#3A1A12" if dark_skin else RUST, 0.55)
    for side in (-1, 1):
        x = side * 24 + shift
        c.ellipse(x, -104, 5.2, 6.6, INK)
        c.circle(x + 1.8, -106.4, 1.7, CREAM)
        if person.woman:
            c.line([(x + side * 3, -109.5), (x + side * 9, -113)], 3, INK)
        brow = (
            mix(person.hair_colour, INK, 0.35) if person.age != "alt" else mix(person.hair_colour, INK, 0.2)
        )
        c.line([(x - side * 11, -127.5), (x, -129), (x + side * 12, -123.5)], 4.6, brow, smooth=True)
    c.line(
        [(shift + 1, -102), (shift + 6 * (1 if person.turn > 0 else -1), -84), (shift - 1, -81)],
        3.6,
        feature,
        True,
    )
    _mouth(c, person, shift, feature)
    if person.age == "alt":
        for side in (-1, 1):
            c.line([(side * 42 + shift, -108), (side * 47 + shift, -104)], 2.4, feature)
    if person.glasses:
        _glasses(c, shift)


def _mouth(c: Canvas, person: Look, shift: float, feature: str) -> None:
    if person.open_smile:
        c.poly(
            [(shift + x, -64 + _bow(x, 20, 2)) for x in range(-20, 21, 4)]
            + [(shift + x, -64 + _bow(x, 20, 15)) for x in range(20, -21, -4)],
            "#7A2E25",
        )
        c.poly(
            [(shift + x, -64 + _bow(x, 20, 2)) for x in range(-17, 18, 2)]
            + [(shift + x, -64 + _bow(x, 19, 7)) for x in range(17, -18, -2)],
            CREAM,
        )
    else:
        lips = mix(feature, "#7A2E25", 0.4)
        c.line(
            [(shift - 17, -63), (shift - 6, -56.5), (shift + 7, -56.5), (shift + 18, -64)],
            4.4,
            lips,
            smooth=True,
        )


def _bow(x: float, half: float, depth: float) -> float:
    return depth * (1 - (x / half) ** 2)


def _glasses(c: Canvas, shift: float) -> None:
    for side in (-1, 1):
        ring = [(side * 24 + shift + 17 * math.cos(a), -103 + 15 * math.sin(a)) for a in _angles(0, 360, 26)]
        c.line(ring, 3.2, PETROL_DEEP)
        c.line([(side * 41 + shift, -105), (side * 60, -108)], 3.2, PETROL_DEEP)
    c.line([(shift - 7, -105), (shift + 7, -105)], 3.2, PETROL_DEEP)


def _angles(start: float, end: float, count: int) -> list[float]:
    return [math.radians(start + (end - start) * i / (count - 1)) for i in range(count)]


def _puffs(c: Canvas, colour: str, radius: float, size: float, start: float, end: float) -> None:
    for angle in _angles(start, end, 13):
        c.circle(radius * math.cos(angle), -118 + radius * math.sin(angle), size, colour)
    c.circle(0, -128, radius, colour)


def _front_hair(c: Canvas, person: Look) -> None:
    colour, hair = person.hair_colour, person.hair
    if hair == "locken":
        for i, angle in enumerate(_angles(188, 352, 9)):
            c.circle(56 * math.cos(angle), -128 + 58 * math.sin(angle), 21 + 3 * (i % 2), colour)
        c.blob([(-52, -142), (-30, -186), (30, -186), (52, -142), (20, -156), (-20, -154)], colour)
    elif hair == "afro":
        c.blob(
            mirrored([(0, -206), (44, -196), (70, -150), (64, -112), (54, -140), (30, -158), (0, -160)]),
            colour,
        )
    elif hair == "kranz":
        c.blob(FRONT_HAIR["kranz"], colour)
        c.blob([(-x, y) for x, y in FRONT_HAIR["kranz"]], colour)
    elif hair in FRONT_HAIR:
        c.blob(FRONT_HAIR[hair], colour)
        c.line([(-30, -182), (6, -190), (38, -176)], 4, light(colour, 0.14), smooth=True)


def _helmet(c: Canvas) -> None:
    c.blob(mirrored([(0, -222), (44, -214), (72, -176), (76, -146), (40, -150), (0, -152)]), OCHRE)
    c.rect(-14, -226, 28, 70, light(OCHRE, 0.35), r=12)
    c.rect(-88, -156, 176, 18, MUSTARD, r=9)


def _cook_hat(c: Canvas) -> None:
    for x, y, r in ((-46, -216, 38), (46, -216, 38), (0, -232, 48)):
        c.circle(x, y, r, CREAM)
    c.rect(-62, -206, 124, 52, CREAM, r=8)
    c.line([(-58, -168), (58, -168)], 5, DUNE)
    for x in (-24, 16):
        c.line([(x, -220), (x + 4, -190)], 4, DUNE)


def _beanie(c: Canvas) -> None:
    c.blob(mirrored([(0, -222), (46, -208), (70, -166), (70, -138), (36, -142), (0, -144)]), PETROL)
    c.rect(-73, -160, 146, 30, PETROL_DEEP, r=13)


def _peaked_cap(c: Canvas) -> None:
    c.blob(mirrored([(0, -212), (44, -202), (70, -166), (68, -138), (36, -144), (0, -146)]), PETROL)
    c.blob([(-20, -152), (40, -154), (96, -142), (92, -128), (30, -136)], PETROL_DEEP)


def _baker_cap(c: Canvas) -> None:
    c.blob([(-66, -142), (-58, -180), (-10, -206), (50, -200), (70, -146), (30, -154), (-20, -152)], CREAM)
    c.line([(-62, -150), (0, -162), (66, -152)], 6, DUNE, smooth=True)


HEADWEAR = {
    "helm": _helmet,
    "haube": _cook_hat,
    "muetze": _beanie,
    "schirm": _peaked_cap,
    "schiffchen": _baker_cap,
}
