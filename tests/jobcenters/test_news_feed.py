"""The news of one centre as a feed for the website of its Kreis."""

from datetime import date

import feedparser
import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from jobcenters.models import FormerAddress, NewsPage
from tests import builders

pytestmark = pytest.mark.django_db
PATH = "/jobcenter/kreis-dueren/feed/"


def news(title: str, day: int, **fields) -> NewsPage:
    """A news item of Düren, public unless said otherwise."""
    section = builders.centre().section
    page = NewsPage(title=title, date=date(2026, 11, day), intro=f"Kurz: {title}", **fields)
    return section.add_child(instance=page)


def test_the_feed_holds_the_public_news_newest_first_and_only_the_own():
    older, newer = news("Neue\x0bZeiten", 2), news("Sprechstunde", 9)
    news("Entwurf", 12, live=False)
    answer = Client().get(PATH)
    feed = feedparser.parse(answer.content)
    assert answer["Content-Type"].startswith("application/rss+xml") and not feed.bozo
    assert [entry.link for entry in feed.entries] == [newer.full_url, older.full_url]
    assert feed.entries[0].summary == "Kurz: Sprechstunde" and feed.entries[0].id.startswith("urn:uuid:")
    assert feed.feed.title == f"Neues: {builders.centre().name}"
    assert feedparser.parse(Client().get("/jobcenter/landkreis-harz/feed/").content).entries == []
    again = Client().get(PATH, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304 and Client().head(PATH).status_code == 200
    page = Client().get("/jobcenter/kreis-dueren/").content.decode()
    assert (
        f'type="application/rss+xml" title="Neues: {builders.centre().name}"' in page and f'{PATH}"' in page
    )


def test_a_former_name_leads_on_and_a_centre_that_is_none_is_missing():
    FormerAddress.objects.create(path="/jobcenter/kreis-alt/", page=builders.centre().section)
    assert Client().get("/jobcenter/kreis-alt/feed/")["Location"] == PATH
    assert Client().get("/jobcenter/gibt-es-nicht/feed/").status_code == 404


def test_no_page_takes_the_address_of_the_feed():
    with pytest.raises(ValidationError, match="Feed"):
        NewsPage(title="Feed", slug="feed", date=date(2026, 11, 2), intro="x").clean()
