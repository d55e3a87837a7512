"""A logo as a file: SVG, PDF and PNG from the same outlines. The same logo always gives the same bytes."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from PIL import Image, ImageChops, ImageColor, ImageDraw
from PIL.PngImagePlugin import PngInfo

from campaign.material.lockup import Drawing
from campaign.material.outlines import Contour, Glyph, Point

# Breadth of a PNG, and how much larger it is drawn before it is reduced; straight pieces of each curve.
PNG_WIDTH: Final = 2400
OVERSAMPLED, PIECES = 3, 6


def svg(drawing: Drawing) -> bytes:
    """Return an SVG of outlines with title: no text that needs a font, nothing from elsewhere."""
    paths = "".join(
        f'<path fill="{shape.colour}" d="{_path(shape.glyphs)}"/>' for shape in drawing.shapes if shape.glyphs
    )
    size = f"{drawing.width:g} {drawing.height:g}"
    width, height = size.split()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {size}" '
        f'role="img" aria-label={quoteattr(drawing.title)}><title>{escape(drawing.title)}</title>{paths}</svg>\n'
    ).encode()


def png(drawing: Drawing, width: int = PNG_WIDTH) -> bytes:
    """Return a PNG of that breadth in pixels on transparent ground."""
    scale = width / drawing.width
    size = (width, round(drawing.height * scale))
    alpha = Image.new("L", size)
    ink = Image.new("RGB", size, drawing.shapes[0].colour)
    for shape in drawing.shapes:
        covered = _covered(shape.glyphs, size, scale)
        # The colour is whole up to the edge; how much of it is seen there is the mask's business.
        ink.paste(ImageColor.getrgb(shape.colour), mask=covered.point(lambda value: 255 if value else 0))
        alpha = ImageChops.lighter(alpha, covered)
    ink.putalpha(alpha)
    words = PngInfo()
    words.add_itxt("Title", drawing.title)
    file = BytesIO()
    ink.save(file, "PNG", pnginfo=words, dpi=(300, 300), optimize=True)
    return file.getvalue()


def pdf(drawing: Drawing) -> bytes:
    """Return a PDF (1.7) with the logo as one tagged figure, with title, language and alternative text."""
    title = _pdf_text(drawing.title)
    content = b"/Figure <</MCID 0>> BDC\n" + _operators(drawing) + b"EMC\n"
    packed = zlib.compress(content, 9)
    xmp = _XMP.replace("{title}", escape(drawing.title)).encode()
    box = f"[0 0 {drawing.width:g} {drawing.height:g}]".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Lang(de)/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R"
        b"/Metadata 8 0 R/ViewerPreferences<</DisplayDocTitle true>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox" + box + b"/Contents 4 0 R/Resources<<>>"
        b"/StructParents 0/Tabs/S>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed),
        b"<</Type/StructTreeRoot/K 6 0 R/ParentTree 9 0 R/ParentTreeNextKey 1>>",
        b"<</Type/StructElem/S/Document/P 5 0 R/K[7 0 R]>>",
        b"<</Type/StructElem/S/Figure/P 6 0 R/Pg 3 0 R/K 0/Alt %b/A<</O/Layout/Placement/Block/BBox%b>>>>"
        % (title, box),
        b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n%b\nendstream" % (len(xmp), xmp),
        b"<</Nums[0[7 0 R]]>>",
        b"<</Title %b/Producer(Kommunale Jobcenter)>>" % title,
    ]
    return _assembled(objects)


_XMP: Final = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
    "<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>"
    '<?xpacket end="r"?>'
)


def _assembled(objects: list[bytes]) -> bytes:
    """Number the objects from 1 (the last one is the document's information) and write the table of their places."""
    data, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\n"
        % (
            count,
            table,
            count,
            len(objects),
        )
        + (b"startxref\n%d\n%%%%EOF\n" % len(data))
    )


def _operators(drawing: Drawing) -> bytes:
    """Return the outlines as PDF says them; there y grows upwards."""
    names = {"M": "m", "L": "l", "C": "c"}
    lines = []
    for shape in drawing.shapes:
        red, green, blue = (part / 255 for part in ImageColor.getrgb(shape.colour)[:3])
        lines.append(f"{red:.4f} {green:.4f} {blue:.4f} rg")
        for glyph in shape.glyphs:
            for contour in glyph:
                for name, points in contour:
                    flat = " ".join(f"{x:.2f} {drawing.height - y:.2f}" for x, y in points)
                    lines.append(f"{flat} {names[name]}")
                lines.append("h")
        lines.append("f")
    return ("\n".join(lines) + "\n").encode()


def _pdf_text(text: str) -> bytes:
    return b"<" + ("\ufeff" + text).encode("utf-16-be").hex().upper().encode() + b">"


def _path(glyphs: tuple[Glyph, ...]) -> str:
    return "".join(
        "".join(name + " ".join(f"{x:.2f},{y:.2f}" for x, y in points) for name, points in contour) + "Z"
        for glyph in glyphs
        for contour in glyph
    )


def _covered(glyphs: tuple[Glyph, ...], size: tuple[int, int], scale: float) -> Image.Image:
    """Return how much of each pixel the letters cover."""
    large = Image.new("L", (size[0] * OVERSAMPLED, size[1] * OVERSAMPLED))
    for glyph in glyphs:
        outlines = [list(_flat(contour, scale * OVERSAMPLED)) for contour in glyph]
        left, top = (int(min(point[axis] for line in outlines for point in line)) for axis in (0, 1))
        right, bottom = (int(max(point[axis] for line in outlines for point in line)) + 1 for axis in (0, 1))
        letter = Image.new("1", (right - left + 1, bottom - top + 1))
        for line in outlines:
            # A hole is an outline within an outline: what two of them cover is empty.
            one = Image.new("1", letter.size)
            ImageDraw.Draw(one).polygon([(x - left, y - top) for x, y in line], fill=1)
            letter = ImageChops.logical_xor(letter, one)
        large.paste(255, (left, top), letter)
    return large.reduce(OVERSAMPLED)


def _flat(contour: Contour, scale: float) -> Iterator[Point]:
    """Yield the corners of a contour whose curves are straight pieces."""
    here: Point = (0, 0)
    for name, points in contour:
        if name == "C":
            for number in range(1, PIECES + 1):
                x, y = _on_curve(here, points, number / PIECES)
                yield x * scale, y * scale
        else:
            yield points[0][0] * scale, points[0][1] * scale
        here = points[-1]


def _on_curve(start: Point, points: tuple[Point, ...], t: float) -> Point:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = start, *points
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
    return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3
