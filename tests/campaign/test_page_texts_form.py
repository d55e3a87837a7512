"""The form of a campaign page: its blocks go in by the editor's form, odd values never end in an error."""

import json

import pytest
from django.urls import reverse

from campaign.figure_blocks import KennzahlBlock
from campaign.models import ContentPage, HomePage, Kennzahl
from tests import builders
from tests.accounts.login import client_for
from tests.campaign.test_blocks import figure

pytestmark = pytest.mark.django_db

RICH = json.dumps(
    {
        "blocks": [
            {
                "key": "a",
                "type": "unstyled",
                "text": "Antwort",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [],
            }
        ],
        "entityMap": {},
    }
)


def form(*blocks: dict[str, str]) -> dict[str, str]:
    """A page form as the editor sends it; each block is {"type": …, part of its name: value}."""
    data = {
        "title": "Neu",
        "slug": "neu",
        "intro": "",
        "search_description": "",
        "body-count": str(len(blocks)),
        "action-publish": "1",
    }
    for number, block in enumerate(blocks):
        data |= {
            f"body-{number}-{name}": value
            for name, value in {"deleted": "", "order": str(number), "id": ""}.items()
        }
        for name, value in block.items():
            data[f"body-{number}-{name}"] = value
    return data


@pytest.fixture
def client():
    return client_for(builders.coordinator())


def add_path() -> str:
    return reverse("wagtailadmin_pages:add", args=["campaign", "contentpage", HomePage.objects.get().pk])


def list_of(*values: str) -> dict[str, str]:
    parts = {"type": "figures", "value-count": str(len(values))}
    for number, value in enumerate(values):
        parts |= {
            f"value-{number}-{name}": part for name, part in {"deleted": "", "order": str(number)}.items()
        }
        parts |= {f"value-{number}-id": "", f"value-{number}-value": value}
    return parts


def test_the_editor_offers_the_figures_by_name(client):
    figure(label="zur Auswahl")
    assert ": zur Auswahl" in client.get(add_path()).content.decode()


def test_the_editor_gets_the_chosen_figure_as_a_select_takes_it():
    assert KennzahlBlock().get_form_state(Kennzahl(pk=7)) == ["7"]
    assert KennzahlBlock().get_form_state(None) == [""]


def test_the_koordination_publishes_a_page_with_the_new_blocks(client):
    number, home = figure(), HomePage.objects.get()
    blocks = [
        list_of(str(number.pk)),
        {"type": "action", "value-text": "", "value-page": str(home.pk), "value-label": "Zum Start"},
        {"type": "fold_out", "value-title": "Frage", "value-richtext": RICH},
        {"type": "source", "value-text": "Amtsblatt", "value-url": "", "value-day": "2019-08-21"},
    ]
    answer = client.post(add_path(), form(*blocks))
    assert answer.status_code == 302
    page = ContentPage.objects.get(slug="neu")
    assert page.live and [block.block_type for block in page.body] == [
        "figures",
        "action",
        "fold_out",
        "source",
    ]
    assert page.body[0].value[0] == number


@pytest.mark.parametrize(
    ("block", "status"),
    [
        (list_of("abc"), 200),
        (list_of("9" * 30), 200),
        (list_of(""), 200),
        ({"type": "action", "value-text": "", "value-page": "abc", "value-label": "x"}, 404),
        ({"type": "action", "value-text": "", "value-page": "8888888", "value-label": "x"}, 404),
        ({"type": "download", "value-document": "9" * 30, "value-text": ""}, 404),
        ({"type": "fold_out", "value-title": "x", "value-richtext": "[]"}, 400),
        ({"type": "source", "value-text": "x", "value-url": "javascript:1", "value-day": "gestern"}, 200),
        (
            {"type": "contact", "value-office": "x", "value-name": "", "value-phone": "0", "value-email": ""},
            200,
        ),
    ],
)
def test_odd_values_are_answered_and_not_saved(client, block, status):
    assert client.post(add_path(), form(block)).status_code == status
    assert not ContentPage.objects.filter(slug="neu").exists()


def test_a_phone_number_is_written_as_it_is_to_be_read(client):
    parts = {
        "type": "contact",
        "value-office": "x",
        "value-name": "",
        "value-phone": "030/2312 5100",
        "value-email": "",
    }
    assert (
        "Bitte schreiben Sie die Nummer so: 030 23125100"
        in client.post(add_path(), form(parts)).content.decode()
    )
