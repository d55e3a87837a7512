"""The handbook inside the admin: every chapter opens for whom it is, its links and pictures are there."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver, reverse

from campaign.accounts.gate import table
from campaign.accounts.roles import Role
from campaign.handbook.chapters import CHAPTERS, chapter_for, readable
from tests import builders
from tests.accounts.login import client_for

PICTURES = Path(settings.BASE_DIR) / "static" / "handbook"
SMALL = 1_500_000
# Beginnings that name no view but the class of a page.
FORM = "form:"


def person(role: Role):
    make = {
        Role.REDAKTION: builders.officer,
        Role.KOORDINATION: builders.coordinator,
        Role.TECHNIK: builders.technik,
    }
    return make[role]()


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_each_chapter_of_a_role_opens_and_leads_only_where_this_role_may_go(role: Role):
    client = client_for(person(role))
    contents = client.get(reverse("handbook_index")).content.decode()
    ways: set[str] = set()
    for chapter in readable({role}):
        address = reverse("handbook_chapter", args=[chapter.key])
        assert f'href="{address}"' in contents, chapter.key
        answer = client.get(address)
        assert answer.status_code == 200, chapter.key
        text = re.search(r'<div class="handbook">.*?</main>', answer.content.decode(), re.S)[0]
        ways |= set(re.findall(r'href="(/[^"#]*)"', text))
    closed = {way for way in ways if client.get(way, follow=True).status_code != 200}
    # What only a centre does leads those who read it for a centre to a closed door; see `for_centres`.
    assert closed - for_centres(role) == set()


def for_centres(role: Role) -> set[str]:
    """The ways that only a Redaktion has, or that the Technik has not: chapters are written for a Redaktion."""
    names = {
        Role.REDAKTION: (),
        Role.KOORDINATION: (),
        Role.TECHNIK: (
            *("consents_index", "sharing_register", "sharing_site", "events_index", "material_index"),
            *("centre_material_index", "library_index", "figures_index"),
        ),
    }
    return {reverse(name) for name in names[role]}


@pytest.mark.django_db
def test_a_redaktion_finds_no_chapter_of_the_koordination():
    client = client_for(builders.officer())
    assert client.get(reverse("handbook_chapter", args=["pruefen"])).status_code == 404
    assert client.get(reverse("handbook_chapter", args=["gibt-es-nicht"])).status_code == 404
    assert client_for(builders.coordinator()).get("/admin/hilfe/", follow=True).status_code == 200


def named_pictures() -> set[str]:
    templates = ["handbook/index.html", *(chapter.template for chapter in CHAPTERS)]
    sources = [Path(get_template(template).origin.name).read_text() for template in templates]
    return {name for source in sources for name in re.findall(r'picture\.html" with name="([^"]+)"', source)}


def test_every_picture_that_a_chapter_names_is_there_and_no_other():
    there = {file.stem: file.stat().st_size for file in PICTURES.glob("*.webp")}
    assert named_pictures() == set(there)
    assert sum(there.values()) < SMALL


def test_every_view_of_a_chapter_exists():
    views = set(table().views)
    for chapter in CHAPTERS:
        for beginning in chapter.views:
            if not beginning.startswith(FORM):
                assert any(view.startswith(beginning) for view in views), (chapter.key, beginning)
            else:
                assert beginning.removeprefix(FORM) in get_resolver().reverse_dict or views


@pytest.mark.parametrize(
    ("view", "place", "role", "key"),
    [
        ("consents_person", "", Role.REDAKTION, "einwilligung"),
        ("wagtailadmin_pages:edit", "publishing_index", Role.REDAKTION, "neue-geschichte"),
        ("wagtailadmin_pages:edit", "registry_own", Role.REDAKTION, "mein-jobcenter"),
        ("wagtailadmin_pages:edit", "", Role.KOORDINATION, "seiten-der-kampagne"),
        ("people_index", "", Role.REDAKTION, "zugang"),
        ("people_person", "", Role.KOORDINATION, "menschen-einladen"),
        ("aktionen_answer", "", Role.REDAKTION, "aktionen-und-termine"),
        ("aktionen_overview", "", Role.KOORDINATION, "aktion-planen"),
        ("wagtailadmin_home", "", Role.REDAKTION, None),
    ],
)
def test_the_help_on_a_screen_is_the_chapter_about_it(view: str, place: str, role: Role, key: str | None):
    found = chapter_for(view, place, {role})
    assert (found.key if found else None) == key


def test_no_redaktion_is_led_to_a_chapter_it_may_not_read():
    for view in table().views:
        found = chapter_for(view, "", {Role.REDAKTION})
        assert found is None or Role.REDAKTION in found.roles
