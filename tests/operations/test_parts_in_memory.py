"""What many pages share is kept in memory as well: the way above a page, what is read next. Never an old one."""

import gzip

import pytest
from django.test import Client

from campaign.models import HomePage
from campaign.publishing import review
from stories.models import StoryIndexPage, StoryPage
from tests import builders
from tests.operations.test_page_memory import FIGURES, queries, remembered

__all__ = ["remembered"]

pytestmark = pytest.mark.django_db(transaction=True)
# No copy of the page answers, so it is made anew from what is kept.
ANEW = "?ohne=kopie"


def body(story: StoryPage) -> str:
    """Return the page as it is made anew."""
    return Client().get(f"{story.get_url()}{ANEW}").content.decode()


def test_a_page_made_anew_asks_less_where_others_have_asked_before():
    story, other = builders.published(), builders.published(of=builders.centre("landkreis-biberach"))
    first = queries(f"{story.get_url()}{ANEW}")
    assert queries(f"{story.get_url()}{ANEW}") < first - 2
    assert story.title in body(other) and other.title in body(story)


def test_what_is_read_next_appears_and_goes_with_the_next_request():
    story = builders.published()
    assert "Andere Orte" not in body(story)
    other = builders.published(of=builders.centre("landkreis-biberach"))
    assert other.get_url() in body(story)
    review.withdraw(other, builders.coordinator())
    assert other.get_url() not in body(story)


def test_a_story_that_lost_its_consent_past_all_notes_is_not_read_next(monkeypatch):
    story, other = builders.published(), builders.published(of=builders.centre("landkreis-biberach"))
    assert other.get_url() in body(story)
    # As if nobody had noted the write: the two that are shown are asked for once more.
    monkeypatch.setattr("campaign.operations.page_cache.watching._note", lambda *args: None)
    other.persons.get().consents.update(scan_hash="", form="paper")
    assert other.get_url() not in body(story)


def test_the_way_above_a_page_has_its_present_names():
    story = builders.published()
    assert '<span itemprop="name">Menschen vor Ort</span>' in body(story)
    index = StoryIndexPage.objects.get()
    index.title = "Geschichten von hier"
    index.save()
    assert '<span itemprop="name">Geschichten von hier</span>' in body(story)


def test_the_start_page_shows_what_it_says_now_whatever_is_kept_of_the_website():
    builders.published()
    client = Client()
    client.get(f"/impressum/{ANEW}")
    home = HomePage.objects.get()
    home.slogan = "Nah. Dran."
    home.save()
    assert "Nah" in client.get(f"/{ANEW}").content.decode()
    assert client.get(f"/impressum/{ANEW}").status_code == 200


def test_what_layers_further_out_add_to_an_answer_is_not_kept(settings):
    settings.MIDDLEWARE = ["django.middleware.gzip.GZipMiddleware", *settings.MIDDLEWARE]
    plain, packed = Client(), Client(headers={"Accept-Encoding": "gzip"})
    for client in (packed, plain, packed):
        answer = client.get(FIGURES)
        text = gzip.decompress(answer.content) if answer.get("Content-Encoding") else answer.content
        assert b"<h1" in text and bool(answer.get("Content-Encoding")) is (client is packed)
