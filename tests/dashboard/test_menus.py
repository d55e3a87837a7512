"""Menus and pages of the admin: for each role only ways that are open, and all of it in German."""

import json
import re
from collections.abc import Iterator

import pytest
from django.urls import reverse

from campaign.accounts import menu as menu_groups
from campaign.accounts.gate import Access, access
from campaign.accounts.roles import Role
from tests import builders
from tests.accounts.login import client_for
from tests.dashboard.test_words import english

pytestmark = pytest.mark.django_db

FILES = {"Mediathek": ["Bilder", "Videos", "Dokumente", "Dateien"]}
# What stands in the menu, and in its groups what a click on them opens.
MENUS: dict[str, list] = {
    "officer": [
        *("Übersicht", "Mein Jobcenter", "Aktionen und Termine", "Geschichten", "Einwilligungen"),
        *({"Weitersagen": ["Verwendungen", "Material", "Zuarbeit"]}, FILES),
        {"Auswertung": ["Kennzahlen", "Statistik", "Website prüfen", "Gemeldete Barrieren"]},
        *({"Zusammenarbeit": ["Personen", "Intern", "Protokoll"]}, "Hilfe"),
    ],
    "coordinator": [
        "Übersicht",
        {"Freigabe": ["Geschichten", "Verwendungen"]},
        "Seiten",
        {
            "Inhalte": [
                *(
                    "Aktionen und Termine",
                    "Startseite",
                    "Kennzahlen",
                    "Pressebilder",
                    "Material",
                    "Textvorlagen",
                ),
                "Weiterleitungen",
            ]
        },
        {"Register": ["Register", "Finder-Korrekturen"]},
        {"Menschen": ["Einwilligungen", "Personen"]},
        FILES,
        "Intern",
        {
            "Auswertung": [
                "Ausgewogenheit",
                "Statistik",
                "Website prüfen",
                "Gemeldete Barrieren",
                "Protokoll",
                "Berichte",
            ]
        },
        "Hilfe",
    ],
    "technik": [
        *(
            "Übersicht",
            "Systemzustand",
            "Geschichten",
            "Seiten",
            {"Inhalte": ["Textvorlagen", "Weiterleitungen"]},
        ),
        *({"Register": ["Register", "Finder-Korrekturen"]}, "Personen"),
        *({"Mediathek": ["Bilder", "Videos", "Dokumente"]}, "Intern"),
        *({"Auswertung": ["Statistik", "Website prüfen", "Protokoll", "Berichte"]}, "Einstellungen", "Hilfe"),
    ],
}
GROUPED = {group.label for group in menu_groups.GROUPS}


def menu(html: str) -> list[dict]:
    """Return Wagtail's description of the menu: {label, url, items}."""
    return [_entry(item) for item in items(html)]


def items(html: str) -> list[dict]:
    """Return the items as Wagtail packs them for its script."""
    props = json.loads(re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', html, re.S)[1])
    return next(one for one in props["modules"] if one["_type"].endswith("MainMenuModule"))["_args"][0]


def _entry(item: dict) -> dict:
    data = item["_args"][0]
    return {
        "label": data["label"],
        "url": data.get("url") or "",
        "items": [_entry(below) for below in item["_args"][1]]
        if item["_type"].endswith("SubMenuItem")
        else [],
    }


def leaves(entries: list[dict]) -> Iterator[dict]:
    for entry in entries:
        yield from leaves(entry["items"]) if entry["items"] else (entry,)


def shown(entry: dict) -> str | dict:
    """A way by its name, one of our groups with what is in it."""
    inside = [below["label"] for below in entry["items"]]
    return {entry["label"]: inside} if entry["label"] in GROUPED and inside else entry["label"]


@pytest.fixture
def people() -> dict:
    return {
        "officer": builders.officer(),
        "coordinator": builders.coordinator(),
        "technik": builders.technik(),
    }


@pytest.mark.parametrize("role", list(MENUS))
def test_the_menu_of_a_role_has_its_ways_and_each_answers(people: dict, role: str):
    client = client_for(people[role])
    entries = menu(client.get("/admin/").content.decode())
    assert [shown(entry) for entry in entries] == MENUS[role]
    for entry in leaves(entries):
        assert entry["url"].startswith("/admin/"), entry
        assert client.get(entry["url"], follow=True).status_code == 200, entry
        assert not english(f"<p>{entry['label']}</p>"), entry


def test_every_view_of_a_group_is_in_the_gates_table():
    views = {view for group in menu_groups.GROUPS for view in group.views} - {"reports"}
    assert {view for view in views if access(view, set(Role)) is Access.REFUSED} == set()


def test_nothing_of_wagtails_own_campaign_is_left(people: dict):
    page = client_for(people["technik"]).get("/admin/").content.decode()
    for word in ("wagtail.org", "guide.wagtail", "upgrade", "Wagtail 7", "whats-new"):
        assert word not in page.replace("wagtail-sidebar", ""), word
    assert "<title>\n" not in page and "Kommunale Jobcenter" in page


def test_my_centre_gathers_what_the_redaktion_publishes_itself(people: dict):
    centre = builders.centre()
    page = client_for(people["officer"]).get("/admin/mein-jobcenter/").content.decode()
    for address in (
        reverse("wagtailadmin_pages:edit", args=[centre.section_id]),
        reverse("wagtailadmin_pages:add", args=["jobcenters", "newspage", centre.section_id]),
        centre.section.get_url(),
    ):
        assert f'href="{address}"' in page
    two = client_for(builders.officer("kreis-dueren", "landkreis-harz")).get("/admin/mein-jobcenter/")
    assert all(
        builders.centre(slug).name in two.content.decode() for slug in ("kreis-dueren", "landkreis-harz")
    )
    assert client_for(people["coordinator"]).get("/admin/mein-jobcenter/").status_code == 403
