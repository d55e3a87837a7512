"""The archive of the press: who issues, which year, which Land; whom to ask."""

import gzip
import hashlib
import re
from datetime import date, timedelta
from types import SimpleNamespace
from urllib.parse import urlsplit

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from campaign import press_archive
from campaign.models import CoIssuer, PressContact, PressIndexPage, PressReleasePage
from campaign.press_archive import Selection
from campaign.publishing.fixed import add_published
from jobcenters.models import JobcenterPage, NewsPage
from tests import builders

pytestmark = pytest.mark.django_db
BYTES = 8 * 1024


def press() -> PressIndexPage:
    return PressIndexPage.objects.get()


def release(slug: str, day: date, *centres: str, **fields) -> PressReleasePage:
    page = PressReleasePage(
        slug=slug, title=f"Mitteilung {slug}", date=day, intro=f"Vorspann {slug}", **fields
    )
    page.co_issuers = [CoIssuer(group=builders.centre(one).group) for one in centres]
    return add_published(press(), page)


def local(slug: str, day: date, centre: str = "kreis-dueren", *, is_release: bool = True) -> NewsPage:
    section = Page.objects.get(pk=builders.centre(centre).section_id).specific
    page = NewsPage(slug=slug, title=f"Mitteilung {slug}", date=day, intro="Kurz.", is_release=is_release)
    return add_published(section, page)


def text(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def site_map() -> str:
    """All parts of the site map."""
    parts = re.findall(r"<loc>([^<]+)</loc>", text("/sitemap.xml"))
    return "".join(text(urlsplit(part).path) for part in parts)


def shown(query: str) -> set[str]:
    """The releases that the archive shows for these filters."""
    page = text(f"/presse/{query}")
    return {slug for slug in ("joint", "town", "kreis", "local", "news") if f"Mitteilung {slug}<" in page}


@pytest.fixture
def four() -> None:
    release("joint", date(2019, 8, 26), "stadt-jena")
    release("town", date(2020, 1, 1), issuer="dst")
    release("kreis", date(2021, 1, 1), issuer="dlt")
    local("local", date(2021, 3, 1))
    local("news", date(2021, 3, 2), is_release=False)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"joint", "town", "kreis", "local"}),
        ("?jahr=2021", {"kreis", "local"}),
        ("?von=dst", {"joint", "town"}),
        ("?von=beide", {"joint"}),
        ("?von=jobcenter", {"joint", "local"}),
        ("?land=thueringen", {"joint"}),
        ("?land=nordrhein-westfalen", {"local"}),
        ("?jobcenter=stadt-jena", {"joint"}),
        ("?jahr=2021&von=dlt", {"kreis"}),
        ("?jahr=1999", set()),
        ("?jahr=heute&von=niemand&land=atlantis", {"joint", "town", "kreis", "local"}),
    ],
)
def test_the_archive_is_narrowed_by_year_issuer_land_and_centre(four, query, expected):
    assert shown(query) == expected


def test_a_joint_release_names_everybody_who_issues_it_and_whom_to_ask(four):
    section = builders.centre("stadt-jena").section
    section.press_name, section.press_email = "Beispiel-Pressestelle", "presse@jena.example"
    section.save()
    for path in ("/presse/", "/presse/joint/"):
        assert "Deutscher Landkreistag und Deutscher Städtetag, gemeinsam mit" in text(path)
    assert "presse@jena.example" in text("/presse/joint/")


def test_a_release_of_a_centre_stands_in_its_section_and_in_the_archive_under_its_name(four):
    centre = builders.centre("kreis-dueren")
    assert f"· {centre.name}" in text("/presse/?von=jobcenter")
    assert "· Pressemitteilung" in text(centre.url)
    assert "Pressemitteilung ·" in text(f"{centre.url}local/")
    assert "Pressekontakt" not in text(f"{centre.url}news/")


def test_a_centre_that_names_nobody_leaves_its_release_to_the_national_contacts(four):
    page = press()
    page.contacts.add(PressContact(publisher="dlt", name="Beispiel", email="dlt@beispiel.example"))
    page.save()
    path = f"{builders.centre('kreis-dueren').url}local/"
    assert "dlt@beispiel.example" in text(path)
    section = builders.centre("kreis-dueren").section
    section.press_email = "presse@dueren.example"
    section.save()
    assert "presse@dueren.example" in text(path) and "dlt@beispiel.example" not in text(path)


