"""Anchors and chapters of a page text, from its blocks alone: no database, no request."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

HEADING = "heading"
# Keeps the anchors of a text apart from every id a template gives.
PREFIX = "abschnitt"
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


@dataclass(frozen=True)
class Part:
    """One block of a text; `anchor` is the id of a heading, empty for all other blocks."""

    block: Any
    anchor: str


@dataclass
class Chapter:
    """What stands under one heading. `number` counts from 1; the text before the first heading has number 0, no title."""

    number: int
    title: str
    anchor: str
    blocks: list[Any] = field(default_factory=list)


def parts(body: Iterable[Any]) -> list[Part]:
    """Return the blocks (each with `block_type` and `value`) in order; every heading has an id of its own."""
    taken: set[str] = set()
    found = []
    for block in body:
        anchor = ""
        if block.block_type == HEADING:
            anchor = _free(f"{PREFIX}-{slugify(str(block.value).translate(GERMAN))}".rstrip("-"), taken)
        found.append(Part(block, anchor))
    return found


def chapters(body: Iterable[Any]) -> list[Chapter]:
    """Return the text cut at its headings."""
    found: list[Chapter] = []
    for part in parts(body):
        if part.anchor:
            number = found[-1].number + 1 if found else 1
            found.append(Chapter(number, str(part.block.value), part.anchor))
            continue
        if not found:
            found.append(Chapter(0, "", ""))
        found[-1].blocks.append(part.block)
    return found


def _free(anchor: str, taken: set[str]) -> str:
    """Return the anchor, with a number where it stands in the text already."""
    name, number = anchor, 1
    while name in taken:
        number += 1
        name = f"{anchor}-{number}"
    taken.add(name)
    return name
