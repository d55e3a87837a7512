"""Drawn pictures for the demonstration: flat scenes with simple people, clearly nobody real.

`draw` and `alt_text` depend on scene and seed alone, so a picture can be made again byte for byte.
"""

from __future__ import annotations

from io import BytesIO
from random import Random

from PIL import Image

from campaign.counting import as_sentence
from campaign.demo.pictures.canvas import Canvas
from campaign.demo.pictures.looks import describe
from campaign.demo.pictures.scenes import SCENES, cast
from campaign.demo.pictures.stage import Stage

PORTRAIT = (1200, 1500)
WIDE = (1600, 900)
JPEG_QUALITY = 86

__all__ = ["PORTRAIT", "SCENES", "WIDE", "alt_text", "draw", "draw_jpeg", "focal_point"]


def draw(scene: str, seed: int, size: tuple[int, int] = PORTRAIT) -> Image.Image:
    """The scene as an RGB picture of that size in pixels. An unknown scene raises KeyError."""
    return _painted(scene, seed, size).canvas.finished()


def draw_jpeg(scene: str, seed: int, size: tuple[int, int] = PORTRAIT) -> bytes:
    """Like `draw`, as a JPEG file without any metadata."""
    stream = BytesIO()
    draw(scene, seed, size).save(stream, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return stream.getvalue()


def focal_point(scene: str, seed: int, size: tuple[int, int] = PORTRAIT) -> tuple[int, int, int, int]:
    """Centre x, centre y, width and height, in pixels, of the box round all heads."""
    heads = _painted(scene, seed, size).heads
    left = min(x - w // 2 for x, _, w, _ in heads)
    right = max(x + w // 2 for x, _, w, _ in heads)
    top = max(min(y - h // 2 for _, y, _, h in heads), 0)
    bottom = max(y + h // 2 for _, y, _, h in heads)
    return (left + right) // 2, (top + bottom) // 2, right - left, bottom - top


def alt_text(scene: str, seed: int) -> str:
    """What the drawing shows, in German: „Zeichnung: Eine ältere Frau mit Kopftuch steht …“."""
    people = cast(scene, seed)
    hats = _painted(scene, seed, (80, 100)).hats
    words = [describe(person, hat) for person, hat in zip(people, hats, strict=True)]
    sentence = SCENES[scene].alt.format(wer=words[0], wer2=words[-1])
    return f"Zeichnung: {as_sentence(sentence)}"


def _painted(scene: str, seed: int, size: tuple[int, int]) -> Stage:
    stage = Stage(Canvas(size), Random(f"draw:{scene}:{seed}"), cast(scene, seed))
    SCENES[scene].paint(stage)
    return stage
