"""The way from the start page to the page shown."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from campaign.models import HomePage
from campaign.templatetags.campaign_tags import breadcrumb
from jobcenters.models import NewsPage
from tests import builders

pytestmark = pytest.mark.django_db


def request():
    return RequestFactory().get("/", HTTP_HOST="127.0.0.1")


def titles(page: Page) -> list[str]:
    return [item["title"] for item in breadcrumb({"page": page, "request": request()})]


def test_the_start_page_and_an_error_page_have_no_way_to_show():
    assert titles(HomePage.objects.get()) == []
    assert breadcrumb({"request": request()}) == []
    assert breadcrumb({"page": HomePage.objects.get()}) == []


def test_a_section_leads_back_to_the_registry_and_names_itself_last():
    section = builders.centre("kreis-dueren").section
    items = breadcrumb({"page": section, "request": request()})
    assert items == [
        {"title": "Start", "url": "/"},
        {"title": "Jobcenter finden", "url": "/jobcenter/"},
        {"title": section.title, "url": ""},
    ]


def test_the_folder_of_a_story_is_no_station():
    assert titles(builders.draft(builders.officer(), title="Werkbank")) == [
        "Start",
        "Menschen vor Ort",
        "Werkbank",
    ]


def test_a_page_that_is_only_previewed_has_its_way_too():
    section = builders.centre("kreis-dueren").section
    news = NewsPage(title="Noch nicht gespeichert", depth=section.depth + 1)
    news.path = Page._get_children_path_interval(section.path)[1]
    assert titles(news) == ["Start", "Jobcenter finden", section.title, "Noch nicht gespeichert"]


def test_the_way_costs_one_query():
    page = builders.draft(builders.officer())
    warm = request()
    ContentType.objects.get_for_models(*Page.__subclasses__())
    breadcrumb({"page": page, "request": warm})
    with CaptureQueriesContext(connection) as queries:
        breadcrumb({"page": page, "request": warm})
    assert len(queries) == 1
