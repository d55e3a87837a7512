"""RSS and JSON Feed: read as programs read them, narrowed like the list, and without what nobody agreed to."""

from datetime import datetime
from typing import Any

import feedparser
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaign.media import orders
from campaign.publishing import review
from stories.consents.rules import Channel
from stories.models import Consent, StoryPage
from tests import builders

pytestmark = pytest.mark.django_db
RSS, JSON = "/menschen-vor-ort/feed/", "/menschen-vor-ort/feed.json"


@pytest.fixture(autouse=True)
def stores(settings, tmp_path):
    settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT = tmp_path / "media", tmp_path / "private"
    cache.clear()


def told(slug: str = "kreis-dueren", *channels: Channel, **fields: Any) -> StoryPage:
    """A public story of a centre whose person agreed to these channels besides the website."""
    story = builders.published(builders.centre(slug), builders.officer(slug), **fields)
    builders.consent(
        story.persons.first(), channels=frozenset({Channel.WEB, *channels}), declared_on=timezone.localdate()
    )
    return story


def rss(query: str = "") -> Any:
    """Return the feed as feedparser reads it; it must find nothing to complain of."""
    answer = Client().get(f"{RSS}{query}")
    assert answer.status_code == 200 and answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def titles(query: str = "") -> list[str]:
    """The titles of both feeds, which must be the same."""
    items = Client().get(f"{JSON}{query}").json()["items"]
    read = [entry.title for entry in rss(query).entries]
    assert read == [item["title"] for item in items]
    return read


def test_rss_names_the_stories_newest_first_with_whole_addresses_that_stay():
    first, second = told("kreis-dueren", Channel.PARTNERS), told("landkreis-harz")
    orders.make_ordered(force=True)
    feed = rss()
    assert feed.version == "rss20" and feed.feed.language == "de"
    assert [entry.title for entry in feed.entries] == [second.title, first.title]
    entry = feed.entries[1]
    assert entry.link == first.full_url and entry.link.startswith("http")
    assert entry.id == f"{settings.BASE_URL}/menschenvorort/{first.pk}" and entry.published_parsed
    assert first.quote in entry.summary and first.intro in entry.summary
    assert f"{settings.BASE_URL}/einbetten/bild/{first.pk}.jpg" in entry.summary
    assert "Bild: Zeichnung: Beispiel" in entry.summary and first.jobcenter.name in entry.summary


def test_without_a_yes_for_partners_only_title_and_address_are_told():
    story = told("kreis-dueren", Channel.SOCIAL)
    orders.make_ordered(force=True)
    entry = rss().entries[0]
    assert entry.title == story.title and entry.link == story.full_url
    assert story.quote not in entry.summary and story.intro not in entry.summary
    assert "<img" not in entry.summary
    assert "image" not in Client().get(JSON).json()["items"][0]


def test_json_feed_holds_what_version_1_1_asks_for():
    story = told("kreis-dueren", Channel.PARTNERS)
    orders.make_ordered(force=True)
    answer = Client().get(JSON)
    data = answer.json()
    assert answer["Content-Type"].startswith("application/feed+json")
    assert data["version"] == "https://jsonfeed.org/version/1.1" and data["title"]
    assert data["feed_url"] == f"{settings.BASE_URL}{JSON}" and data["home_page_url"].startswith("http")
    assert set(data) <= {*"version title home_page_url feed_url description language authors items".split()}
    item = data["items"][0]
    for name, value in item.items():
        assert value and (isinstance(value, str) or name == "authors"), name
    assert item["id"] == f"{settings.BASE_URL}/menschenvorort/{story.pk}" and item["url"] == story.full_url
    for name in ("date_published", "date_modified"):
        assert datetime.fromisoformat(item[name]).tzinfo is not None
    assert item["content_html"] and [set(one) for one in item["authors"]] == [{"name"}]


def test_the_filters_are_those_of_the_list():
    dueren, harz = told("kreis-dueren"), told("landkreis-harz")
    assert titles("?land=sachsen-anhalt") == [harz.title]
    assert titles("?jobcenter=kreis-dueren") == [dueren.title]
    assert set(titles("?thema=wiedereinstieg&wer=arbeit-gefunden")) == {dueren.title, harz.title}
    assert titles("?thema=jung") == [] and titles("?jobcenter=stadt-jena") == []
    assert "Landkreis Harz" in rss("?jobcenter=landkreis-harz").feed.title
    page = Client().get("/menschen-vor-ort/?jobcenter=landkreis-harz").content.decode()
    assert f'href="{settings.BASE_URL}{RSS}?jobcenter=landkreis-harz"' in page


@pytest.mark.parametrize("query", ["?land=atlantis", "?jobcenter=gibt-es-nicht", "?thema=%ff", "?wer=1%27"])
def test_a_filter_that_nobody_knows_is_not_answered_with_other_stories(query: str):
    told()
    for path in (RSS, JSON):
        assert Client().get(f"{path}{query}").status_code == 404


def test_what_is_withdrawn_or_rests_is_not_in_the_next_answer():
    gone, rests, stays = told(), told(), told()
    assert len(titles()) == 3
    before = Client().get(RSS)["ETag"]
    review.withdraw_for_person(gone)
    Consent.objects.filter(person__story=rests).update(rests_since=timezone.now())
    assert titles() == [stays.title]
    assert Client().get(RSS, headers={"If-None-Match": before}).status_code == 200


def test_readers_may_ask_again_and_again():
    told()
    for path in (RSS, JSON):
        answer = Client().get(path)
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate" and not answer.cookies
        assert Client().get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
        assert Client().head(path).status_code == 200 and Client().post(path).status_code == 405


def test_control_characters_break_no_feed():
    told(title="Wieder\x0bda")
    assert titles() == ["Wieder\nda"] or titles() == ["Wieder da"]


def test_a_feed_costs_the_same_for_one_and_for_four_stories():
    counts = []
    for number in (1, 3):
        for _ in range(number):
            told("kreis-dueren", Channel.PARTNERS)
        Client().get(RSS)
        for path in (RSS, JSON):
            with CaptureQueriesContext(connection) as captured:
                Client().get(path)
            counts.append(len(captured))
    assert len(set(counts)) == 1 and counts[0] <= 8
