"""Stories that somebody chose for a page: as cards, those that are public at this moment."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from stories.cards import cards as as_cards
from stories.models import StoryPage


def cards(keys: Sequence[int], request: HttpRequest | None = None) -> list[dict[str, Any]]:
    """Return the public ones of the stories with these keys, in this order, as components/story_card.html shows them."""
    found = {story.pk: story for story in StoryPage.objects.public().filter(pk__in=keys).for_cards()}
    return as_cards((found[key] for key in dict.fromkeys(keys) if key in found), request)
