"""People from the hips up: torso, clothes of the trade, arms that reach for a point.

Local units as in `head`: (0, 0) is the pit of the neck; shoulders lie near y = 60, hips near y = 400.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from campaign.demo.pictures.canvas import Canvas, Point, curve
from campaign.demo.pictures.clothes import CLOTHES, Outfit
from campaign.demo.pictures.head import draw_back, draw_head
from campaign.demo.pictures.looks import Look
from campaign.demo.pictures.palette import shade

UPPER_ARM, FOREARM = 168.0, 156.0
# Arms seen from the front are foreshortened: no elbow sticks out further from the line to the hand.
ELBOW_OUT = 66.0


def torso(half: float) -> list[Point]:
    """The outline of shoulders, waist and hips; `half` is half the shoulder width."""
    right: list[Point] = [
        (0, 2),
        (24, 0),
        (46, 14),
        (half - 18, 32),
        (half, 66),
        (half - 4, 150),
        (half - 12, 260),
        (half - 4, 400),
        (half + 2, 680),
    ]
    side = curve(right, closed=False)
    return [*side, *((-x, y) for x, y in reversed(side))]


def elbow(shoulder: Point, hand: Point, bend: float) -> Point:
    """Where the elbow lies; `bend` +1 or -1 chooses the side (two-bone inverse kinematics)."""
    dx, dy = hand[0] - shoulder[0], hand[1] - shoulder[1]
    reach = min(max(math.hypot(dx, dy), 40.0), UPPER_ARM + FOREARM - 1)
    along = (UPPER_ARM**2 - FOREARM**2 + reach**2) / (2 * reach)
    off = min(math.sqrt(max(UPPER_ARM**2 - along**2, 0.0)), ELBOW_OUT) * bend
    length = math.hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    return shoulder[0] + ux * along - uy * off, shoulder[1] + uy * along + ux * off


@dataclass(frozen=True)
class Figure:
    """A person at a place of the picture. Draw `body` first, then the table, then the arms."""

    canvas: Canvas
    person: Look
    outfit: Outfit
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0

    @property
    def half(self) -> float:
        return 98.0 if self.person.woman else 110.0

    def body(self) -> None:
        """Everything but the arms."""
        c, person = self.canvas, self.person
        draw_back(c, person)
        c.blob([(-27, -62), (27, -62), (30, 6), (0, 34), (-30, 6)], shade(person.skin, 0.12))
        c.poly(torso(self.half), self.outfit.shirt)
        c.blob([(-27, -4), (27, -4), (20, 18), (0, 30), (-20, 18)], shade(person.skin, 0.12))
        CLOTHES[self.outfit.kind](c, self.outfit, self.half)
        draw_head(c, person, self.outfit.headwear, self.outfit.scarf)

    def reach(self, side: int, x: float, y: float, bend: float = 0.0, grip: bool = True) -> None:
        """Like `arm`, with the hand's place in units of the picture."""
        self.arm(side, ((x - self.x) / self.scale, (y - self.y) / self.scale), bend, grip)

    def arm(self, side: int, hand: Point, bend: float = 0.0, grip: bool = True) -> None:
        """An arm from the left (-1) or right (+1) shoulder to the hand; elbows point outwards unless told."""
        c, outfit = self.canvas, self.outfit
        shoulder = (side * (self.half - 24), 72.0)
        joint = elbow(shoulder, hand, bend or -side)
        sleeve, skin = outfit.sleeve, self.person.skin
        c.limb([_towards(shoulder, joint, 0.42), joint], [60, 52], shade(sleeve, 0.22))
        c.limb([joint, hand], [48, 36], shade(sleeve if outfit.long_sleeves else skin, 0.18))
        inner = (joint[0] - side * 2, joint[1] - 3)
        if outfit.long_sleeves:
            cuff = _towards(joint, hand, 0.86)
            c.limb([joint, hand], [40, 30], skin)
            c.limb([(shoulder[0], shoulder[1] - 1), inner, (cuff[0], cuff[1] - 2)], [58, 48, 39], sleeve)
        else:
            c.limb([inner, hand], [42, 31], skin)
            c.limb([_towards(shoulder, joint, 0.8), inner], [44, 43], skin)
            c.limb([(shoulder[0], shoulder[1] - 1), _towards(shoulder, joint, 0.66)], [58, 54], sleeve)
        self._hand(hand, _towards(joint, hand, 1.12), side, grip)

    def _hand(self, at: Point, ahead: Point, side: int, grip: bool) -> None:
        c, skin = self.canvas, self.person.skin
        c.circle(*ahead, 20, skin)
        c.circle(*at, 17, skin)
        if grip:
            dark = shade(skin, 0.22)
            for step in (-7, 1, 9):
                c.line([(ahead[0] - 4, ahead[1] + step), (ahead[0] + 9, ahead[1] + step + 1)], 2.6, dark)
        else:
            c.limb([at, (ahead[0] - side * 20, ahead[1] - 10)], [14, 11], skin)

    def head_box(self) -> tuple[int, int, int, int]:
        """Centre x, centre y, width, height of the head in pixels of the finished picture."""
        x0, y0 = self.canvas.pixel(-80, -200)
        x1, y1 = self.canvas.pixel(80, -10)
        return (x0 + x1) // 2, (y0 + y1) // 2, abs(x1 - x0), abs(y1 - y0)


def _towards(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
