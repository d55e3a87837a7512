"""Website and start page, looked up at once: as Wagtail would have found them, whoever asks."""

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from campaign import serving
from campaign.models import HomePage

pytestmark = pytest.mark.django_db


def asked():
    return RequestFactory().get("/suche/", headers={"host": "localhost"})


def test_a_page_outside_of_the_tree_knows_the_website_as_wagtail_finds_it():
    request = asked()
    serving.know_site(request)
    with CaptureQueriesContext(connection) as captured:
        site = Site.find_for_request(request)
        assert Page.objects.get(slug="impressum").get_url(request) == "/impressum/"
    assert site == Site.find_for_request(asked()) and site.root_page.specific == HomePage.objects.get()
    assert not any('FROM "wagtailcore_site"' in one["sql"] for one in captured)


def test_with_a_second_website_or_one_that_is_not_for_every_name_wagtail_looks_itself():
    Site.objects.update(is_default_site=False)
    request = asked()
    serving.know_site(request)
    assert not hasattr(request, "_wagtail_site")
    other = HomePage.objects.get()
    Site.objects.create(hostname="anders.example", root_page=other, is_default_site=True)
    serving.know_site(request)
    assert not hasattr(request, "_wagtail_site")


def test_nobody_gets_anothers_objects(monkeypatch: pytest.MonkeyPatch):
    kept = serving._only_site()
    monkeypatch.setattr(serving, "remembered", lambda name, make: kept)
    first, second = asked(), asked()
    serving.know_site(first)
    serving.know_site(second)
    found, other = Site.find_for_request(first), Site.find_for_request(second)
    found.root_page.title = "Verändert"
    assert found is not other and other.root_page.title == kept.root_page.title != "Verändert"


def test_a_page_of_the_tree_is_served_with_two_websites_as_well():
    Site.objects.update(is_default_site=False)
    assert Client().get("/impressum/", headers={"host": Site.objects.get().hostname}).status_code == 200