def test_an_archive_of_many_pages_costs_as_little_as_a_short_one(four):
    def costs(path: str) -> int:
        Client().get(path)
        with CaptureQueriesContext(connection) as captured:
            answer = Client().get(path)
        assert len(gzip.compress(answer.content)) <= BYTES
        return len(captured)

    paths = ("/presse/", "/presse/?jahr=2021&seite=2", "/presse/feed/")
    few = [costs(path) for path in paths]
    for number in range(24):
        page = PressReleasePage(
            title=f"Lange Überschrift einer Mitteilung, Nummer {number}",
            slug=f"lang-{number}",
            date=date(2021, 2, 1) + timedelta(days=number),
            intro="Ein Satz, der etwas sagt. " * 8,
        )
        press().add_child(instance=page)
    assert [costs(path) for path in paths] == few
    assert max(few) <= 12


def test_the_feed_is_read_by_a_feed_reader_with_zone_author_and_a_lasting_id(four):
    feed = feedparser.parse(Client().get("/presse/feed/").content)
    assert not feed.bozo and [entry.title for entry in feed.entries] == [
        f"Mitteilung {slug}" for slug in ("local", "kreis", "town", "joint")
    ]
    newest = feed.entries[0]
    assert newest.author == builders.centre("kreis-dueren").name and newest.summary == "Kurz."
    assert newest.published == "2021-03-01T00:00:00+01:00"
    assert any(link.rel == "self" and link.href.endswith("/presse/feed/") for link in feed.feed.links)
    page = NewsPage.objects.get(slug="local")
    page.slug = "anders"
    page.save()
    again = feedparser.parse(Client().get("/presse/feed/").content).entries[0]
    assert again.id == newest.id and again.link != newest.link


def test_a_feed_of_a_selection_holds_that_alone_and_names_itself_so(four):
    feed = feedparser.parse(Client().get("/presse/feed/?jobcenter=stadt-jena").content)
    assert [entry.title for entry in feed.entries] == ["Mitteilung joint"]
    assert any(link.rel == "self" and link.href.endswith("?jobcenter=stadt-jena") for link in feed.feed.links)


@pytest.mark.parametrize("slug", ["feed", "bilder", "ansprechpersonen"])
def test_the_addresses_of_the_press_area_are_taken(slug):
    page = PressReleasePage(title="x", slug=slug, date=date(2020, 1, 1), intro="x")
    with pytest.raises(Exception, match="Unter dieser Adresse"):
        page.clean()


def test_local_contacts_stand_by_land_with_the_own_press_contact_first():
    section = builders.centre("landkreis-harz").section
    section.press_name, section.press_phone = "Beispiel-Person", "+493943580"
    section.save()
    page = text("/presse/ansprechpersonen/")
    assert page.count('class="press-local"') == 13 and page.count('<li><a href="/jobcenter/') >= 104
    assert "tel:+493943580" in page
    narrowed = text("/presse/ansprechpersonen/?land=sachsen-anhalt")
    assert narrowed.count('class="press-local"') == 1 and "Beispiel-Person" in narrowed


def test_the_list_of_104_full_contacts_stays_light():
    for number, section in enumerate(JobcenterPage.objects.all()):
        word = hashlib.sha256(str(number).encode()).hexdigest()
        JobcenterPage.objects.filter(pk=section.pk).update(
            press_name=f"Beispiel {word[:12]}",
            press_phone=f"+4930{int(word[12:20], 16) % 10**8:08}",
            press_email=f"{word[:12]}@{section.slug}.example",
        )
    for query in ("", "?land=nordrhein-westfalen"):
        with CaptureQueriesContext(connection) as captured:
            page = text(f"/presse/ansprechpersonen/{query}")
        assert len(captured) <= 12
        assert len(gzip.compress(page.encode())) <= BYTES, query


def test_search_engines_are_told_of_the_local_contacts():
    assert "/presse/ansprechpersonen/" in site_map()


def test_filters_offer_only_what_leads_to_releases(four):
    archive = press_archive.Archive()
    groups = {one["label"]: one for one in archive.groups(Selection(year="2021"), "/presse/")}
    assert [one["title"] for one in groups["Jahr"]["options"]] == ["alle", "2021", "2020", "2019"]
    assert [one["title"] for one in groups["Land"]["options"]] == ["alle", "Nordrhein-Westfalen"]
    assert groups["Jahr"]["chosen"] == "2021"


def test_who_issues_is_said_in_one_line():
    centres = [SimpleNamespace(name=name) for name in ("Jobcenter A", "Jobcenter B", "Jobcenter C")]
    assert press_archive.line("DST", []) == "DST"
    assert press_archive.line("", centres[:1]) == "Jobcenter A"
    assert press_archive.line("DST", centres) == "DST, gemeinsam mit Jobcenter A, Jobcenter B und Jobcenter C"
