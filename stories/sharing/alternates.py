"""What a page names in its <head> for machines: how to embed it, and its list as a feed. No database."""

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

LIST_TITLE = "Menschen vor Ort"
FEEDS = {"story_feed": "application/rss+xml", "story_json_feed": "application/feed+json"}
OEMBED = {"json": "application/json+oembed", "xml": "text/xml+oembed"}


def embedding(url: str, title: str) -> list[dict[str, str]]:
    """Return type, title and address of the oEmbed answers about a public address."""
    return [
        {"type": media_type, "title": title, "url": f"{settings.BASE_URL}{reverse('oembed')}?{query}"}
        for form, media_type in OEMBED.items()
        for query in [urlencode({"url": url, "format": form})]
    ]


def feeds(query: str, words: str) -> list[dict[str, str]]:
    """Return type, title and address of both feeds; `query` and `words` of a selection (stories/selection.py)."""
    return [
        {"type": media_type, "title": f"{LIST_TITLE}{words}", "url": feed_url(name, query)}
        for name, media_type in FEEDS.items()
    ]


def feed_url(name: str, query: str) -> str:
    """Return the whole address of a feed by its name in campaign/urls.py."""
    return f"{settings.BASE_URL}{reverse(name)}{f'?{query}' if query else ''}"
