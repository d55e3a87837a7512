"""„Statistik“ in the admin: months, pages, embeds, and for those who see all the sums by kind, Land and centre."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.validators import slug_re
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from campaign import spreadsheets
from campaign.accounts.models import User
from campaign.accounts.person import person
from campaign.accounts.roles import Role
from jobcenters.laender import LAENDER
from jobcenters.models import Jobcenter
from stories.statistics import numbers, participation
from stories.statistics.numbers import Area, Seen

EVERYTHING = frozenset({Role.KOORDINATION, Role.TECHNIK})
LONGEST = 30
MONTH = re.compile(r"^(20\d\d)-(0[1-9]|1[0-2])$")
COLUMNS = ("Monat", "Was", "Art", "Jobcenter", "Land", "Website", "Aufrufe")


@dataclass(frozen=True)
class Row:
    """One line of a table: a name, what is said beside it, where it leads, how often, and its bar in percent."""

    name: str
    number: str
    share: int
    beside: str = ""
    url: str = ""


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see, and may: a month (its first day), a centre or a Land (none: all there is)."""

    first: date
    centres: tuple[Jobcenter, ...]
    centre: Jobcenter | None
    land: str
    sees_all: bool

    @property
    def area(self) -> Area:
        """Whose numbers these are."""
        if self.centre:
            return Area((self.centre,))
        if self.land:
            return Area(tuple(one for one in self.centres if one.land_code == self.land))
        return Area(None if self.sees_all else self.centres)

    def query(self, **other: str) -> str:
        """Return it for an address, with other words in place of some."""
        words = {
            "monat": f"{self.first:%Y-%m}",
            "jobcenter": self.centre.slug if self.centre else "",
            "land": self.land,
        } | other
        return urlencode({name: word for name, word in words.items() if word})


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the numbers; `?jobcenter=` (slug), `?land=` (code) and `?monat=` (2026-11) choose."""
    asked = _asked(request, person(request))
    rows = numbers.seen(asked.area, asked.first)
    context = {
        "asked": asked,
        "name": asked.centre.name if asked.centre else LAENDER[asked.land].name if asked.land else "",
        "month": date_format(asked.first, "F Y"),
        "is_running": asked.first == numbers.first_of(timezone.localdate()),
        "months": _months(asked),
        "pages": _pages(rows, asked, request),
        "embeds": _embeds(rows),
        "hosts": _table(numbers.by_host(rows)),
        "sums": _sums(rows, asked),
        "laender": sorted({(one.land, one.land_code) for one in asked.centres}),
        "query": asked.query(),
        "few": numbers.FEW,
        "longest": LONGEST,
    }
    return TemplateResponse(request, "statistics/index.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Return the last twelve months as a table, `?als=csv` or `xlsx`; the same choice as in `index`."""
    asked = _asked(request, person(request))
    name = f"statistik-{timezone.localdate():%Y-%m-%d}"
    if request.GET.get("als") == "xlsx":
        return spreadsheets.xlsx_download(name, _lines(asked))
    return spreadsheets.csv_download(name, _lines(asked))


@require_safe
def participation_of_all(request: HttpRequest) -> HttpResponseBase:
    """Show what each centre did in a month (`?monat=`), or return it as a table (`?als=csv`, `xlsx`)."""
    first = _month(request.GET.get("monat", ""))
    name = f"beteiligung-{first:%Y-%m}"
    if request.GET.get("als") == "csv":
        return spreadsheets.csv_download(name, participation.table(first))
    if request.GET.get("als") == "xlsx":
        return spreadsheets.xlsx_download(name, participation.table(first))
    parts = participation.of_month(first)
    current = numbers.first_of(timezone.localdate())
    context = {
        "parts": parts,
        "month": date_format(first, "F Y"),
        "query": f"monat={first:%Y-%m}",
        "active": sum(part.is_active for part in parts),
        "with_story": sum(bool(part.public) for part in parts),
        "earlier": [
            (date_format(one, "F Y"), f"{one:%Y-%m}", one == first)
            for one in (numbers.month_before(current, back) for back in range(numbers.MONTHS))
        ],
    }
    return TemplateResponse(request, "statistics/participation.html", context)


