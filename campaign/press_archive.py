"""All public releases in one list, whoever issues them: read from the address, counted, cut into pages.

This floor knows no centres: `jobcenters` adds their releases as a source of its own, and says who the centres are.
One short row per release is read whatever is asked, the words only of those on the page; so neither queries nor bytes
grow with the archive.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Page as Part
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from wagtail.models import Page

from campaign.laender import LAENDER

PER_PAGE: Final = 20
PARAMETERS: Final = {"year": "jahr", "issuer": "von", "land": "land", "centre": "jobcenter"}
LABELS: Final = {"year": "Jahr", "issuer": "Herausgeber", "land": "Land"}
# A release of a centre alone; the other words are those of `Issuer`.
OF_A_CENTRE: Final = "jobcenter"
ISSUERS: Final = {
    "beide": "Beide Verbände",
    "dlt": "Deutscher Landkreistag",
    "dst": "Deutscher Städtetag",
    OF_A_CENTRE: "Jobcenter",
}


@dataclass(frozen=True)
class Centre:
    """A centre that issues: its group of people, name, slug, Land (ISO 3166-2), address, and whom the press reaches.

    contact: as components/press_contact.html takes it; empty when the centre names nobody.
    """

    group_id: int
    name: str
    slug: str
    land: str
    url: str
    contact: Mapping[str, str]


@dataclass(frozen=True)
class Source:
    """Releases of one type of page, public ones only, asked at every request.

    model: the type's name in small letters, as Page leads to it; it has `date` and `intro`. rows: a query with `issuer`
    and `group`, one row per centre that issues, and one with None where there is none. issuers: issuer -> its name;
    empty where the centre's is enough.
    """

    model: str
    rows: Callable[[], QuerySet[Any, Any]]
    issuers: Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """A release before its words are read."""

    key: int
    day: date
    issuer: str
    groups: frozenset[int]


@dataclass(frozen=True)
class Selection:
    """What is asked for: a year, an issuer, a Land by its code, a centre by its slug; empty = all."""

    year: str = ""
    issuer: str = ""
    land: str = ""
    centre: str = ""

    def __bool__(self) -> bool:
        return any((self.year, self.issuer, self.land, self.centre))

    @property
    def query(self) -> str:
        """The encoded query of the address, without question mark."""
        words = vars(self) | {"land": land_word(self.land)}
        return urlencode({PARAMETERS[name]: word for name, word in words.items() if word})

    def link(self, base: str, **changes: str) -> str:
        """Return the address of the list with other filters; a centre lies in one Land, so they go together."""
        query = replace(self, **changes).query
        return f"{base}?{query}" if query else base


_sources: list[Source] = []
_centres: list[Callable[[Iterable[int]], Iterable[Centre]]] = []


def register(source: Source) -> None:
    """Add a type of page."""
    _sources.append(source)


def register_centres(finder: Callable[[Iterable[int]], Iterable[Centre]]) -> None:
    """Add a function from keys of groups to centres, in the order of the registry; it may ask the database once."""
    _centres.append(finder)


def centres_of(groups: Iterable[int]) -> dict[int, Centre]:
    """Return group -> centre in the order of the registry; no query for no groups."""
    wanted = sorted(set(groups))
    return {one.group_id: one for finder in _centres for one in finder(wanted)} if wanted else {}


def land_word(code: str) -> str:
    """Return a Land as it stands in an address: „baden-wuerttemberg“."""
    return LAENDER[code].name.lower().replace("ü", "ue") if code else ""


def read(parameters: Mapping[str, str]) -> Selection:
    """Read the address; what nobody knows is left out."""
    lands = {land_word(code): code for code in LAENDER}
    year, issuer, land, centre = (parameters.get(word, "").strip().lower() for word in PARAMETERS.values())
    return Selection(
        year=year if len(year) == len("2021") and year.isascii() and year.isdigit() else "",
        issuer=issuer if issuer in ISSUERS else "",
        land=lands.get(land, ""),
        centre=centre[:255],
    )


class Archive:
    """What there is, read once: three queries whatever the number of releases and of sources."""

    def __init__(self) -> None:
        groups: dict[int, set[int]] = {}
        rows: dict[int, tuple[date, str]] = {}
        for key, day, issuer, group in self._rows():
            rows[key] = (day, issuer)
            groups.setdefault(key, set()).update([group] if group else [])
        self.rows = sorted(
            (Row(key, day, issuer, frozenset(groups[key])) for key, (day, issuer) in rows.items()),
            key=lambda row: (row.day, row.key),
            reverse=True,
        )
        self.centres = centres_of(group for row in self.rows for group in row.groups)

    @staticmethod
    def _rows() -> Iterable[tuple[int, date, str, int | None]]:
        first, *others = [source.rows().values_list("pk", "date", "issuer", "group") for source in _sources]
        return first.union(*others, all=True) if others else first

    def chosen(self, selection: Selection) -> list[Row]:
        """Return the rows of a selection, newest first."""
        return [row for row in self.rows if self._fits(row, selection)]

    def _fits(self, row: Row, wanted: Selection) -> bool:
        issuers = [self.centres[group] for group in row.groups if group in self.centres]
        return (
            wanted.year in ("", str(row.day.year))
            and (not wanted.issuer or wanted.issuer == row.issuer or self._joins(row, wanted.issuer))
            and (not wanted.land or any(one.land == wanted.land for one in issuers))
            and (not wanted.centre or any(one.slug == wanted.centre for one in issuers))
        )

    @staticmethod
    def _joins(row: Row, issuer: str) -> bool:
        """A joint release is one of each association, and of each centre that issues it with them."""
        return bool(row.groups) if issuer == OF_A_CENTRE else row.issuer == "beide" and issuer != "beide"

    def part(self, rows: list[Row], number: Any) -> Part:
        """Return one page of rows, as components/pagination.html takes it."""
        return Paginator(rows, PER_PAGE).get_page(number)

    def entries(self, rows: Iterable[Row], request: HttpRequest) -> list[Any]:
        """Return the pages of rows in their order, as components/release_row.html and the feed show them; one query."""
        wanted = list(rows)
        words = {
            name: Coalesce(*[f"{source.model}__{name}" for source in _sources], None)
            for name in ("date", "intro")
        }
        pages = Page.objects.live().filter(pk__in=[row.key for row in wanted]).annotate(**words)
        found = {page.pk: page for page in pages}
        names = {issuer: name for source in _sources for issuer, name in source.issuers.items()}
        entries = [found[row.key] for row in wanted if row.key in found]
        for row, page in zip((row for row in wanted if row.key in found), entries, strict=True):
            issuing = [centre for group, centre in self.centres.items() if group in row.groups]
            page.issuer_line = line(names[row.issuer], issuing)
            page.address, page.full_address = page.get_url(request), page.get_full_url(request)
        return entries

    def groups(self, selection: Selection, base: str) -> list[dict[str, Any]]:
        """Return the filters as components/filter_bar.html shows them; only what leads to releases."""
        lands = sorted({one.land for one in self.centres.values()}, key=lambda code: LAENDER[code].name)
        years = sorted({str(row.day.year) for row in self.rows}, reverse=True)
        choices = {
            "year": {year: year for year in years},
            "issuer": ISSUERS,
            "land": {code: LAENDER[code].name for code in lands},
        }
        return [
            {
                "label": LABELS[name],
                "chosen": choices[name].get(getattr(selection, name), ""),
                "options": options,
            }
            for name in choices
            if len(options := self._options(name, choices[name], selection, base)) > 1
        ]

    def _options(
        self, name: str, choices: Mapping[str, str], selection: Selection, base: str
    ) -> list[dict[str, Any]]:
        """One filter: „alle“ first, then what there is under the other filters."""
        others = {"centre": ""} if name == "land" else {}
        found: Counter[str] = Counter()
        for value in choices:
            changed = replace(selection, **{**others, name: value})
            found[value] = len(self.chosen(changed))
        current = getattr(selection, name)
        everything = {
            "title": "alle",
            "url": selection.link(base, **{**others, name: ""}),
            "current": not current,
        }
        return [
            everything,
            *(
                {
                    "title": title,
                    "url": selection.link(base, **{**others, name: value}),
                    "current": value == current,
                    "count": found[value],
                }
                for value, title in choices.items()
                if found[value] or value == current
            ),
        ]


def line(own: str, centres: list[Centre]) -> str:
    """Say who issues a release: „Deutscher Städtetag, gemeinsam mit Jobcenter Jena“; of a centre alone its name."""
    names = [one.name for one in centres]
    together = " und ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    return f"{own}, gemeinsam mit {together}" if own and together else own or together
