"""What a section tells somebody who wants to come: languages, the building, several places, the area served."""

import html
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.admin.compare import comparison_class_registry

from jobcenters import building, languages, registry
from jobcenters.fields import LanguagesField
from jobcenters.models import FinderCorrection, JobcenterPage, Location
from jobcenters.models.location import ACCESS
from jobcenters.names import sort_key
from tests import builders
from tests.accounts.login import client_for

PLACE = {"street": "Beispielstraße 1", "postcode": "38820", "town": "Halberstadt"}


def published(slug: str = "landkreis-harz", *places: dict[str, str], **fields: Any) -> str:
    """Publish a section as its Redaktion would; return its page."""
    section = builders.centre(slug).section
    for place in places:
        section.locations.add(Location(**PLACE | place))
    for name, value in fields.items():
        setattr(section, name, value)
    section.save_revision().publish()
    return page(f"{slug}/")


def page(path: str) -> str:
    return html.unescape(Client().get(f"/jobcenter/{path}").content.decode())


def test_every_language_has_a_code_a_german_and_an_own_name_in_german_order():
    names = [language.german for language in languages.LANGUAGES.values()]
    assert names == sorted(names, key=sort_key)
    for code, language in languages.LANGUAGES.items():
        assert re.fullmatch(r"[a-z]{2,3}", code) and language.german and language.own


def test_languages_are_kept_once_in_their_order_and_unknown_ones_refused():
    field = LanguagesField()
    assert field.clean(["uk", "ar", "uk"], None) == ["ar", "uk"]
    assert field.clean([], None) == []
    for odd in (["xx"], "ar", {"ar": 1}, [["ar"]]):
        with pytest.raises(ValidationError, match="Diese Sprache kennen wir nicht"):
            field.clean(odd, None)


@pytest.mark.django_db
def test_two_versions_are_compared_in_words():
    field = JobcenterPage._meta.get_field("languages")
    before, after = JobcenterPage(languages=["ar"]), JobcenterPage(languages=["ar", "uk"])
    shown = comparison_class_registry.get(field)(field, before, after).htmldiff()
    assert "Ukrainisch" in shown and "uk" not in re.sub("Ukrainisch", "", shown)


def test_a_language_that_is_no_longer_offered_is_not_shown():
    assert [one.code for one in languages.known(["tlh", "ar"])] == ["ar"]


def test_each_question_about_the_building_is_a_field_of_the_location():
    assert all(Location._meta.get_field(name).verbose_name for name in ACCESS)
    assert [Location._meta.get_field(one.field).verbose_name for one in building.QUESTIONS] == [
        one.label for one in building.QUESTIONS
    ]


def test_what_is_there_comes_first_and_the_unknown_is_not_told():
    told = building.features({"lift": "no", "step_free": "yes", "toilet": "", "parking": "vielleicht"})
    assert [(one.text, one.there) for one in told] == [("Eingang ohne Stufen", True), ("Kein Aufzug", False)]


def test_no_office_says_that_it_has_no_sign_language():
    assert building.features({"sign_language": "no"}) == []
    assert Location._meta.get_field("sign_language").choices == [("yes", "ja, nach Anmeldung")]


@pytest.mark.django_db
def test_a_section_tells_languages_in_german_and_in_their_own_words():
    text = published(
        languages=["ar", "tr"], languages_interpreted=["uk"], languages_note="Arabisch dienstags."
    )
    assert 'Arabisch <bdi lang="ar">العربية</bdi>' in text
    assert text.index("Wir sprechen auch") < text.index("Türkçe")
    assert text.index("Türkçe") < text.index("Mit Dolmetscherin oder Dolmetscher") < text.index("українська")
    assert "Arabisch dienstags." in text
    assert re.findall(r'itemprop="knowsLanguage" content="(\w+)"', text) == ["ar", "tr"]


