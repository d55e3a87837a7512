"""Stories on pages of the apps below."""

from functools import cache
from typing import Any

from django import template

from campaign.written_once import WrittenOnce, written_once
from stories import start_places
from stories.cards import cards
from stories.models import StoryPage
from stories.models.story import EASY_ANCHOR

register = template.Library()
EASY_STORIES = 30


@register.simple_tag(takes_context=True)
def start_stories(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the stories of the start page as cards: chosen ones first, then the newest."""
    return cards(start_places.shown(), context.get("request"))


@register.simple_tag(takes_context=True)
def latest_stories(context: dict[str, Any], number: int, jobcenter: Any = None) -> list[dict[str, Any]]:
    """Return the newest public stories as cards, of all centres or of one."""
    found = _latest(number)() if jobcenter is None else _latest_of(number)(jobcenter.pk)
    return cards(found, context.get("request"))


@cache
def _latest(number: int) -> WrittenOnce[StoryPage]:
    return written_once(lambda: StoryPage.objects.public().for_cards()[:number])


@cache
def _latest_of(number: int) -> WrittenOnce[StoryPage]:
    return written_once(
        lambda centre: StoryPage.objects.public().for_cards().filter(jobcenter=centre)[:number]
    )


@register.simple_tag(takes_context=True)
def easy_stories(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return {title, url} of the newest public stories that are told in Leichte Sprache, too; url leads to that part."""
    stories = StoryPage.objects.public().exclude(easy_text="").for_cards()
    request = context.get("request")
    return [
        {"title": story.title, "url": f"{story.get_url(request)}{EASY_ANCHOR}"}
        for story in stories[:EASY_STORIES]
    ]
