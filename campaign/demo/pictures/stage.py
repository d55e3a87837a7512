"""What every scene gets: the canvas, chance, the cast, and where the main figure stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from campaign.demo.pictures.canvas import Canvas
from campaign.demo.pictures.clothes import Outfit
from campaign.demo.pictures.figure import Figure
from campaign.demo.pictures.looks import Look
from campaign.demo.pictures.palette import (
    BLUSH,
    MIST,
    PINE,
    PLUM,
    ROSE,
    SAND,
    SIGNAL,
    TEAL,
    TEAL_SOFT,
    light,
)

WALLS = (MIST, SAND, BLUSH, light(TEAL_SOFT, 0.45))
SCARVES = (PLUM, PINE, ROSE, TEAL)


@dataclass
class Stage:
    """One picture in the making; `heads` holds the boxes of the heads in pixels, `hats` the headwear."""

    canvas: Canvas
    rng: Random
    cast: tuple[Look, ...]
    heads: list[tuple[int, int, int, int]] = field(default_factory=list)
    hats: list[str] = field(default_factory=list)

    @property
    def wide(self) -> bool:
        return self.canvas.width > 1100

    @property
    def centre(self) -> float:
        """Where the main figure stands: nearly the middle upright, the golden cut when wide."""
        return self.canvas.width * (0.38 if self.wide else 0.52)

    def dot(self, x: float, y: float, r: float = 26) -> None:
        """The full stop, the campaign's signature: one warm dot in each picture."""
        self.canvas.circle(x, y, r, SIGNAL)

    def figure(self, index: int, outfit: Outfit, x: float, y: float, scale: float = 1.45) -> Figure:
        """Draw the body of a cast member with the pit of the neck at (x, y); the arms follow later."""
        if outfit.scarf in (outfit.shirt, outfit.over):
            outfit = replace(
                outfit, scarf=next(one for one in SCARVES if one not in (outfit.shirt, outfit.over))
            )
        person = Figure(self.canvas.place(x, y, scale), self.cast[index], outfit, x, y, scale)
        person.body()
        self.heads.append(person.head_box())
        self.hats.append(outfit.headwear)
        return person

    def pick(self, *choices: str) -> str:
        """One of the choices by chance."""
        return self.rng.choice(choices)
