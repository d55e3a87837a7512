"""A citizen without JavaScript types a postcode.

Of a gemeinsame Einrichtung (U10), over several Kreise (U11), a wrong one (U12).
"""

import html
import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def page(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    assert not response.cookies
    return html.unescape(response.content.decode())


def typed(query: str) -> str:
    """Send the form of the start page, as it stands there."""
    form = re.search(r'<form action="([^"]+)" method="get".*?name="(\w+)"', page("/"), re.DOTALL)
    assert form
    response = Client().get(form[1], {form[2]: query})
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def answer(text: str) -> str:
    """The part of the page that answers, and no more: list and map name all centres."""
    found = re.search(r'<section class="finder-answer".*?</section>', text, re.DOTALL)
    assert found
    return found[0]


def test_one_hit_shows_the_card_and_leads_to_the_page():
    text = answer(typed("38820"))
    assert "Ihr Jobcenter" in text and "in der Regel" in text.replace("In der", "in der")
    address = re.search(r'href="(/jobcenter/landkreis-harz/)"', text)
    assert address and "KoBa Harz" in page(address[1])


def test_u10_a_gemeinsame_einrichtung_is_said_plainly_with_kreis_and_way():
    text = answer(typed("34117"))
    assert "Ihr Jobcenter ist eine gemeinsame Einrichtung" in text
    assert "Stadt Kassel" in text and 'href="tel:115"' in text
    assert "nicht gefunden" not in text


def test_u11_a_postcode_over_two_kreise_lets_choose_the_municipality_one_of_them_perhaps_a_ge():
    text = answer(typed("06333"))
    assert "In welcher Gemeinde wohnen Sie?" in text
    assert "Falkenstein/Harz" in text and 'href="/jobcenter/landkreis-harz/"' in text
    assert "Hettstedt" in text and "gemeinsame Einrichtung" in text
    shared = re.search(r'href="(/jobcenter/\?q=[^"]+)"', text)
    assert shared and "im Landkreis Mansfeld-Südharz" in answer(page(shared[1])).replace("Im", "im")
    assert "KoBa Harz" in answer(typed("06333 Falkenstein"))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("3882", "Sie haben 4 Ziffern eingegeben"),
        ("1067", "Meinten Sie 01067?"),
        ("O1O67", "Buchstaben O als Null"),
        ("00123", "Die Postleitzahl 00123 gibt es nicht"),
        ("99999", "Die Postleitzahl 99999 kennen wir nicht"),
    ],
)
def test_u12_a_wrong_postcode_is_told_what_is_wrong_and_stays_in_the_field(query: str, told: str):
    text = typed(query)
    assert told in text
    assert re.search(rf'<input[^>]*name="q"[^>]*value="{query}"', text)
