"""Words as outlines: the campaign's own typeface, set with its kerning, so that a logo needs no font anywhere."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from campaign.material.typeface import Face

Point = tuple[float, float]
# ("M", (to,)), ("L", (to,)), ("C", (control, control, to)); each contour begins with M and closes by itself.
Contour = tuple[tuple[str, tuple[Point, ...]], ...]
Glyph = tuple[Contour, ...]


@dataclass(frozen=True)
class Line:
    """A line of type: its outlines, letter by letter, and how far it runs; y grows downwards, 0 is the baseline."""

    glyphs: tuple[Glyph, ...]
    width: float


@cache
def face(weight: int) -> "Face":
    """Return a weight (400, 600, 700); read once per process, and with the first one what reads it."""
    from campaign.material.typeface import Face

    return Face(weight)
