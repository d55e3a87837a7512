"""Stories on pages of the apps below."""

from typing import Any

from django import template

from stories import start_places
from stories.models import StoryPage
from stories.models.story import EASY_ANCHOR

register = template.Library()
EASY_STORIES = 30


@register.simple_tag(takes_context=True)
def start_stories(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the stories of the start page as cards: chosen ones first, then the newest."""
    return [story.as_card(context.get("request")) for story in start_places.shown()[: start_places.PLACES]]


@register.simple_tag(takes_context=True)
def latest_stories(context: dict[str, Any], number: int, jobcenter: Any = None) -> list[dict[str, Any]]:
    """Return the newest public stories as cards, of all centres or of one."""
    stories = StoryPage.objects.public(few=True).for_cards()
    if jobcenter is not None:
        stories = stories.filter(jobcenter=jobcenter)
    return [story.as_card(context.get("request")) for story in stories[:number]]


@register.simple_tag(takes_context=True)
def easy_stories(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return {title, url} of the newest public stories that are told in Leichte Sprache, too; url leads to that part."""
    stories = StoryPage.objects.public().exclude(easy_text="").light()
    request = context.get("request")
    return [
        {"title": story.title, "url": f"{story.get_url(request)}{EASY_ANCHOR}"}
        for story in stories[:EASY_STORIES]
    ]
