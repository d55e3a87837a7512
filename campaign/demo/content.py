"""The texts of the demonstration as frozen data, read from the TOML files beside this module.

Who is portrayed here does not exist; every shown name carries „Beispiel“. What nobody knows yet is marked
„[vor dem Start zu ergänzen: …]“ in the text itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

Kind = Literal["client", "staff", "employer"]
NameForm = Literal["full", "first", "changed"]
Raw = Mapping[str, Any]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class TextSection:
    """A subhead with its paragraphs (plain text, no markup); in a story also a sentence that stands out."""

    heading: str
    paragraphs: tuple[str, ...]
    quote: str = ""
    quote_by: str = ""


@dataclass(frozen=True)
class PersonText:
    """Somebody a story tells of; `name` is what the public sees."""

    name: str
    name_form: NameForm
    kind: Kind
    role: str


@dataclass(frozen=True)
class StoryText:
    """One story. `topics` are keys of `stories/topics.py`; `scene` and `seed` make the picture.

    `drawn` says whom that picture must show. `ags` is the centre the story belongs to (5-digit
    Kreisschlüssel), None where any centre will do. `helped` are the points of „Was half“, `easy` is the story in
    Leichte Sprache.
    """

    key: str
    kind: Kind
    title: str
    slug: str
    place: str
    quote: str
    intro: str
    topics: tuple[str, ...]
    persons: tuple[PersonText, ...]
    body: tuple[TextSection, ...]
    helped: tuple[str, ...]
    scene: str
    seed: int
    drawn: tuple[str, ...]
    ags: str | None
    easy: str = ""


@dataclass(frozen=True)
class BlockText:
    """One block of a page text.

    `kind` is the name of the block in `CampaignBodyBlock`, `value` its value with three differences: rich text is
    {paragraphs, items} in plain words, a figure is named by its key, a page by its slug.
    """

    kind: str
    value: Any


@dataclass(frozen=True)
class PageText:
    """A text page of the campaign; `slug` is its path below the start page."""

    title: str
    slug: str
    intro: str
    body: tuple[BlockText, ...]
    in_footer: bool


@dataclass(frozen=True)
class ContactText:
    """A press contact; name, number and address are examples."""

    publisher: str
    name: str
    phone: str
    email: str


@dataclass(frozen=True)
class ReleaseText:
    """A press release, marked as an example; `day` and facts are real, with their sources."""

    title: str
    slug: str
    day: date
    issuer: str
    intro: str
    body: tuple[BlockText, ...]


@dataclass(frozen=True)
class PressText:
    """What the press page holds besides its text."""

    about: str
    contacts: tuple[ContactText, ...]
    releases: tuple[ReleaseText, ...]


@dataclass(frozen=True)
class StepText:
    """One step of „Hilfe aus einer Hand“."""

    title: str
    text: str


@dataclass(frozen=True)
class StartText:
    """The words of the start page."""

    slogan: str
    lead: str
    strengths: tuple[str, ...]
    steps: tuple[StepText, ...]


@dataclass(frozen=True)
class FigureText:
    """A Kennzahl: `value` as it stands on the page, with unit, meaning, day and source; `land` empty for Germany."""

    key: str
    value: str
    unit: str
    label: str
    definition: str
    as_of: date
    source: str
    source_url: str
    land: str


@dataclass(frozen=True)
class NewsText:
    """A local news item; `days_ago` dates it relative to the day of loading."""

    title: str
    slug: str
    days_ago: int
    intro: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class SectionText:
    """The words of one centre's section page; `hours` are seven days from Monday, their note says „Beispiel“."""

    ags: str
    intro: str
    hours: tuple[str, ...]
    hours_note: str
    body: tuple[TextSection, ...]
    news: tuple[NewsText, ...]


@dataclass(frozen=True)
class DemoContent:
    """Everything `seed_demo` needs in words. `pages` is keyed by slug, `section_texts` by AGS.

    `film` is the story with the film; it belongs to the first demo centre and is told once.
    """

    stories: tuple[StoryText, ...]
    film: StoryText
    start: StartText
    pages: Mapping[str, PageText]
    figures: tuple[FigureText, ...]
    press: PressText
    section_texts: Mapping[str, SectionText]


