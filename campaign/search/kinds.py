"""Which pages the public search knows: apps register their page types in `AppConfig.ready`; others are never found."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q
from wagtail.models import Page


@dataclass(frozen=True)
class Kind:
    """What a hit is: `key` in addresses and rows, the word for one and for the filter, its place among the filters."""

    key: str
    one: str
    many: str
    order: int


PAGE: Final = Kind("seite", "Seite der Kampagne", "Seiten der Kampagne", 60)
PRESS: Final = Kind("presse", "Pressemitteilung", "Presse", 40)
DOCUMENT: Final = Kind("dokument", "Dokument", "Dokumente", 70)

Words = Callable[[Any], str]
Condition = Callable[[], Q]
Among = Callable[[Collection[int]], set[int]]


@dataclass(frozen=True)
class Searched:
    """A page type in the search; see `register`."""

    kind: Kind
    keywords: Words
    label: Words
    shows_records: bool = False


_types: dict[type[Page], Searched] = {}
_conditions: dict[str, Condition] = {}
_among: dict[str, Among] = {}


def _nothing(page: Any) -> str:
    return ""


def register(
    page_type: type[Page],
    kind: Kind,
    *,
    keywords: Words = _nothing,
    label: Words = _nothing,
    shows_records: bool = False,
) -> None:
    """Let the public search find the live pages of a type, by title and its `search_fields`.

    keywords: further words it is found by, which nobody sees. label: whose it is or of when, beside the kind.
    shows_records: its keywords change without the page; the job reads such pages each time.
    """
    _types[page_type] = Searched(kind, keywords, label, shows_records)


def register_condition(kind: Kind, condition: Condition, among: Among) -> None:
    """Let only those entries of a kind be found that may be shown at that moment.

    condition: it as a condition on whatever row has `page_id`, for lists of everything. among: of these numbers of
    pages, those for which it holds; for the few hits of a search, so that its price does not grow with all there is.
    """
    _conditions[kind.key] = condition
    _among[kind.key] = among


def searched() -> dict[type[Page], Searched]:
    """Return the registered page types."""
    return _types


def known() -> dict[str, Kind]:
    """Return the kinds by key, in the order of the filters."""
    kinds = {one.kind.key: one.kind for one in _types.values()} | {DOCUMENT.key: DOCUMENT}
    return dict(sorted(kinds.items(), key=lambda item: (item[1].order, item[0])))


def live(way: str = "") -> Q:
    """Return the condition for entries whose page is live or whose file is public, without those of a kind.

    way: from a row to its entry („page__search_entry__“); "" for entries themselves.
    """
    of_page = Q(**{f"{way}page__live": True, f"{way}kind__in": list(known())})
    return of_page | Q(**{f"{way}document__is_released": True})


def allowed(way: str = "") -> Q:
    """Return the condition for entries that anybody may see now; way: as for `live`, from a row with `page_id`."""
    may = live(way)
    for key, condition in _conditions.items():
        may &= ~Q(**{f"{way}kind": key}) | condition()
    return may


def hidden(pages: Mapping[str, Collection[int]]) -> set[int]:
    """Return of live pages, given by kind, those that nobody may see now; a query for each kind with a condition."""
    found: set[int] = set()
    for key, numbers in pages.items():
        if key in _among and numbers:
            found |= set(numbers) - _among[key](numbers)
    return found
