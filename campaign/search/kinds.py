"""Which pages the public search knows: apps register their page types in `AppConfig.ready`; others are never found."""

from collections.abc import Callable
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


@dataclass(frozen=True)
class Searched:
    """A page type in the search; see `register`."""

    kind: Kind
    keywords: Words
    label: Words


_types: dict[type[Page], Searched] = {}
_conditions: dict[str, Condition] = {}


def _nothing(page: Any) -> str:
    return ""


def register(
    page_type: type[Page], kind: Kind, *, keywords: Words = _nothing, label: Words = _nothing
) -> None:
    """Let the public search find the live pages of a type, by title and its `search_fields`.

    keywords: further words it is found by, which nobody sees. label: whose it is or of when, beside the kind.
    """
    _types[page_type] = Searched(kind, keywords, label)


def register_condition(kind: Kind, condition: Condition) -> None:
    """Let only those entries of a kind be found for which the condition (on SearchEntry) holds at that moment."""
    _conditions[kind.key] = condition


def searched() -> dict[type[Page], Searched]:
    """Return the registered page types."""
    return _types


def known() -> dict[str, Kind]:
    """Return the kinds by key, in the order of the filters."""
    kinds = {one.kind.key: one.kind for one in _types.values()} | {DOCUMENT.key: DOCUMENT}
    return dict(sorted(kinds.items(), key=lambda item: (item[1].order, item[0])))


def allowed() -> Q:
    """Return the condition for entries that anybody may see now."""
    may = Q(page__live=True, kind__in=list(known())) | Q(document__is_released=True)
    for key, condition in _conditions.items():
        may &= ~Q(kind=key) | condition()
    return may