@cache
def load() -> DemoContent:
    """Read all texts. A missing field raises KeyError, a wrong kind or name form ValueError."""
    pages = [_page(raw) for raw in _files("pages")]
    sections = [_section(raw) for raw in _files("sections")]
    return DemoContent(
        stories=tuple(_story(raw) for raw in _files("stories")),
        film=_story(_read(TEXTS / "film.toml")),
        start=_start(_read(TEXTS / "start.toml")),
        pages={page.slug: page for page in pages},
        figures=tuple(FigureText(**raw) for raw in _read(TEXTS / "figures.toml")["figures"]),
        press=_press(_read(TEXTS / "press.toml")),
        section_texts={section.ags: section for section in sections},
    )


def _read(path: Path) -> Raw:
    with path.open("rb") as stream:
        return tomllib.load(stream)


def _files(folder: str) -> list[Raw]:
    return [_read(path) for path in sorted((TEXTS / folder).glob("*.toml"))]


def _body(raw: Raw) -> tuple[TextSection, ...]:
    return tuple(
        TextSection(one["heading"], tuple(one["paragraphs"]), one.get("quote", ""), one.get("quote_by", ""))
        for one in raw["sections"]
    )


def _kind(word: str) -> Kind:
    if word not in get_args(Kind):
        raise ValueError(f"Unbekannte Art: {word}")
    return cast(Kind, word)


def _person(raw: Raw) -> PersonText:
    if raw["name_form"] not in get_args(NameForm):
        raise ValueError(f"Unbekannte Namensform: {raw['name_form']}")
    return PersonText(raw["name"], raw["name_form"], _kind(raw["kind"]), raw["role"])


def _story(raw: Raw) -> StoryText:
    return StoryText(
        key=raw["key"],
        kind=_kind(raw["kind"]),
        title=raw["title"],
        slug=raw["slug"],
        place=raw["place"],
        quote=raw["quote"],
        intro=raw["intro"],
        topics=tuple(raw["topics"]),
        persons=tuple(_person(one) for one in raw["persons"]),
        body=_body(raw),
        helped=tuple(raw["helped"]),
        scene=raw["scene"],
        seed=raw["seed"],
        drawn=tuple(raw["drawn"]),
        ags=raw.get("ags"),
        easy=raw.get("easy", "").strip(),
    )


def _blocks(raw: Raw) -> tuple[BlockText, ...]:
    """Read blocks; `[[sections]]` is the short way for a heading with its paragraphs."""
    found = []
    for section in raw.get("sections", ()):
        found += [BlockText("heading", section["heading"]), BlockText("text", section)]
    return (*found, *(BlockText(one["kind"], one["value"]) for one in raw.get("blocks", ())))


def _page(raw: Raw) -> PageText:
    return PageText(raw["title"], raw["slug"], raw["intro"], _blocks(raw), raw.get("in_footer", False))


def _press(raw: Raw) -> PressText:
    releases = tuple(
        ReleaseText(one["title"], one["slug"], one["day"], one["issuer"], one["intro"], _blocks(one))
        for one in raw["releases"]
    )
    return PressText(raw["about"], tuple(ContactText(**one) for one in raw["contacts"]), releases)


def _start(raw: Raw) -> StartText:
    steps = tuple(StepText(one["title"], one["text"]) for one in raw["steps"])
    return StartText(raw["slogan"], raw["lead"], tuple(raw["strengths"]), steps)


def _section(raw: Raw) -> SectionText:
    news = tuple(
        NewsText(one["title"], one["slug"], one["days_ago"], one["intro"], tuple(one["paragraphs"]))
        for one in raw["news"]
    )
    hours = tuple(raw["hours"][day] for day in WEEKDAYS)
    return SectionText(raw["ags"], raw["intro"], hours, raw["hours"]["note"], _body(raw), news)
