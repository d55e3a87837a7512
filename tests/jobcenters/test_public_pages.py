"""What citizens read on „Jobcenter finden“ and on the page of one centre."""

import gzip
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Revision

from jobcenters.models import JobcenterPage, Location, NewsPage, SectionContentPage
from tests import builders

pytestmark = pytest.mark.django_db
HTML_BYTES, MAP_BYTES = 12 * 1024, 30 * 1024


def page(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()


def listed(text: str) -> list[str]:
    """The centres of the list, not those of the map."""
    return re.findall(r'<li><a href="(/jobcenter/[^"]+/)">', text)


def add_location(slug: str = "landkreis-harz", **fields: str) -> JobcenterPage:
    """Publish a section with one location, as its Redaktion would."""
    section = builders.centre(slug).section
    values = {"street": "Beispielstraße 1", "postcode": "38820", "town": "Halberstadt"} | fields
    section.locations.add(Location(**values))
    section.save_revision().publish()
    return section


def at(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Set the clock."""
    moment = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Berlin"))
    monkeypatch.setattr(timezone, "localtime", lambda *args: moment)


def test_the_index_lists_all_104_and_links_each_by_name_on_the_map():
    text = page("/jobcenter/")
    assert len(listed(text)) == 104
    drawn = re.search(r'<svg[^>]*role="group" aria-label="Karte: 104 [^"]+">.*?</svg>', text, re.S)
    assert drawn
    links = re.findall(r'<a href="([^"]+)"><title>[^<]+</title>', drawn[0])
    assert sorted(links) == sorted(listed(text))
    assert drawn[0].count("<a ") == 104
    assert "104 kommunale Jobcenter in 13 Ländern" in text
    assert "elf kommunale Jobcenter" in text
    for credit in ("Destatis", "GeoNames", "KomtrZV", "GeoBasis-DE"):
        assert credit in text


def test_the_index_is_light_beside_its_map():
    text = page("/jobcenter/")
    drawn = re.search(r"<svg.*?</svg>", text, re.S)
    assert drawn
    assert len(gzip.compress(drawn[0].encode())) <= MAP_BYTES
    assert len(gzip.compress(text.replace(drawn[0], "").encode())) <= HTML_BYTES


def test_a_land_narrows_list_and_map_and_is_a_page_of_its_own():
    text = page("/jobcenter/?land=hessen")
    assert len(listed(text)) == 16
    assert text.count("><title>") == 16
    assert "16 kommunale Jobcenter in Hessen" in text
    assert '<h1>Kommunale Jobcenter in Hessen<span class="dot">.</span></h1>' in text
    assert re.search(r'<link rel="canonical" href="[^"]+/jobcenter/\?land=hessen">', text)
    assert '<a href="/jobcenter/?land=hessen" aria-current="true">Hessen</a>' in text
    assert "Ein kommunales Jobcenter in Mecklenburg-Vorpommern" in page(
        "/jobcenter/?land=mecklenburg-vorpommern"
    )


@pytest.mark.parametrize(
    ("land", "notice"),
    [
        ("atlantis", "Dieses Land kennen wir nicht"),
        ("<b>", "Dieses Land kennen wir nicht"),
        ("x" * 5000, "Dieses Land kennen wir nicht"),
        ("berlin", "In Berlin gibt es kein kommunales Jobcenter"),
    ],
)
def test_another_land_shows_all_with_a_notice(land, notice):
    text = page(f"/jobcenter/?land={land}")
    assert notice in text
    assert len(listed(text)) == 104
    assert "<b>" not in text


def test_one_hit_shows_the_whole_contact_and_stands_out_on_the_map():
    add_location(hours_mon="8–12", access="Eingang ohne Stufen")
    text = page("/jobcenter/?q=KoBa Harz")
    for piece in (
        "Ihr Jobcenter",
        "Beispielstraße 1",
        "8 bis 12 Uhr",
        "Eingang ohne Stufen",
        "openstreetmap.org",
    ):
        assert piece in text, piece
    assert text.count('class="map__found"') == 1


def test_a_choice_shows_names_with_phone_numbers():
    text = page("/jobcenter/?q=Offenbach")
    assert "Zur Auswahl" in text
    assert 'href="tel:+4960748058100"' in text


@pytest.mark.parametrize(
    "query", ["38820", "Stadt Jena", "06333", "Neustadt", "München Stadt", "34117", "Kassl"]
)
def test_every_answer_says_in_der_regel_and_has_a_number_to_call(query):
    answer = page(f"/jobcenter/?q={query}").split('class="finder-answer"')[1].split("</section>")[0]
    assert re.search("[Ii]n der Regel", answer) or "Meinten Sie" in answer
    assert 'href="tel:' in answer


def test_a_centre_without_a_number_is_answered_with_the_115():
    centre = builders.centre("landkreis-harz")
    centre.telefon = ""
    centre.save()
    answer = page("/jobcenter/?q=38820").split('class="finder-answer"')[1].split("</section>")[0]
    assert answer.count('href="tel:') == 1 and 'href="tel:115"' in answer


@pytest.mark.parametrize("query", ["München Stadt", "Xyzabc"])
def test_who_is_not_here_gets_a_number_to_call(query):
    assert 'href="tel:115"' in page(f"/jobcenter/?q={query}")


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        ("2026-11-02T09:00", "Jetzt geöffnet, noch bis 12 Uhr"),
        ("2026-11-02T19:00", "Jetzt geschlossen, öffnet morgen um 8 Uhr"),
        # Reformationstag is a holiday in Sachsen-Anhalt, in 2028 on a Tuesday.
        ("2028-10-31T09:00", "Heute ist Feiertag: geschlossen, öffnet morgen um 8 Uhr"),
        ("2026-12-24T09:00", "Heute gelten vielleicht andere Zeiten"),
        ("2026-12-31T19:00", "Heute gelten vielleicht andere Zeiten"),
    ],
)
def test_a_section_says_what_holds_now(monkeypatch, moment, sentence):
    week = dict.fromkeys(("hours_mon", "hours_tue", "hours_wed", "hours_thu", "hours_fri"), "8–12")
    add_location(**week, hours_sat="geschlossen", hours_sun="geschlossen")
    at(monkeypatch, moment)
    text = page("/jobcenter/landkreis-harz/")
    assert sentence in text
    assert "Montag bis Freitag" in text
    assert 'itemprop="openingHours" content="Mo-Fr 08:00-12:00"' in text


def test_without_hours_a_section_says_nothing_about_now():
    add_location(hours_note="Termine nach Vereinbarung")
    text = page("/jobcenter/landkreis-harz/")
    assert "place__state" not in text and "<table" not in text
    assert "Termine nach Vereinbarung" in text


def test_a_section_of_which_nothing_is_known_says_so_and_names_a_number():
    text = page("/jobcenter/landkreis-rotenburg-wuemme/")
    assert "Telefonnummer und Anschrift dieses Jobcenters liegen uns noch nicht vor" in text
    assert 'href="tel:115"' in text
    assert "im Landkreis Rotenburg (Wümme) wohnen" in text
    assert "Stand 31. Dezember 2018" in text
    assert '<a href="/jobcenter/?land=niedersachsen">Niedersachsen</a>' in text


def test_the_pages_of_a_section_lead_back_to_it():
    section = JobcenterPage.objects.get(slug="landkreis-harz")
    news = NewsPage(title="Neuer Empfang", slug="neuer-empfang", date="2026-11-02", intro="Ohne Stufen.")
    section.add_child(instance=news)
    text = SectionContentPage(title="Für Betriebe", slug="fuer-betriebe")
    section.add_child(instance=text)
    for child in (news, text):
        html = page(child.get_url())
        assert f'<a href="/jobcenter/landkreis-harz/">Kontakt und Öffnungszeiten: {section.title}</a>' in html
        assert f'itemprop="item"><span itemprop="name">{section.title}</span></a>' in html
    html = page("/jobcenter/landkreis-harz/")
    assert "Neuer Empfang" in html and "2. November 2026" in html and "Für Betriebe" in html


@pytest.mark.parametrize(
    ("path", "budget"),
    [
        ("/jobcenter/", 10),
        ("/jobcenter/?land=hessen", 10),
        ("/jobcenter/?q=Harz", 10),
        ("/jobcenter/?q=Kreis", 10),
        ("/jobcenter/landkreis-harz/", 12),
        ("/daten/finder.json?q=Harz", 3),
    ],
)
def test_the_registrys_pages_stay_within_their_queries(path, budget):
    add_location(hours_mon="8–12")
    page(path)
    with CaptureQueriesContext(connection) as queries:
        page(path)
    assert len(queries) <= budget


def test_the_hours_written_before_weekdays_survive_in_revisions():
    from importlib import import_module

    from django.apps import apps

    migration = import_module("jobcenters.migrations.0002_opening_hours_by_weekday")
    section = add_location(hours_note="Montag 8 bis 12 Uhr")
    migration.backwards(apps, None)
    revision = Revision.objects.get(pk=section.latest_revision_id)
    assert revision.content["locations"][0]["hours"] == "Montag 8 bis 12 Uhr"
    migration.forwards(apps, None)
    revision.refresh_from_db()
    assert revision.as_object().locations.all()[0].hours_note == "Montag 8 bis 12 Uhr"
