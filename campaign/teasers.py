"""Stories on pages of this floor: who has the stories says which pages they are and which of them are public."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

# Keys of pages, and the request → what components/story_card.html shows of those that are public, in that order.
Cards = Callable[[Sequence[int], HttpRequest | None], list[dict[str, Any]]]

_sources: dict[type[Page], Cards] = {}


def register(page_type: type[Page], cards: Cards) -> None:
    """Say that pages of this type can be chosen, and how they look; called in AppConfig.ready."""
    _sources[page_type] = cards


def page_types() -> list[type[Page]]:
    """Return the types of pages that are stories."""
    return list(_sources)


def cards(keys: Sequence[int], request: HttpRequest | None = None) -> list[dict[str, Any]]:
    """Return the public ones of these pages as cards; the others leave no trace."""
    return [card for source in _sources.values() for card in source(keys, request)]
