"""The demonstration fills the campaign's pages, and leaves alone what somebody wrote."""

import pytest
from django.test import Client

from campaign.demo.content import load
from campaign.models import ContentPage, Kennzahl, PressIndexPage, PressReleasePage
from stories.demo.campaign_pages import fill_campaign
from tests import builders

pytestmark = pytest.mark.django_db

PATHS = (
    "/",
    "/markenkern/",
    "/leitbild-2030/",
    "/zahlen-und-fakten/",
    "/presse/",
    "/impressum/",
    "/datenschutz/",
)


def test_all_pages_of_the_campaign_have_their_words(django_assert_max_num_queries):
    fill_campaign(load(), builders.coordinator())
    for path in PATHS:
        text = Client().get(path).content.decode()
        assert "[vor dem Start" in text or path not in ("/impressum/", "/datenschutz/")
        assert text.count("<h1") == 1, path
        with django_assert_max_num_queries(12):
            Client().get(path)
    assert "Vier Stärken" in Client().get("/markenkern/").content.decode()
    assert 'href="#abschnitt-neues-ausprobieren"' in Client().get("/leitbild-2030/").content.decode()
    release = PressReleasePage.objects.order_by("-date").first()
    assert release.title in Client().get("/presse/").content.decode()
    assert Client().get(release.get_url()).status_code == 200


def test_a_second_run_adds_nothing_and_keeps_what_people_wrote():
    author = builders.coordinator()
    fill_campaign(load(), author)
    page = ContentPage.objects.get(slug="markenkern")
    page.intro = "Von Hand geschrieben."
    page.save_revision(user=author).publish(user=author)
    counted = [model.objects.count() for model in (PressReleasePage, Kennzahl)]
    contacts = PressIndexPage.objects.get().contacts.count()
    fill_campaign(load(), author)
    assert "Von Hand geschrieben." in Client().get("/markenkern/").content.decode()
    assert [model.objects.count() for model in (PressReleasePage, Kennzahl)] == counted
    assert PressIndexPage.objects.get().contacts.count() == contacts == 2
