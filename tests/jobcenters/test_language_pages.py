"""„Find your Jobcenter“: the finder in English, Ukrainian, Arabic and Turkish, and the ways to it."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from campaign.models import HomePage
from campaign.site_languages import ALTERNATES, LANGUAGES
from jobcenters import language_pages, registry
from jobcenters.models import LanguagePage, Location
from tests import builders
from tests.accounts.login import client_for
from tests.jobcenters.test_words_in_other_languages import catalogue

pytestmark = pytest.mark.django_db

CODES = [language.code for language in LANGUAGES]
QUERIES = {
    "38820": "one",
    "Landkreis Harz": "one",
    "Harzz": "unknown",
    "Neustadt": "several",
    "06333": "several",
    "07919": "ge",
    "Osterh": "one",
    "Bad": "several",
    "Frankenberg": "ge",
    "10115": "ge",
    "Berlin": "ge",
    "38820 Berlin": "several",
    "Halbrstadt": "unknown",
    "Xyzabcq": "unknown",
    "99999": "unknown",
    "Hessen": "unknown",
    "Jobcenter": "unknown",
    "1011": "invalid",
    "00123": "invalid",
    "1O115": "ge",
    "!!!": "invalid",
    "": "invalid",
    "a" * 101: "invalid",
    "a\x07b": "invalid",
}
ONE_SIDED = re.compile(
    r"(?:padding|margin|border)-(?:left|right)|[\s;{](?:left|right):|align: (?:left|right)"
)
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "source", "wbr"}


class Spoken(HTMLParser):
    """The words of a page that are in its own language: texts and names of parts, without what is marked otherwise."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._open: list[bool] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        other = tag != "html" and "lang" in known
        if not other and not any(self._open):
            self.words += [known.get("aria-label") or "", known.get("alt") or ""]
        if tag not in VOID:
            self._open.append(other)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._open):
            self.words.append(data)


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{3,}", text))


def german_words(code: str, html: str) -> set[str]:
    """Words of our German sentences that stand on the page in no German part of it."""
    known = catalogue(code)
    ours = words(" ".join(known)) - words(" ".join(known.values())) - {"Jobcenter"}
    # The title of the window cannot mark its German names; Unicode's isolates set them apart.
    said = re.sub("\u2068[^\u2068\u2069]*\u2069", "", " ".join(Spoken(html).words))
    return ours & words(said)


@pytest.fixture
def full_centre() -> None:
    """A centre about which everything is known."""
    section = builders.centre("landkreis-harz").section
    section.locations.add(
        Location(
            name="Außenstelle Beispiel",
            street="Beispielstraße 1",
            postcode="38820",
            town="Halberstadt",
            hours_mon="8–12, 13–18",
            hours_sat="geschlossen",
            hours_note="Termine bitte vorher vereinbaren",
            step_free="yes",
            lift="no",
            access="Bitte klingeln Sie.",
        )
    )
    section.phone, section.phone_extension, section.email = "+493943583234", "3234", "post@beispiel.example"
    section.languages, section.languages_interpreted = ["ar", "uk"], ["tr"]
    section.languages_note = "Arabisch bitte anmelden"
    section.save_revision().publish()


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_its_language_and_no_german_word(code: str, full_centre: None):
    client = Client()
    for query in (None, *QUERIES):
        answer = client.get(f"/{code}/", {} if query is None else {"q": query})
        html = answer.content.decode()
        assert answer.status_code == 200
        assert answer["Content-Language"] == code and f'<html lang="{code}"' in html
        assert ('<html lang="ar" dir="rtl">' in html) == (code == "ar")
        assert german_words(code, html) == set(), query
        if query is not None:
            assert answer.context["answer"].kind == QUERIES[query], query


def test_the_german_finder_would_be_found_out():
    html = Client().get("/jobcenter/", {"q": "10115"}).content.decode()
    assert {"Postleitzahl", "zuständig"} <= german_words("uk", html)


def test_the_answer_has_all_a_caller_needs(full_centre: None):
    html = Client().get("/uk/", {"q": "38820"}).content.decode()
    assert 'href="tel:+493943583234" dir="ltr"><span itemprop="telephone">+49 3943 583234</span>' in html
    assert "понеділок" in html and "8:00–12:00 і 13:00–18:00" in html and "зачинено" in html
    assert 'lang="de" dir="ltr"><p>Termine bitte vorher vereinbaren</p>' in html
    assert '<bdi lang="ar">العربية</bdi>' in html and "Arabisch</" not in html
    assert "Вхід без сходів" in html and "Ліфта немає" in html
    assert 'href="/jobcenter/landkreis-harz/" hreflang="de"' in html


