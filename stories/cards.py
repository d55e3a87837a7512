"""Stories as cards: what components/story_card.html shows of each."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from campaign.media import renditions

if TYPE_CHECKING:
    from stories.models import StoryPage


def cards(stories: "Iterable[StoryPage]", request: HttpRequest | None = None) -> list[dict[str, Any]]:
    """Return the card of each story of `for_cards`, in this order; one query for all their pictures."""
    stories = list(stories)
    renditions.prefetch(story.portrait for story in stories)
    return [story.as_card(request) for story in stories]
