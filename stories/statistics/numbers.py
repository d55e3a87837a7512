"""Sums of what was seen: by month, page, kind, Land and centre, for those who may know them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from wagtail.models import Page

from campaign.models import DailyCount
from campaign.statistics.collecting import page_of
from jobcenters.models import Jobcenter

T = TypeVar("T")
MONTHS = 12
# Below, a number says more about chance than about readers.
FEW = 10
# What an embed without a page of its own shows, by the first part of its key.
EMBEDS = {
    "story": "eine Geschichte",
    "stories": "Liste der Geschichten",
    "finder": "Jobcenter-Finder",
    "centre": "Kontaktkarte eines Jobcenters",
    "figure": "eine Kennzahl",
}
# Root, start page, „jobcenter“ or „menschen-vor-ort“; below them one page for each centre.
DEPTH_OF_CENTRES = 4


@dataclass(frozen=True)
class Area:
    """Whose numbers: of all (centres None), or of some centres."""

    centres: tuple[Jobcenter, ...] | None = None

    def pages(self) -> QuerySet[Page]:
        """Return the pages of the area; a withdrawn story is none of them from that moment on."""
        pages = Page.objects.filter(withdrawal=None)
        if self.centres is None:
            return pages
        condition = Q(pk__in=[])
        for centre in self.centres:
            for branch in (centre.section, centre.folder):
                condition |= Q(path__startswith=branch.path)
        return pages.filter(condition)

    def counts(self) -> QuerySet[DailyCount]:
        """Return the rows of the area; one query for its pages."""
        if self.centres is None:
            return DailyCount.objects.all()
        numbers = [str(number) for number in self.pages().values_list("pk", flat=True)]
        embeds = [f"story:{number}" for number in numbers] + [f"centre:{one.slug}" for one in self.centres]
        return DailyCount.objects.filter(Q(kind="page", key__in=numbers) | Q(kind="embed", key__in=embeds))


@dataclass(frozen=True)
class Month:
    """How often pages and embeds were seen in a month; share: its bar in percent of the longest."""

    first: date
    pages: int
    embeds: int
    share: int


@dataclass(frozen=True)
class Seen:
    """What was seen in a month: a page or an embed (then `host` names the website, "" when it did not say)."""

    title: str
    kind: str
    centre: Jobcenter | None
    number: int
    page: Page | None = None
    is_embed: bool = False
    host: str = ""


def first_of(day: date) -> date:
    """Return the first day of a month."""
    return day.replace(day=1)


def month_before(first: date, number: int = 1) -> date:
    """Return the first day of the month so many months before."""
    for _ in range(number):
        first = first_of(first - timedelta(days=1))
    return first


def month_after(first: date) -> date:
    """Return the first day of the next month."""
    return first_of(first + timedelta(days=31))


def months(area: Area, last: date) -> list[Month]:
    """Return the twelve months up to `last` (a first day), newest first; months without views included."""
    firsts = [month_before(last, number) for number in range(MONTHS)]
    rows = (
        area.counts()
        .filter(day__gte=firsts[-1], day__lt=month_after(last))
        .order_by()
        .annotate(month=TruncMonth("day"))
        .values_list("month", "kind")
        .annotate(Sum("number"))
    )
    found: dict[tuple[date, str], int] = {(month, kind): total for month, kind, total in rows}
    both = {one: (found.get((one, "page"), 0), found.get((one, "embed"), 0)) for one in firsts}
    longest = max(sum(pair) for pair in both.values()) or 1
    return [Month(one, *pair, round(100 * sum(pair) / longest)) for one, pair in both.items()]


def seen(area: Area, first: date) -> list[Seen]:
    """Return what was seen in a month, most seen first; a handful of queries, however much it is."""
    counts = area.counts().filter(day__gte=first, day__lt=month_after(first)).order_by()
    rows = list(counts.values_list("kind", "key", "host").annotate(Sum("number")))
    wanted = {int(number) for kind, key, _, _ in rows if (number := page_of(kind, key)).isdigit()}
    pages = {
        page.pk: page
        for page in area.pages()
        .filter(pk__in=wanted)
        .only("path", "title", "live", "content_type", "url_path")
    }
    centres = branches(area.centres)
    found = [_seen(kind, key, host, number, pages, centres) for kind, key, host, number in rows]
    return sorted(filter(None, found), key=lambda one: (-one.number, one.title, one.host))


def branches(centres: Iterable[Jobcenter] | None) -> dict[str, Jobcenter]:
    """Return path of section and folder -> centre, and „centre:<slug>“ -> centre; of all when none are named."""
    if centres is None:
        centres = Jobcenter.objects.select_related("section", "folder")
    return {
        name: one for one in centres for name in (one.section.path, one.folder.path, f"centre:{one.slug}")
    }


def _seen(
    kind: str, key: str, host: str, number: int, pages: Mapping[int, Page], centres: Mapping[str, Jobcenter]
) -> Seen | None:
    is_embed = kind == "embed"
    page_number = page_of(kind, key)
    if not page_number:
        label = EMBEDS.get(key.partition(":")[0], "Einbettung")
        return Seen(label, label, centres.get(key), number, is_embed=is_embed, host=host)
    page = pages.get(int(page_number))
    if page is None:
        return None
    centre = centres.get(page.path[: DEPTH_OF_CENTRES * Page.steplen])
    label = EMBEDS["story"] if is_embed else _kind(page)
    return Seen(page.title, label, centre, number, page, is_embed, host)


def _kind(page: Page) -> str:
    model = ContentType.objects.get_for_id(page.content_type_id).model_class() or Page
    return str(model._meta.verbose_name)


def by_kind(rows: Iterable[Seen]) -> Counter[str]:
    """Add up views of pages by their kind."""
    return _added((one.kind, one.number) for one in rows if not one.is_embed)


def by_land(rows: Iterable[Seen]) -> Counter[str]:
    """Add up views of the centres' pages by Land."""
    return _added((one.centre.land, one.number) for one in rows if one.centre and not one.is_embed)


def by_centre(rows: Iterable[Seen]) -> Counter[Jobcenter]:
    """Add up views of the centres' pages by centre."""
    return _added((one.centre, one.number) for one in rows if one.centre and not one.is_embed)


def embeds_by_centre(rows: Iterable[Seen]) -> Counter[Jobcenter]:
    """Add up views of embeds by the centre whose story or card they show."""
    return _added((one.centre, one.number) for one in rows if one.centre and one.is_embed)


def by_host(rows: Iterable[Seen]) -> Counter[str]:
    """Add up views of embeds by the website they stand on."""
    return _added((one.host or "nicht genannt", one.number) for one in rows if one.is_embed)


def _added(pairs: Iterable[tuple[T, int]]) -> Counter[T]:
    found: Counter[T] = Counter()
    for name, number in pairs:
        found[name] += number
    return found


def in_words(number: int) -> str:
    """Return a number as the tables show it: small ones are not told apart."""
    if number < FEW:
        return f"unter {FEW}" if number else "keine"
    return f"{number:,}".replace(",", ".")
