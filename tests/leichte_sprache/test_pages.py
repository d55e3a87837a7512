"""Pages in Leichte Sprache: where they hang, how a page and its counterpart lead to each other, what the editor says."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from campaign.models import ContentPage, HomePage, LeichteSpracheIndexPage, LeichteSprachePage
from tests import builders, test_query_budgets
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


def easy(parent: Page, **fields: object) -> LeichteSprachePage:
    text = fields.pop("text", "Wir helfen Ihnen.\nKommen Sie zu uns.")
    page = LeichteSprachePage(title="Leicht gesagt", slug="leicht", body=[("lines", text)], **fields)
    Page.objects.get(pk=parent.pk).specific.add_child(instance=page)
    return LeichteSprachePage.objects.get(pk=page.pk)


def header(path: str) -> str:
    return Client().get(path).content.decode().partition("<main")[0]


def test_both_pages_are_there_from_the_start_and_every_header_leads_to_them():
    for path in ("/leichte-sprache/", "/gebaerdensprache/", "/impressum/", "/suche/?q=x"):
        assert 'href="/gebaerdensprache/"' in header(path), path
    assert 'href="/leichte-sprache/" hreflang="de-simple"' in header("/impressum/")


def test_a_page_and_its_version_lead_to_each_other():
    page = ContentPage.objects.get(slug="markenkern")
    version = easy(LeichteSpracheIndexPage.objects.get(), counterpart=page)
    assert f'href="{version.url}" hreflang="de-simple"' in header("/markenkern/")
    assert f'href="{version.url}"' not in header("/impressum/")
    assert 'href="/markenkern/" hreflang="de"' in header(version.url)
    assert version.url in Client().get("/leichte-sprache/").content.decode()
    version.unpublish()
    assert 'href="/leichte-sprache/" hreflang="de-simple"' in header("/markenkern/")


def test_in_a_section_the_place_says_whose_version_it_is_and_costs_no_query():
    section = builders.centre().section
    before = test_query_budgets.queries(Client(), section.url)
    version = easy(section)
    assert version.counterpart_id == section.pk
    assert f'href="{version.url}" hreflang="de-simple"' in header(section.url)
    assert test_query_budgets.queries(Client(), section.url) == before


def test_a_redaktion_writes_the_version_of_its_section_and_no_other(client):
    centre = builders.centre()
    officer = client_for(builders.officer())
    path = reverse("wagtailadmin_pages:add", args=["campaign", "leichtesprachepage", centre.section_id])
    data = {
        "title": "Leicht",
        "slug": "leicht",
        "search_description": "",
        "counterpart": str(HomePage.objects.get().pk),
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-id": "",
        "body-0-type": "lines",
        "body-0-value": "Der Antrag wird geprüft.",
        "action-publish": "1",
    }
    assert officer.post(path, data).status_code == 302
    page = LeichteSprachePage.objects.get(slug="leicht")
    assert page.live and page.counterpart_id == centre.section_id
    editor = officer.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Baustein 1, Zeile 1: „wird … geprüft“" in editor
    again = {"slug": "leicht-zwei", "title": "Noch eine"}
    assert officer.post(path, data | again).status_code == 302
    edit = reverse("wagtailadmin_pages:edit", args=[LeichteSprachePage.objects.get(slug="leicht-zwei").pk])
    latest = LeichteSprachePage.objects.get(slug="leicht-zwei").latest_revision_id
    assert officer.post(edit, data | again | {"loaded_revision_id": str(latest)}).status_code == 302
    other = builders.centre("landkreis-harz")
    path = reverse("wagtailadmin_pages:add", args=["campaign", "leichtesprachepage", other.section_id])
    assert officer.post(path, data).status_code == 404


def test_one_page_has_one_version():
    page = ContentPage.objects.get(slug="markenkern")
    index = LeichteSpracheIndexPage.objects.get()
    version = easy(index, counterpart=page)
    client = client_for(builders.coordinator())
    path = reverse("wagtailadmin_pages:add", args=["campaign", "leichtesprachepage", index.pk])
    data = {"title": "Noch eine", "slug": "noch-eine", "body-count": "0", "counterpart": str(page.pk)}
    answer = client.post(path, data | {"search_description": "", "action-publish": "1"})
    assert version.title in answer.context["form"].errors["counterpart"][0]


def test_every_sentence_has_its_line_and_is_large_and_never_hyphenated(settings):
    version = easy(LeichteSpracheIndexPage.objects.get(), text="Eins.\nZwei.\n- Drei\n- Vier")
    text = Client().get(version.url).content.decode()
    assert "<p>Eins.<br>Zwei.</p>" in text and "<li>Drei</li><li>Vier</li>" in text
    css = (settings.BASE_DIR / "static/css/campaign.css").read_text()
    rule = re.search(r"\n  \.easy \{([^}]*)\}", css)[1]
    assert "font-size: 1.2em" in rule and "hyphens: manual" in rule and "text-align: left" in rule
