"""The calendar: which events an address asks for, in words, as filters, by month. Plain data, no database."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode

from campaign.counting import as_sentence, counted
from jobcenters import karte
from jobcenters.events.times import Span, in_words, month_name
from jobcenters.laender import in_land
from jobcenters.names import ascii_slug, fold_plain
from jobcenters.registry import ListedCentre

PAST: Final = "vergangen"
WHEN: Final = "zeit"
# Parameter of the address -> what the filter is called. The order is that of the filters on the page.
FILTERS: Final = {
    "monat": "Monat",
    "art": "Art",
    "aktion": "Aktion",
    "land": "Land",
    "jobcenter": "Jobcenter",
}
ALL: Final = {
    "monat": "Alle Monate",
    "art": "Alle",
    "aktion": "Alle",
    "land": "Alle Länder",
    "jobcenter": "Alle Jobcenter",
}
WORD: Final = re.compile(r"[a-z0-9-]{1,255}")


@dataclass(frozen=True)
class Entry:
    """One public event; `hosts` are the centre that owns it, then those that agreed. `aktion` is a slug, or empty."""

    pk: int
    title: str
    url: str
    kind: str
    kind_label: str
    span: Span
    where: str
    cancelled: bool
    hosts: tuple[ListedCentre, ...]
    aktion: str = ""
    aktion_title: str = ""

    @property
    def when(self) -> str:
        """When it is, in words."""
        return in_words(self.span)

    @property
    def host_names(self) -> str:
        """Who holds it, in one line."""
        return ", ".join(host.name for host in self.hosts)

    def words(self, name: str) -> dict[str, str]:
        """Return what one filter finds in the event: word in the address -> title; several for a joint event."""
        found: dict[str, dict[str, str]] = {
            "monat": {f"{self.span.starts_on:%Y-%m}": month_name(f"{self.span.starts_on:%Y-%m}")},
            "art": {self.kind: self.kind_label},
            "aktion": {self.aktion: self.aktion_title} if self.aktion else {},
            "land": {ascii_slug(host.land): host.land for host in self.hosts},
            "jobcenter": {slug_of(host): host.name for host in self.hosts},
        }
        return found[name]


@dataclass(frozen=True)
class Choice:
    """What an address asks for: the words of the filters, past or coming; `unknown` is left out and named."""

    words: Mapping[str, str] = field(default_factory=dict)
    past: bool = False
    unknown: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words)

    def fits(self, entry: Entry, but: str = "") -> bool:
        """Whether an event is asked for, one filter set aside."""
        return all(word in entry.words(name) for name, word in self.words.items() if name != but)

    def query(self, **changes: str) -> str:
        """Return the encoded query of the address with other words; empty for everything that is coming."""
        words = {**self.words, **changes}
        past = {WHEN: PAST} if self.past else {}
        return urlencode(past | {name: words[name] for name in FILTERS if words.get(name)})


def slug_of(centre: ListedCentre) -> str:
    """Return the last part of a centre's address."""
    return centre.url.strip("/").rpartition("/")[2]


def read(parameters: Mapping[str, str], entries: Iterable[Entry], names: Iterable[str] = FILTERS) -> Choice:
    """Read the address; a word that no event has is left out and named, so that nobody sees an empty page unexplained."""
    entries, names = list(entries), list(names)
    choice = Choice(past=parameters.get(WHEN) == PAST)
    for name in names:
        word = parameters.get(name, "").strip()
        if not word:
            continue
        known = WORD.fullmatch(word) and any(word in entry.words(name) for entry in entries)
        if known:
            choice = replace(choice, words={**choice.words, name: word})
        else:
            choice = replace(choice, unknown=(*choice.unknown, FILTERS[name]))
    return choice


def filters(
    entries: Iterable[Entry], choice: Choice, base: str, names: Iterable[str] = FILTERS
) -> list[dict[str, Any]]:
    """Return the filters as components/filter_bar.html shows them; one with a single value that is not chosen is none."""
    entries = list(entries)
    groups = []
    for name in names:
        numbers: Counter[str] = Counter()
        titles: dict[str, str] = {}
        for entry in entries:
            if choice.fits(entry, but=name):
                titles |= entry.words(name)
                numbers.update(entry.words(name).keys())
        if len(numbers) > 1 or name in choice.words:
            groups.append(_group(name, titles, numbers, choice, base))
    return groups


def by_month(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Return events in their order, together by month: {name, entries}."""
    months = groupby(entries, key=lambda entry: f"{entry.span.starts_on:%Y-%m}")
    return [{"name": month_name(month), "slug": month, "entries": list(group)} for month, group in months]


def in_sentence(entries: list[Entry], choice: Choice) -> str:
    """Say what list and map show: „Zwölf Termine in Hessen im August 2026“."""
    number = counted(len(entries), "ein Termin", "Termine")
    sample = next(iter(entries), None)
    title = {name: sample.words(name)[word] for name, word in choice.words.items()} if sample else {}
    land = f" {in_land(title['land'])}" if "land" in title else ""
    month = f" im {title['monat']}" if "monat" in title else ""
    past = "vergangene " if choice.past and len(entries) > 1 else ""
    return as_sentence(f"{number.replace('Termine', f'{past}Termine')}{land}{month}")


def drawing(entries: Iterable[Entry], choice: Choice, base: str) -> dict[str, Any]:
    """Return the map as components/map_links.html shows it: a mark for each centre that holds one of the events.

    The areas of a map are heavy; here the marks alone are links, each to the events of its centre.
    """
    numbers: Counter[ListedCentre] = Counter()
    for entry in entries:
        numbers.update(entry.hosts)
    sheet = karte.sheet()
    return {
        "view": sheet.view,
        "label": "Karte: wo die Termine sind",
        "one_land": False,
        "areas": [
            {
                "name": f"{one.name}: {counted(number, 'ein Termin', 'Termine')}",
                "url": f"{base}?{choice.query(jobcenter=slug_of(one), land='')}",
                "path": "",
                "dot": karte.dots([(one.x, one.y)]),
            }
            for one, number in sorted(numbers.items(), key=lambda item: fold_plain(item[0].name))
        ],
        "dots": karte.dots((one.x, one.y) for one in numbers),
    }


def in_order(entries: Iterable[Entry], *, newest_first: bool = False) -> list[Entry]:
    """Sort by start; whole days stand before what begins at an hour."""
    return sorted(entries, key=_start, reverse=newest_first)


def _start(entry: Entry) -> tuple[date, str, int]:
    return entry.span.starts_on, str(entry.span.starts_at or ""), entry.pk


def _group(
    name: str, titles: Mapping[str, str], numbers: Counter[str], choice: Choice, base: str
) -> dict[str, Any]:
    chosen = choice.words.get(name, "")
    # A month is sorted by its word („2026-08“), everything else by what is read.
    order = sorted(titles.items(), key=lambda item: item[0] if name == "monat" else fold_plain(item[1]))
    options = [
        {
            "title": title,
            "count": numbers[word],
            "current": word == chosen,
            "url": _link(base, choice, name, word),
        }
        for word, title in order
    ]
    everything = {"title": ALL[name], "current": not chosen, "url": _link(base, choice, name, "")}
    return {"label": FILTERS[name], "chosen": titles.get(chosen, ""), "options": [everything, *options]}


def _link(base: str, choice: Choice, name: str, word: str) -> str:
    query = choice.query(**{name: word})
    return f"{base}?{query}" if query else base