def _asked(request: HttpRequest, user: User) -> Asked:
    """Read the choice; Http404 alike for a centre that is not the reader's and one that is none."""
    sees_all = bool(user.roles & EVERYTHING)
    found = Jobcenter.objects.in_order().select_related("section", "folder")
    centres = tuple(found if sees_all else found.filter(group__user=user))
    slug, land = request.GET.get("jobcenter", "").strip(), request.GET.get("land", "")
    centre = next((one for one in centres if one.slug == slug), None)
    if slug and (centre is None or not slug_re.fullmatch(slug)):
        raise Http404
    known = land if sees_all and land in LAENDER else ""
    return Asked(_month(request.GET.get("monat", "")), centres, centre, "" if centre else known, sees_all)


def _month(text: str) -> date:
    """Return the first day of a month that can have numbers; the current one for anything else."""
    current = numbers.first_of(timezone.localdate())
    found = MONTH.match(text)
    first = date(int(found[1]), int(found[2]), 1) if found else current
    return first if numbers.month_before(current, numbers.MONTHS - 1) <= first <= current else current


def _months(asked: Asked) -> list[dict[str, Any]]:
    found = numbers.months(asked.area, numbers.first_of(timezone.localdate()))
    return [
        {
            "name": date_format(one.first, "F Y"),
            "is_shown": one.first == asked.first,
            "query": asked.query(monat=f"{one.first:%Y-%m}"),
            "pages": numbers.in_words(one.pages),
            "embeds": numbers.in_words(one.embeds),
            "share": one.share,
        }
        for one in found
    ]


def _pages(rows: list[Seen], asked: Asked, request: HttpRequest) -> list[Row]:
    shown = [one for one in rows if not one.is_embed]
    most = shown[0].number if shown else 1
    return [
        Row(
            one.title,
            numbers.in_words(one.number),
            round(100 * one.number / most),
            _beside(one, asked),
            one.page.get_url(request) or "" if one.page and one.page.live else "",
        )
        for one in shown[:LONGEST]
    ]


def _embeds(rows: list[Seen]) -> list[Row]:
    shown = [one for one in rows if one.is_embed]
    most = shown[0].number if shown else 1
    return [
        Row(
            one.title,
            numbers.in_words(one.number),
            round(100 * one.number / most),
            one.host or "Website nicht genannt",
        )
        for one in shown[:LONGEST]
    ]


def _beside(one: Seen, asked: Asked) -> str:
    return f"{one.kind}, {one.centre.name}" if one.centre and len(asked.centres) > 1 else one.kind


def _sums(rows: list[Seen], asked: Asked) -> list[tuple[str, str, list[Row]]]:
    """Return (heading, name of the first column, rows) of the sums, for those who see more than one centre."""
    if not asked.sees_all or asked.centre:
        return []
    address = reverse("statistics_index")
    centres = numbers.by_centre(rows)
    urls = {one.name: f"{address}?{asked.query(jobcenter=one.slug, land='')}" for one in centres}
    of_centres = _table(Counter({one.name: number for one, number in centres.items()}), urls)
    found = [("Nach Art der Seite", "Art", _table(numbers.by_kind(rows)))]
    if not asked.land:
        codes = {one.name: f"{address}?{asked.query(land=one.code)}" for one in LAENDER.values()}
        found.append(("Nach Land", "Land", _table(numbers.by_land(rows), codes)))
    return [*found, ("Nach Jobcenter", "Jobcenter", of_centres)]


def _table(sums: Mapping[str, int], urls: Mapping[str, str] | None = None) -> list[Row]:
    """Return the rows of a sum, the largest first."""
    ordered = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    most = ordered[0][1] if ordered else 1
    return [
        Row(name, numbers.in_words(number), round(100 * number / most), url=(urls or {}).get(name, ""))
        for name, number in ordered
    ]


def _lines(asked: Asked) -> Iterator[tuple[Any, ...]]:
    yield COLUMNS
    current = numbers.first_of(timezone.localdate())
    for back in range(numbers.MONTHS):
        first = numbers.month_before(current, back)
        for one in numbers.seen(asked.area, first):
            centre, land = (one.centre.name, one.centre.land) if one.centre else ("", "")
            yield (f"{first:%Y-%m}", one.title, one.kind, centre, land, one.host, one.number)
