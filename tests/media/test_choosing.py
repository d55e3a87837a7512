"""The campaign's recordings may be chosen by all, and changed by those they belong to."""

import pytest
from django.urls import reverse

from campaign.accounts.roles import shared_collection
from campaign.media import creation
from tests import builders
from tests.accounts.login import client_for
from tests.media.files import MP4

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return client_for(builders.officer())


@pytest.fixture
def films():
    return {
        name: creation.create_media(f"FILM-{name}", MP4, collection, "a.mp4")
        for name, collection in (
            ("eigen", builders.centre().collection),
            ("gemeinsam", shared_collection()),
            ("fremd", builders.centre("stadt-jena").collection),
        )
    }


@pytest.mark.parametrize("address", ["chooser/", "chooser/video/", "chooser/?q=FILM", "chooser/?p=1"])
def test_own_and_shared_ones_are_offered(client, films, address):
    answer = client.get(f"/admin/media/{address}").content.decode()
    assert "FILM-eigen" in answer
    assert "FILM-gemeinsam" in answer
    assert "FILM-fremd" not in answer


def test_own_and_shared_ones_are_chosen(client, films):
    statuses = {
        name: client.get(reverse("wagtailmedia:media_chosen", args=[film.pk])).status_code
        for name, film in films.items()
    }
    assert statuses == {"eigen": 200, "gemeinsam": 200, "fremd": 404}


def test_only_own_ones_are_changed(client, films):
    for view in ("edit", "delete", "media_usage"):
        shared = client.get(reverse(f"wagtailmedia:{view}", args=[films["gemeinsam"].pk]))
        foreign = client.get(reverse(f"wagtailmedia:{view}", args=[films["fremd"].pk]))
        assert (shared.status_code, foreign.status_code) == (403, 404), view
    assert client.get(reverse("wagtailmedia:edit", args=[films["eigen"].pk])).status_code == 200


def test_the_chooser_names_no_collection_of_another_centre(client, films):
    answer = client.get("/admin/media/chooser/").json()["html"]
    assert builders.centre().collection.name in answer
    assert builders.centre("stadt-jena").collection.name not in answer


def test_an_unreleased_shared_recording_may_be_seen_and_a_foreign_one_not(client, films):
    assert client.get(films["gemeinsam"].file.url).status_code == 200
    assert client.get(films["fremd"].file.url).status_code == 404


def test_the_koordination_chooses_from_all(films):
    answer = client_for(builders.coordinator()).get("/admin/media/chooser/").content.decode()
    assert all(f"FILM-{name}" in answer for name in films)
