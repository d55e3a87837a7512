"""The menu marks where somebody is, and its „Hilfe“ leads to what the handbook says about that."""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from campaign.accounts.menu import HERE
from tests import builders
from tests.accounts.login import client_for
from tests.dashboard.test_menus import items, menu

pytestmark = pytest.mark.django_db


def marked(html: str) -> list[str]:
    """Return the labels of what the menu marks as the place where somebody is, groups before what is in them."""

    def walk(below: list[dict]) -> Iterator[str]:
        for item in below:
            if item["_args"][0].get("classname") == HERE:
                yield item["_args"][0]["label"]
            if item["_type"].endswith("SubMenuItem"):
                yield from walk(item["_args"][1])

    return list(walk(items(html)))


def test_the_menu_marks_where_somebody_is_and_the_overview_only_there():
    officer = builders.officer()
    centre = builders.centre()
    story = builders.draft(officer)
    places = {
        "/admin/": ["Übersicht"],
        reverse("wagtailadmin_pages:edit", args=[story.pk]): ["Geschichten"],
        reverse("publishing_submit", args=[story.pk]): ["Geschichten"],
        reverse("wagtailadmin_pages:add", args=["stories", "storypage", centre.folder_id]): ["Geschichten"],
        reverse("wagtailadmin_pages:edit", args=[centre.section_id]): ["Mein Jobcenter"],
        reverse("wagtailadmin_pages:add", args=["jobcenters", "eventpage", centre.section_id]): [
            "Aktionen und Termine"
        ],
        reverse("people_index"): ["Zusammenarbeit", "Personen"],
        reverse("handbook_chapter", args=["freigabe"]): ["Hilfe"],
        reverse("wagtailadmin_account"): [],
    }
    client = client_for(officer)
    pages = {address: client.get(address).content.decode() for address in places}
    assert {address: marked(html) for address, html in pages.items()} == places
    # Wagtail marks by the beginning of the address: only here may „Übersicht“ have that of all.
    overviews = {address: menu(html)[0]["url"] for address, html in pages.items()}
    assert {address for address, url in overviews.items() if url == "/admin/"} == {"/admin/"}


def test_the_help_in_the_menu_is_about_the_screen():
    client = client_for(builders.officer())
    for address, key in (
        ("/admin/einwilligungen/", "einwilligung"),
        ("/admin/mein-jobcenter/", "mein-jobcenter"),
    ):
        found = menu(client.get(address).content.decode())[-1]
        assert found == {
            "label": "Hilfe",
            "url": reverse("handbook_chapter", args=[key]),
            "items": [],
        }
