"""Draws a card: the title large, whose it is above, the campaign's mark below, a picture on the right. No database."""

import io
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont, ImageOps

SIZE: Final = (1200, 630)
MARGIN: Final = 72
PICTURE_WIDTH: Final = 460
# The colours of static/css/campaign.css: --deep, --paper, --signal-on-deep.
DEEP, PAPER, SIGNAL = "#0d3b3e", "#faf6ee", "#ff8a57"
# From large to small: the first size in which the title has room.
TITLE_SIZES: Final = (76, 66, 56, 48, 40)
LINE: Final = 1.15
NAME, CLAIM = "Kommunale Jobcenter", "Stark. Sozial. Vor Ort."
QUALITY: Final = 82

Font = ImageFont.FreeTypeFont


def draw(title: str, label: str, picture: Any = None) -> bytes:
    """Return the card as JPEG. picture: an open file of an image, cut to the right part of the card; or None."""
    card = Image.new("RGB", SIZE, DEEP)
    width = SIZE[0] - 2 * MARGIN
    if picture is not None:
        with Image.open(picture) as source:
            part = ImageOps.fit(ImageOps.exif_transpose(source).convert("RGB"), (PICTURE_WIDTH, SIZE[1]))
        card.paste(part, (SIZE[0] - PICTURE_WIDTH, 0))
        width -= PICTURE_WIDTH
    pen = ImageDraw.Draw(card)
    pen.rectangle((MARGIN, MARGIN, MARGIN + 72, MARGIN + 8), fill=SIGNAL)
    top = MARGIN + 32
    if label:
        for line in _lines(label, _font(400, 30), width)[:3]:
            _write(pen, (MARGIN, top), line, _font(400, 30))
            top += 38
    _title(pen, title, top + 14, width)
    _mark(pen)
    out = io.BytesIO()
    card.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _title(pen: ImageDraw.ImageDraw, title: str, top: float, width: int) -> None:
    bottom = SIZE[1] - MARGIN - 100
    for size in TITLE_SIZES:
        lines = _lines(title, _font(700, size), width)
        if top + len(lines) * size * LINE <= bottom:
            break
    most = max(1, int((bottom - top) // (size * LINE)))
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    for line in lines:
        _write(pen, (MARGIN, top), line, _font(700, size))
        top += size * LINE


def _mark(pen: ImageDraw.ImageDraw) -> None:
    """The wordmark as on every page: the full stops in the signal colour."""
    _write(pen, (MARGIN, SIZE[1] - MARGIN - 66), NAME, _font(700, 34))
    x = float(MARGIN)
    for part in CLAIM.replace(".", "\n.\n").split("\n"):
        pen.text((x, SIZE[1] - MARGIN - 26), part, font=_font(400, 28), fill=SIGNAL if part == "." else PAPER)
        x += pen.textlength(part, font=_font(400, 28))


def _write(pen: ImageDraw.ImageDraw, start: tuple[float, float], text: str, font: Font) -> None:
    pen.text(start, text, font=font, fill=PAPER)


def _lines(text: str, font: Font, width: int) -> list[str]:
    """Break between words; a word that is too long for a line is broken inside."""
    lines = [""]
    for word in _short_enough(text.split(), font, width):
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def _short_enough(words: list[str], font: Font, width: int) -> Iterator[str]:
    for word in words:
        while font.getlength(word) > width:
            end = next(
                end for end in range(len(word) - 1, 0, -1) if font.getlength(f"{word[:end]}-") <= width
            )
            yield f"{word[:end]}-"
            word = word[end:]
        yield word


@cache
def _font(weight: int, size: int) -> Font:
    return ImageFont.truetype(str(finders.find(f"fonts/fira-sans-{weight}.woff2")), size)
