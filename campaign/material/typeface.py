"""One weight of the typeface, read from the files of the website with fontTools, kerning included."""

from threading import Lock
from typing import Any, Final

from django.contrib.staticfiles import finders
from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from campaign.material.outlines import Contour, Line, Point

# The three parts of each weight, in the order in which a letter is looked for.
PARTS: Final = ("", "-west", "-east")


class Face:
    """One weight of the typeface, read from the files of the website."""

    def __init__(self, weight: int) -> None:
        self.fonts = [
            TTFont(str(finders.find(f"fonts/fira-sans-{weight}{part}.woff2")), lazy=True) for part in PARTS
        ]
        self.per_em = self.fonts[0]["head"].unitsPerEm
        self.cap_height = self.fonts[0]["OS/2"].sCapHeight / self.per_em
        self._kerning = [_pairs(font) for font in self.fonts]
        self._letters = [font.getBestCmap() for font in self.fonts]
        self._shapes = [font.getGlyphSet() for font in self.fonts]
        # fontTools takes a letter apart when it is first needed, and a second thread would meet it half done.
        self._turn = Lock()

    def line(self, text: str, size: float, x: float = 0, y: float = 0) -> Line:
        """Set a text from a point on the baseline. What the typeface does not have is left out."""
        with self._turn:
            return self._line(text, size, x, y)

    def _line(self, text: str, size: float, x: float, y: float) -> Line:
        scale, start, glyphs = size / self.per_em, x, []
        before: tuple[int, str] | None = None
        for letter in text:
            found = self._find(letter)
            if found is None:
                continue
            part, name = found
            if before and before[0] == part:
                x += self._kern(part, before[1], name) * scale
            shapes = self._shapes[part]
            pen = _ContourPen(shapes)
            shapes[name].draw(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
            if pen.contours:
                glyphs.append(tuple(pen.contours))
            x += shapes[name].width * scale
            before = found
        return Line(tuple(glyphs), x - start)

    def _find(self, letter: str) -> tuple[int, str] | None:
        for part, names in enumerate(self._letters):
            name = names.get(ord(letter))
            if name:
                return part, name
        return None

    def _kern(self, part: int, left: str, right: str) -> int:
        for subtable in self._kerning[part]:
            if left in subtable.Coverage.glyphs:
                value = _pair_value(subtable, left, right)
                if value is not None:
                    return value
        return 0


class _ContourPen(BasePen):
    """Collects contours; quadratic curves arrive as cubic ones."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.contours: list[Contour] = []
        self._open: list[tuple[str, tuple[Point, ...]]] = []

    def _moveTo(self, point: Point) -> None:
        self._open = [("M", (point,))]

    def _lineTo(self, point: Point) -> None:
        self._open.append(("L", (point,)))

    def _curveToOne(self, first: Point, second: Point, point: Point) -> None:
        self._open.append(("C", (first, second, point)))

    def _closePath(self) -> None:
        self.contours.append(tuple(self._open))
        self._open = []


def _pairs(font: TTFont) -> list[Any]:
    """Return the tables of pairs of letters, in the order in which they are asked (OpenType GPOS, lookup type 2)."""
    if "GPOS" not in font:
        return []
    table = font["GPOS"].table
    wanted = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    found = []
    for index in sorted(wanted):
        for subtable in table.LookupList.Lookup[index].SubTable:
            pair = getattr(subtable, "ExtSubTable", subtable)
            if pair.LookupType == 2:
                found.append(pair)
    return found


def _pair_value(subtable: Any, left: str, right: str) -> int | None:
    """Return how much closer the pair stands; None where this table does not speak of it."""
    if subtable.Format == 1:
        pairs = subtable.PairSet[subtable.Coverage.glyphs.index(left)].PairValueRecord
        value = next((one.Value1 for one in pairs if one.SecondGlyph == right), None)
        return None if value is None else getattr(value, "XAdvance", 0)
    first = subtable.ClassDef1.classDefs.get(left, 0)
    second = subtable.ClassDef2.classDefs.get(right, 0)
    return getattr(subtable.Class1Record[first].Class2Record[second].Value1, "XAdvance", 0) or 0
