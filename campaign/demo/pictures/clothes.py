"""Clothes, drawn over the bare torso. Units as in `figure`; `half` is half the shoulder width."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from campaign.demo.pictures.canvas import Canvas, mirrored
from campaign.demo.pictures.palette import CREAM, DUNE, OCHRE, PETROL, light, shade


@dataclass(frozen=True)
class Outfit:
    """What a person wears: `shirt` colours the torso, `over` the piece on top, `scarf` a headscarf."""

    kind: str
    shirt: str
    over: str = PETROL
    sleeve_colour: str = ""
    long_sleeves: bool = True
    headwear: str = ""
    scarf: str = OCHRE

    @property
    def sleeve(self) -> str:
        if self.sleeve_colour:
            return self.sleeve_colour
        return self.over if self.kind in ("blazer", "strickjacke") else self.shirt


def _collar(c: Canvas, colour: str) -> None:
    for side in (-1, 1):
        c.poly([(side * 30, -12), (side * 52, 16), (side * 26, 50), (0, 26)], colour)
        c.line([(side * 26, 50), (0, 26)], 2.5, shade(colour, 0.2))


def _buttons(c: Canvas, colour: str, x: float, start: float, count: int, step: float = 62) -> None:
    for i in range(count):
        c.circle(x, start + i * step, 5.5, colour)


def jumper(c: Canvas, o: Outfit, half: float) -> None:
    """A plain jumper with a ribbed collar."""
    dark = shade(o.shirt, 0.16)
    c.line([(-30, -4), (-20, 22), (0, 32), (20, 22), (30, -4)], 13, dark, smooth=True)
    c.line([(-half + 22, 210), (-half + 34, 300)], 4, dark)
    c.line([(half - 22, 210), (half - 34, 300)], 4, dark)


def shirt(c: Canvas, o: Outfit, half: float) -> None:
    """A buttoned shirt with collar and breast pocket."""
    dark = shade(o.shirt, 0.18)
    c.line([(0, 30), (0, 640)], 3, dark)
    _collar(c, light(o.shirt, 0.22))
    _buttons(c, dark, 7, 82, 6)
    c.rect(half - 68, 128, 44, 50, dark, r=6, alpha=0.35)


def dungarees(c: Canvas, o: Outfit, half: float) -> None:
    """Bib and brace over a shirt."""
    jumper(c, o, half)
    dark = shade(o.over, 0.25)
    for side in (-1, 1):
        c.line([(side * 60, 26), (side * 50, 150)], 25, o.over)
    c.poly(
        [
            (-66, 138),
            (66, 138),
            (74, 262),
            (half - 6, 310),
            (half + 4, 690),
            (-half - 4, 690),
            (-half + 6, 310),
            (-74, 262),
        ],
        o.over,
    )
    c.rect(-34, 176, 68, 70, dark, r=8, alpha=0.5)
    c.line([(-34, 198), (34, 198)], 3, light(o.over, 0.2))
    for side in (-1, 1):
        c.circle(side * 50, 156, 8.5, CREAM)


def apron(c: Canvas, o: Outfit, half: float) -> None:
    """A bib apron tied round the waist."""
    shirt(c, Outfit(o.kind, o.shirt), half)
    for side in (-1, 1):
        c.line([(side * 40, 2), (side * 56, 112)], 10, o.over)
    c.poly(
        [
            (-60, 104),
            (60, 104),
            (68, 232),
            (half - 2, 290),
            (half + 2, 690),
            (-half - 2, 690),
            (-half + 2, 290),
            (-68, 232),
        ],
        o.over,
    )
    dark = shade(o.over, 0.22)
    c.line([(-half + 4, 288), (half - 4, 288)], 7, dark)
    c.rect(-46, 330, 92, 84, dark, r=10, alpha=0.35)


def safety_vest(c: Canvas, o: Outfit, half: float) -> None:
    """A warning vest with reflecting bands, open at the neck."""
    jumper(c, o, half)
    c.poly(
        [
            (-46, 16),
            (-half + 20, 34),
            (-half + 4, 72),
            (-half + 12, 260),
            (-half, 690),
            (half, 690),
            (half - 12, 260),
            (half - 4, 72),
            (half - 20, 34),
            (46, 16),
            (0, 150),
        ],
        o.over,
    )
    for y in (216, 300):
        c.poly([(-half + 9, y), (half - 9, y), (half - 9, y + 26), (-half + 9, y + 26)], CREAM)
    for side in (-1, 1):
        c.poly([(side * 50, 20), (side * 74, 28), (side * 74, 216), (side * 50, 216)], CREAM)
    c.line([(0, 150), (0, 690)], 4, shade(o.over, 0.3))


def tunic(c: Canvas, o: Outfit, half: float) -> None:
    """A nurse's tunic with a V-neck and a pocket for pens."""
    c.poly([(-34, -2), (34, -2), (0, 76)], light(o.over, 0.3))
    c.line([(-36, -4), (0, 78), (36, -4)], 11, o.over)
    dark = shade(o.shirt, 0.16)
    c.rect(half - 76, 140, 52, 60, dark, r=6, alpha=0.55)
    c.line([(half - 64, 122), (half - 64, 156)], 6, o.over)
    c.line([(half - 48, 128), (half - 48, 156)], 6, CREAM)
    for side in (-1, 1):
        c.rect(side * 52 - 32, 330, 64, 70, dark, r=8, alpha=0.4)


