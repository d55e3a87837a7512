"""A centre's vCard: every word arrives whole, on lines that any address book can read."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from jobcenters import vcard
from jobcenters.models import Location
from tests import builders

URL = "https://example.org/jobcenter/landkreis-harz/"
CONTACT: dict[str, Any] = {
    "name": "KoBa Harz – Kommunale Beschäftigungsagentur Jobcenter Landkreis Harz",
    "phone_uri": "tel:+493943583234",
    "fax_uri": "",
    "email": "info@beispiel.example",
    "website": "https://jobcenter.example/",
    "addresses": [
        {"label": "", "street": "Beispielstraße 1", "postcode": "38820", "city": "Halberstadt"},
        {"label": 'Außenstelle „Nord", Haus^2', "street": "Weg 2; Hof", "postcode": "", "city": "Thale"},
    ],
}


def lines(contact: dict[str, Any] = CONTACT) -> list[str]:
    """The lines of the card, unfolded as RFC 6350 wants it."""
    text = vcard.card(contact, URL, "Sachsen-Anhalt", datetime(2026, 11, 22, 9, 30, tzinfo=UTC))
    assert text.endswith("END:VCARD\r\n")
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_name_numbers_and_addresses_stand_on_the_card():
    assert lines() == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        "FN:KoBa Harz – Kommunale Beschäftigungsagentur Jobcenter Landkreis Harz",
        "ORG:KoBa Harz – Kommunale Beschäftigungsagentur Jobcenter Landkreis Harz",
        'TEL;VALUE=uri;TYPE="work,voice":tel:+493943583234',
        "ADR;TYPE=work:;;Beispielstraße 1;Halberstadt;Sachsen-Anhalt;38820;Deutschland",
        'ADR;TYPE=work;LABEL="Außenstelle „Nord^\', Haus^^2":'
        ";;Weg 2\\; Hof;Thale;Sachsen-Anhalt;;Deutschland",
        "EMAIL;TYPE=work:info@beispiel.example",
        "URL:https://jobcenter.example/",
        f"URL:{URL}",
        f"UID:{URL}",
        "REV:20261122T093000Z",
        "END:VCARD",
    ]


def test_no_line_is_longer_than_75_octets_and_no_letter_is_torn_apart():
    text = vcard.card(CONTACT | {"name": "Ü" * 200 + "🏠" * 50}, URL, "Sachsen-Anhalt", None)
    assert max(len(line) for line in text.encode().split(b"\r\n")) == 75
    assert all(line.decode() for line in text.encode().split(b"\r\n")[:-1])
    assert "Ü" * 200 + "🏠" * 50 in text.replace("\r\n ", "")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Arbeit, Soziales; Jugend", r"Arbeit\, Soziales\; Jugend"),
        ("Haus\\Hof", r"Haus\\Hof"),
        ("Zeile\r\nEND:VCARD", r"Zeile\nEND:VCARD"),
        ("\x00Null\x0b", "Null"),
        ("  Rand ", "Rand"),
    ],
)
def test_what_would_end_a_value_is_escaped(name: str, written: str):
    assert f"FN:{written}" in lines(CONTACT | {"name": name})


def test_a_label_or_address_cannot_begin_a_line_of_its_own():
    place = CONTACT["addresses"][0] | {"label": 'A"\r\nTEL:110'}
    found = lines(CONTACT | {"addresses": [place], "website": "https://a.example/\r\nTEL:110"})
    assert [line for line in found if line.startswith("TEL:")] == []


def test_what_is_unknown_has_no_line():
    bare = dict.fromkeys(("phone_uri", "fax_uri", "email", "website"), "") | {"addresses": []}
    kinds = [line.split(":")[0].split(";")[0] for line in lines(CONTACT | bare)]
    assert kinds == ["BEGIN", "VERSION", "KIND", "FN", "ORG", "URL", "UID", "REV", "END"]


@pytest.mark.django_db
def test_a_section_hands_out_its_card_with_all_its_places():
    section = builders.centre("landkreis-harz").section
    for town in ("Halberstadt", "Wernigerode"):
        section.locations.add(Location(street="Beispielstraße 1", postcode="38820", town=town))
    section.fax = "+493943583235"
    section.save_revision().publish()
    page = Client().get("/jobcenter/landkreis-harz/").content.decode()
    address = "/jobcenter/landkreis-harz/kontakt.vcf"
    assert f'<a href="{address}"' in page
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/vcard; charset=utf-8")
    assert answer["Content-Disposition"] == 'attachment; filename="landkreis-harz.vcf"'
    text = answer.content.decode()
    assert text.count("\r\nADR;") == 2 and 'TYPE="work,fax":tel:+493943583235' in text
    assert Client().get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert Client().post(address).status_code == 405


@pytest.mark.django_db
def test_a_draft_is_on_no_card():
    section = builders.centre("landkreis-harz").section
    section.email = "entwurf@beispiel.example"
    section.save_revision()
    assert "entwurf@" not in Client().get("/jobcenter/landkreis-harz/kontakt.vcf").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["gibt-es-nicht", "harz"])
def test_where_no_section_is_there_is_no_card(slug: str):
    assert Client().get(f"/jobcenter/{slug}/kontakt.vcf").status_code == 404