@pytest.mark.django_db
def test_a_section_tells_of_its_building_what_is_there_and_what_is_not():
    text = published("landkreis-harz", {"step_free": "yes", "lift": "no", "access": "Bitte klingeln Sie."})
    assert "Barrierefreiheit des Gebäudes" in text and "Bitte klingeln Sie." in text
    said = re.findall(r'<li class="access__(\w+)"[^>]*>([^<]+)<', text)
    assert said == [("there", "Eingang ohne Stufen"), ("missing", "Kein Aufzug")]
    assert re.findall(r'itemprop="value" content="(\w+)"', text) == ["true", "false"]


@pytest.mark.django_db
def test_several_places_keep_their_hours_apart_for_machines_too():
    text = published(
        "landkreis-harz", {"hours_mon": "8–12"}, {"name": "Außenstelle Thale", "hours_mon": "9–11"}
    )
    first, second = text.split('<div class="place" itemprop="department"')
    assert "Mo 08:00-12:00" in first and "Mo 09:00-11:00" in second
    assert re.search(r'itemprop="name" content="[^"]+, Außenstelle Thale"', second)
    # The second stands outside of the card and belongs to it all the same.
    (card,) = re.findall(r'GovernmentOffice" itemref="(\w+)"', first)
    assert f'id="{card}"' in first and f'href="#{card}"' in first
    found = page("?q=KoBa Harz")
    assert found.count('itemprop="department"') == 2 and "itemref" not in found


@pytest.mark.django_db
def test_one_place_is_the_office_itself():
    text = published("landkreis-harz", {"hours_mon": "8–12"})
    assert 'itemprop="department"' not in text
    assert 'itemprop="areaServed" content="Landkreis Harz"' in text


@pytest.mark.django_db
def test_the_area_is_a_list_of_municipalities_with_its_source():
    text = page("landkreis-harz/")
    listed = re.search(r'<details class="facts__places">(.*?)</details>', text, re.DOTALL)
    assert listed
    names = re.findall(r"<li>([^<]+)</li>", listed[1])
    assert {"Halberstadt", "Oberharz am Brocken", "Wernigerode"} <= set(names)
    assert names == sorted(names, key=sort_key)
    assert f"Alle {len(names)} Städte und Gemeinden" in listed[1]
    assert "©\xa0OpenStreetMap-Mitwirkende" in text


@pytest.mark.django_db
def test_a_town_alone_needs_no_list():
    assert "facts__places" not in page("stadt-jena/")


@pytest.mark.django_db
def test_a_correction_moves_a_municipality():
    FinderCorrection.objects.create(
        plz="38820", ort="Neustadt-Beispiel", kreis="15085", reason="Beispiel", source="Beispiel"
    )
    assert "Neustadt-Beispiel" in registry.current().municipalities["15085"]
    assert "<li>Neustadt-Beispiel</li>" in page("landkreis-harz/")


@pytest.mark.django_db
def test_an_officer_ticks_languages_and_answers_about_the_building():
    section = JobcenterPage.objects.get(slug="kreis-dueren")
    client = client_for(builders.officer())
    path = reverse("wagtailadmin_pages:edit", args=[section.pk])
    form = client.get(path).content.decode()
    assert "Ukrainisch (українська)" in form and "ja, nach Anmeldung" in form and "keine Angabe" in form
    row = {"id": "", "name": "", **PLACE, "step_free": "yes", "lift": "no", "ORDER": "1"}
    data = {
        "intro": "",
        "body-count": "0",
        "languages": ["uk", "ar"],
        "languages_interpreted": ["ti"],
        "locations-TOTAL_FORMS": "1",
        "locations-INITIAL_FORMS": "0",
        **{f"locations-0-{name}": value for name, value in row.items()},
        "loaded_revision_id": str(section.latest_revision_id),
        "action-publish": "1",
    }
    assert client.post(path, data | {"languages": ["xx"]}).status_code == 200
    assert client.post(path, data).status_code == 302
    section.refresh_from_db()
    assert (section.languages, section.languages_interpreted) == (["ar", "uk"], ["ti"])
    place = section.locations.get()
    assert (place.step_free, place.lift, place.toilet) == ("yes", "no", "")
