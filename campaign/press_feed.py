"""The releases as an Atom feed."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from campaign.printable import printable

MOST = 20
TITLE = "Kommunale Jobcenter: Pressemitteilungen"


def answer(index: Any, releases: Iterable[Any], query: str = "") -> HttpResponse:
    """Return the feed of the press page `index`, with full addresses, as they stand in Wagtail's Site.

    releases: as `press_archive.Archive.entries` gives them. query: the filters, encoded; the feed names itself with them.
    """
    home = index.full_url
    asked = f"?{query}" if query else ""
    feed = Atom1Feed(
        title=TITLE,
        link=f"{home}{asked}",
        feed_url=f"{home}feed/{asked}",
        description=printable(index.intro),
        language="de",
        author_name="Deutscher Landkreistag und Deutscher Städtetag",
    )
    for release in releases:
        feed.add_item(
            title=printable(release.title),
            link=release.full_address,
            # Stays when a page gets another address, and after a restore.
            unique_id=f"urn:uuid:{release.translation_key}",
            description=printable(release.intro),
            pubdate=_published(release),
            updateddate=release.last_published_at,
            author_name=release.issuer_line,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _published(release: Any) -> datetime:
    """The day of a release with zone: at the hour at which it appeared, where that was the same day."""
    first = release.first_published_at
    if first is not None and timezone.localtime(first).date() == release.date:
        return timezone.localtime(first)
    return timezone.make_aware(datetime.combine(release.date, time()))
