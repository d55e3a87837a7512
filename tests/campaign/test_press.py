"""Press: index, releases, contacts, feed."""

from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from campaign.models import PressContact, PressIndexPage, PressReleasePage
from campaign.publishing.fixed import add_published
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def press() -> PressIndexPage:
    return PressIndexPage.objects.get()


def release(slug: str, day: date, **fields) -> PressReleasePage:
    values = {"title": f"Mitteilung {slug}", "intro": f"Vorspann {slug}"} | fields
    return add_published(press(), PressReleasePage(slug=slug, date=day, **values))


def contacts() -> None:
    page = press()
    page.about = "Die Kampagne erzählt von Menschen."
    for publisher, number in (("dlt", "030 23125-100"), ("dst", "030 23125-200")):
        page.contacts.add(PressContact(publisher=publisher, name=f"Beispiel-{publisher}", phone=number))
    page.save()


def text(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_index_is_there_without_any_release():
    assert "Noch ist keine Mitteilung erschienen." in text("/presse/")


def test_releases_stand_by_year_newest_first():
    for slug, day in (("b", date(2019, 8, 21)), ("a", date(2018, 11, 26)), ("c", date(2019, 8, 26))):
        release(slug, day)
    page = text("/presse/")
    places = [
        page.index(piece)
        for piece in ('name">2019<', "Mitteilung c", "Mitteilung b", 'name">2018<', "Mitteilung a")
    ]
    assert places == sorted(places)


def test_only_the_newest_show_their_lead():
    for number in range(5):
        release(f"nr-{number}", date(2020, 1, 1 + number))
    page = text("/presse/")
    assert "Vorspann nr-4" in page and "Vorspann nr-2" in page and "Vorspann nr-1" not in page


def test_a_draft_is_nowhere():
    release("offen", date(2020, 1, 1)).unpublish()
    assert "Mitteilung offen" not in text("/presse/") + text("/presse/feed/")
    assert Client().get("/presse/offen/").status_code == 404


def test_a_release_names_issuer_place_day_campaign_and_contacts():
    contacts()
    page = text(release("neu", date(2019, 8, 21), place="Münster").get_url())
    for piece in (
        "Deutscher Landkreistag und Deutscher Städtetag",
        "Münster, <time",
        "21. August 2019",
        "Die Kampagne erzählt von Menschen.",
        'href="tel:+493023125100"',
        "030 23125-200",
    ):
        assert piece in page


def test_a_release_of_one_association_shows_its_contact_only():
    contacts()
    page = text(release("allein", date(2020, 1, 1), issuer="dst").get_url())
    assert "030 23125-200" in page and "030 23125-100" not in page


def test_the_feed_is_atom_with_full_addresses_newest_first():
    release("alt", date(2018, 11, 26))
    release("neu", date(2019, 8, 21))
    answer = Client().get("/presse/feed/")
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert not answer.cookies
    feed = ElementTree.fromstring(answer.content)
    assert [entry.findtext("a:title", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)] == [
        "Mitteilung neu",
        "Mitteilung alt",
    ]
    link = feed.find("a:entry/a:link", ATOM).get("href")
    assert link.startswith("http") and link.endswith("/presse/neu/")
    assert feed.findtext("a:entry/a:published", namespaces=ATOM).startswith("2019-08-21")


def test_an_empty_feed_is_a_feed():
    assert ElementTree.fromstring(Client().get("/presse/feed/").content).tag.endswith("feed")


def test_nothing_else_hangs_below_the_feed():
    assert Client().get("/presse/feed/x/").status_code == 404


def test_no_release_takes_the_address_of_the_feed():
    data = {
        "title": "Feed",
        "slug": "feed",
        "date": "2026-11-02",
        "place": "Berlin",
        "issuer": "beide",
        "intro": "Kurz.",
        "search_description": "",
        "body-count": "0",
        "pictures-TOTAL_FORMS": "0",
        "pictures-INITIAL_FORMS": "0",
        "co_issuers-TOTAL_FORMS": "0",
        "co_issuers-INITIAL_FORMS": "0",
        "action-publish": "1",
    }
    client = client_for(builders.coordinator())
    path = reverse("wagtailadmin_pages:add", args=["campaign", "pressreleasepage", press().pk])
    assert "Unter dieser Adresse liegt schon der Feed" in client.post(path, data).content.decode()
    assert client.post(path, data | {"slug": "erste"}).status_code == 302
    assert PressReleasePage.objects.get(slug="erste").live


def test_the_press_page_stays_where_it_is_even_for_the_koordination():
    client = client_for(builders.coordinator())
    for name in ("delete", "unpublish", "move"):
        answer = client.get(reverse(f"wagtailadmin_pages:{name}", args=[press().pk]))
        assert answer.status_code in (302, 403), name


@pytest.mark.parametrize("number", [1, 12])
def test_queries_do_not_grow_with_the_releases(number, django_assert_max_num_queries):
    contacts()
    pages = [release(f"nr-{one}", date(2020, 1, 1 + one)) for one in range(number)]
    for path in ("/presse/", pages[0].get_url(), "/presse/feed/"):
        text(path)
        with django_assert_max_num_queries(12):
            text(path)


def test_pasted_control_characters_do_not_break_the_feed():
    release("eins", date(2021, 3, 4), title="Erste\x0bZeile", intro="Vorspann\x02")
    titles = [
        entry.text for entry in ElementTree.fromstring(text("/presse/feed/")).iterfind(".//a:title", ATOM)
    ]
    assert "Erste\nZeile" in titles