def chef_jacket(c: Canvas, o: Outfit, half: float) -> None:
    """A double-breasted cook's jacket."""
    dark = shade(o.shirt, 0.2)
    c.line([(34, 20), (14, 90), (14, 640)], 4, dark)
    c.poly([(-32, -10), (0, 28), (32, -10), (44, 14), (6, 54), (-6, 54), (-44, 14)], light(o.shirt, 0.5))
    c.line([(-44, 14), (-6, 54), (6, 54), (44, 14)], 3, dark)
    for x in (-36, 44):
        _buttons(c, o.over, x, 104, 4, 58)


def blazer(c: Canvas, o: Outfit, half: float) -> None:
    """A jacket with lapels over a light top."""
    c.poly(
        [
            (-48, 10),
            (-half + 18, 30),
            (-half - 2, 72),
            (-half + 8, 260),
            (-half - 4, 690),
            (0, 690),
            (0, 250),
        ],
        o.over,
    )
    c.poly(
        [(48, 10), (half - 18, 30), (half + 2, 72), (half - 8, 260), (half + 4, 690), (0, 690), (0, 250)],
        o.over,
    )
    dark = shade(o.over, 0.28)
    for side in (-1, 1):
        c.poly(
            [(side * 34, -6), (side * 62, 30), (side * 52, 96), (side * 66, 116), (0, 262)],
            light(o.over, 0.12),
        )
        c.line([(side * 62, 30), (side * 52, 96), (side * 66, 116), (0, 262)], 3, dark)
    _buttons(c, dark, 4, 290, 2, 66)


def cardigan(c: Canvas, o: Outfit, half: float) -> None:
    """An open cardigan over a shirt."""
    c.line([(-28, 0), (0, 30), (28, 0)], 7, shade(o.shirt, 0.15), smooth=True)
    for side in (-1, 1):
        c.poly(
            [
                (side * 34, 2),
                (side * (half - 18), 30),
                (side * (half + 1), 72),
                (side * (half - 10), 260),
                (side * (half + 3), 690),
                (side * 40, 690),
                (side * 34, 200),
            ],
            o.over,
        )
        c.line([(side * 34, 4), (side * 34, 200), (side * 40, 680)], 9, shade(o.over, 0.18), smooth=True)


def work_jacket(c: Canvas, o: Outfit, half: float) -> None:
    """A zipped work jacket with a stand-up collar and a band across the chest."""
    c.poly([(-half + 2, 150), (half - 2, 150), (half - 5, 184), (-half + 5, 184)], o.over)
    c.blob(
        mirrored([(0, 20), (18, 4), (34, -22), (50, -4), (50, 18), (20, 40), (0, 44)]), shade(o.shirt, 0.16)
    )
    c.line([(0, 30), (0, 640)], 4, shade(o.shirt, 0.35))
    c.rect(-9, 46, 18, 22, DUNE, r=6)


CLOTHES: dict[str, Callable[[Canvas, Outfit, float], None]] = {
    "pullover": jumper,
    "hemd": shirt,
    "latzhose": dungarees,
    "schuerze": apron,
    "weste": safety_vest,
    "kasack": tunic,
    "kochjacke": chef_jacket,
    "blazer": blazer,
    "strickjacke": cardigan,
    "jacke": work_jacket,
}