def test_a_choice_stays_in_the_language():
    html = Client().get("/tr/", {"q": "Neustadt"}).content.decode()
    assert 'href="/tr/?q=Landkreis+Marburg-Biedenkopf"' in html
    assert 'href="/jobcenter/?q=' not in html and 'action="/tr/"' in html


def test_digits_of_other_scripts_are_read():
    assert Client().get("/ar/", {"q": "٣٨٨٢٠"}).context["answer"].kind == "one"


def test_what_stays_in_memory_is_german_whoever_asked_first(full_centre: None, monkeypatch):
    monkeypatch.setattr(registry, "_loaded", None)
    Client().get("/ar/", {"q": "38820"})
    answer = Client().get(reverse("finder_json"), {"q": "38820"}).json()
    assert "In der Regel" in answer["message"] and answer["message"].endswith("Telefon: 03943 58-3234.")
    assert translation.get_language() == "de"


@pytest.mark.parametrize("code", ["en", "ar"])
def test_a_page_costs_few_queries(code: str, full_centre: None):
    client = Client()
    for path in (f"/{code}/", f"/{code}/?q=38820", f"/{code}/?q=Neustadt"):
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        assert len(captured) <= 12, path
        assert len(client.get(path).content) < 40_000


@pytest.mark.parametrize("path", ["/", "/jobcenter/", "/impressum/", "/gibt-es-nicht/"])
def test_german_pages_lead_to_every_language_by_its_own_name(path: str):
    html = Client().get(path).content.decode()
    assert '<html lang="de">' in html
    for language in LANGUAGES:
        link = (
            f'<a href="{language.path}" hreflang="{language.code}" lang="{language.code}">{language.own}</a>'
        )
        assert link in html


@pytest.mark.parametrize("path", [path for _, path in ALTERNATES])
def test_each_page_names_the_others_to_search_engines(path: str):
    html = Client().get(path).content.decode()
    for code, other in ALTERNATES:
        assert f'<link rel="alternate" hreflang="{code}" href="{settings.BASE_URL}{other}">' in html
    assert f'hreflang="x-default" href="{settings.BASE_URL}/jobcenter/"' in html


def test_the_list_of_one_land_is_no_translation_of_anything():
    assert 'hreflang="x-default"' not in Client().get("/jobcenter/?land=hessen").content.decode()


def test_the_map_for_search_engines_knows_the_translations():
    text = Client().get("/sitemap.xml").content.decode()
    rows = {
        row.split("</loc>")[0].rpartition("://")[2].partition("/")[2]: row for row in text.split("<loc>")[1:]
    }
    for _, path in ALTERNATES:
        row = rows[path.removeprefix("/")]
        assert [row.count(f'hreflang="{code}"') for code, _ in ALTERNATES] == [1] * len(ALTERNATES)
    assert "hreflang" not in rows["impressum/"]


def test_pages_are_made_once_and_keep_what_people_wrote():
    page = LanguagePage.objects.get(language="tr")
    page.intro = "Örnek"
    page.save_revision().publish()
    LanguagePage.objects.get(language="en").delete()
    for _ in range(2):
        language_pages.make(HomePage.objects.get())
    assert sorted(LanguagePage.objects.live().values_list("language", "slug")) == [
        (code, code) for code in sorted(CODES)
    ]
    assert LanguagePage.objects.get(language="tr").intro == "Örnek"
    assert LanguagePage.objects.get(language="en").get_url() == "/en/"


def test_the_koordination_edits_a_page_and_cannot_lose_it():
    client = client_for(builders.coordinator())
    page = LanguagePage.objects.get(language="ar")
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "(Arabisch)" in form and 'name="intro"' in form and 'name="slug"' not in form
    tester = page.permissions_for_user(builders.coordinator())
    assert tester.can_publish()
    assert not any((tester.can_delete(), tester.can_unpublish(), tester.can_move(), tester.can_copy()))
    answer = client.get(
        reverse("wagtailadmin_pages:add", args=["jobcenters", "languagepage", page.get_parent().pk])
    )
    assert answer.status_code in (302, 403, 404)


def test_the_preview_speaks_the_language_of_the_page():
    client = client_for(builders.coordinator())
    page = LanguagePage.objects.get(language="uk")
    answer = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert answer.status_code == 200 and b'<html lang="uk"' in answer.content


def test_public_styles_run_in_both_directions():
    folder = Path(settings.BASE_DIR) / "static" / "css"
    for name in ("campaign", "registry", "articles", "events", "stories", "languages", "search", "material"):
        for line in (folder / f"{name}.css").read_text().splitlines():
            one_sided = ONE_SIDED.search(line)
            # Leichte Sprache is German, and flush left by law.
            assert not one_sided or ".easy" in line, f"{name}.css: {line.strip()}"
