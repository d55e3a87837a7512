"""The demonstration's texts in Leichte Sprache and the words of its placeholder videos in sign language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from campaign.demo.content import TEXTS


@dataclass(frozen=True)
class EasyPageText:
    """A page in Leichte Sprache: (heading, lines) pairs; `counterpart` is the slug of the page it belongs to."""

    slug: str
    title: str
    sections: tuple[tuple[str, str], ...]
    counterpart: str = ""


@dataclass(frozen=True)
class EasyTexts:
    """`start` and `videos` by the subject of the start page (campaign/models/start_parts.py)."""

    start: Mapping[str, str]
    index: str
    pages: tuple[EasyPageText, ...]
    section: EasyPageText
    videos: Mapping[str, str]


@cache
def load() -> EasyTexts:
    """Read the texts; a missing one raises KeyError."""
    with (TEXTS / "leichte_sprache.toml").open("rb") as stream:
        raw = tomllib.load(stream)
    return EasyTexts(
        start={key: text.strip() for key, text in raw["start"].items()},
        index=raw["index"]["lines"].strip(),
        pages=tuple(_page(one) for one in raw["pages"]),
        section=_page(raw["section"]),
        videos={one["part"]: one["text"] for one in raw["videos"]},
    )


def _page(raw: Mapping[str, Any]) -> EasyPageText:
    sections = tuple((one["heading"], one["lines"].strip()) for one in raw["sections"])
    return EasyPageText(raw["slug"], raw["title"], sections, raw.get("counterpart", ""))
