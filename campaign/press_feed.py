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


def answer(index: Any, releases: Iterable[Any]) -> HttpResponse:
    """Return the feed of the press page `index`, with full addresses, as they stand in Wagtail's Site."""
    feed = Atom1Feed(
        title=TITLE,
        link=index.full_url,
        feed_url=f"{index.full_url}feed/",
        description=printable(index.intro),
        language="de",
        author_name="Deutscher Landkreistag und Deutscher Städtetag",
    )
    for release in releases:
        feed.add_item(
            title=printable(release.title),
            link=release.full_url,
            unique_id=release.full_url,
            description=printable(release.intro),
            pubdate=timezone.make_aware(datetime.combine(release.date, time())),
            updateddate=release.last_published_at,
            author_name=release.issuer_text,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
