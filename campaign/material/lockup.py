"""The campaign's logo, alone or with the name of a centre beside it: layout and colours. No database.

The associations' own logo files are not part of the software; this is the word mark of the website.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise
from typing import Final

from campaign.material.outlines import Glyph, face

NAME, CLAIM = "Kommunale Jobcenter", "Stark. Sozial. Vor Ort."
NAME_SIZE, CLAIM_SIZE, CENTRE_SIZE, LEADING = 26.0, 21.0, 21.0, 27.0
# Space around everything, left and right of the rule, and the rule's own breadth.
MARGIN, GAP, RULE = 13.0, 16.0, 1.6
# So long a line of a centre's name may be, against the word mark; only a longer single word breaks the rule.
WIDTH: Final = 1.2
# Words up to this length without a capital (der, für, und) do not end a line.
SMALL: Final = 4
# Words that say what the next one is the name of.
TRAEGER: Final = frozenset({"Kreis", "Landkreis", "Stadt", "Landeshauptstadt", "Hansestadt", "Region"})


class Ground(StrEnum):
    """What the logo stands on; the values are parts of file names."""

    LIGHT = "farbe-heller-grund"
    DARK = "farbe-dunkler-grund"
    BLACK = "schwarz"
    WHITE = "weiss"


GROUND_LABELS: Final = {
    Ground.LIGHT: "Farbig, für hellen Grund",
    Ground.DARK: "Farbig, für dunklen Grund",
    Ground.BLACK: "Einfarbig schwarz",
    Ground.WHITE: "Einfarbig weiß",
}
# Colour of the letters and of the full stops (static/css/campaign.css: --ink, --signal, --on-deep, --signal-on-deep).
COLOURS: Final = {
    Ground.LIGHT: ("#17211f", "#d9480f"),
    Ground.DARK: ("#faf6ee", "#ff8a57"),
    Ground.BLACK: ("#000000", "#000000"),
    Ground.WHITE: ("#ffffff", "#ffffff"),
}


@dataclass(frozen=True)
class Shape:
    """Outlines in one colour."""

    colour: str
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True)
class Drawing:
    """A logo: size in points, shapes, and what it is in words for who does not see it."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str


def draw(ground: Ground, centre: str = "") -> Drawing:
    """Return the logo for a ground; `centre` is the name of a Jobcenter that stands beside it."""
    ink, dot = COLOURS[ground]
    mark_end = MARGIN + max(_length(NAME, 700, NAME_SIZE), _length(CLAIM, 400, CLAIM_SIZE))
    lines = broken(centre, (mark_end - MARGIN) * WIDTH) if centre else []
    first = _first_baseline(len(lines))
    top = min(-_cap(700, NAME_SIZE), first - _cap(600, CENTRE_SIZE) if lines else 0)
    bottom = max(LEADING, first + (len(lines) - 1) * LEADING)
    down = MARGIN - top
    letters, dots = _mark(down)
    end = mark_end
    if lines:
        letters.append(_bar(mark_end + GAP, top + down, RULE, bottom - top))
        x = mark_end + GAP + RULE + GAP
        for number, text in enumerate(lines):
            line = face(600).line(text, CENTRE_SIZE, x, first + number * LEADING + down)
            letters.extend(line.glyphs)
            end = max(end, x + line.width)
    return Drawing(
        width=round(end + MARGIN, 2),
        height=round(bottom - top + 2 * MARGIN, 2),
        shapes=(Shape(ink, tuple(letters)), Shape(dot, tuple(dots))),
        title=f"{NAME}: {CLAIM}" + (f" {centre}" if centre else ""),
    )


def broken(name: str, width: float) -> list[str]:
    """Break a name into as few lines as fit, as even as can be; small words stay with what follows them."""
    parts = _parts(name)
    limit = max(width, *(_length(part) for part in parts))
    for number in range(1, len(parts)):
        ways = [way for way in _ways(parts, number) if max(map(_length, way)) <= limit]
        if ways:
            return min(ways, key=_unevenness)
    return parts


def _unevenness(way: list[str]) -> tuple[int, float]:
    """Return how badly the lines stand: first names torn apart, then lines of different length."""
    torn = sum(line.endswith("-") or line.split()[-1] in TRAEGER for line in way[:-1])
    return torn, sum(_length(line) ** 2 for line in way)


def _parts(name: str) -> list[str]:
    """Cut a name where a line may end. A part that ends with a hyphen needs no blank after it."""
    words: list[str] = []
    for word in name.split():
        words.extend(piece for piece in re.split(r"(?<=\w{4}-)(?=\w{4})", word) if piece)
    parts: list[str] = []
    stays = ""
    for word in words:
        # A dash ends a line, it begins none.
        if parts and word.startswith(("(", "–")) and not stays:
            parts[-1] += f" {word}"
        elif word.islower() and len(word) <= SMALL:
            stays += f"{word} "
        else:
            parts.append(stays + word)
            stays = ""
    return [*parts, stays.strip()] if stays else parts


def _ways(parts: list[str], number: int) -> Iterator[list[str]]:
    """Yield every way to set the parts in so many lines."""
    for cuts in combinations(range(1, len(parts)), number - 1):
        edges = (0, *cuts, len(parts))
        yield [_joined(parts[start:end]) for start, end in pairwise(edges)]


def _joined(parts: list[str]) -> str:
    text = parts[0]
    for part in parts[1:]:
        text += part if text.endswith("-") else f" {part}"
    return text


def _mark(down: float) -> tuple[list[Glyph], list[Glyph]]:
    """Return the letters of the word mark and the full stops of its second line."""
    letters = list(face(700).line(NAME, NAME_SIZE, MARGIN, down).glyphs)
    dots: list[Glyph] = []
    x = MARGIN
    for sentence in re.findall(r"[^.]+\.", CLAIM):
        words = face(400).line(sentence[:-1], CLAIM_SIZE, x, down + LEADING)
        stop = face(700).line(".", CLAIM_SIZE, x + words.width, down + LEADING)
        letters.extend(words.glyphs)
        dots.extend(stop.glyphs)
        x += words.width + stop.width
    return letters, dots


def _first_baseline(lines: int) -> float:
    """Return where a centre's name begins: two lines stand on those of the word mark, others in its middle."""
    if lines == 2:
        return 0
    cap = _cap(600, CENTRE_SIZE)
    middle = (LEADING - _cap(700, NAME_SIZE)) / 2
    return middle - ((lines - 1) * LEADING + cap) / 2 + cap


def _cap(weight: int, size: float) -> float:
    return face(weight).cap_height * size


def _length(text: str, weight: int = 600, size: float = CENTRE_SIZE) -> float:
    return face(weight).line(text, size).width


def _bar(x: float, y: float, width: float, height: float) -> Glyph:
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    first, *others = corners
    return ((("M", (first,)), *(("L", (corner,)) for corner in others)),)
