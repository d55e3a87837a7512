"""Zahlen & Fakten: records with source, age and a way to cite."""

from datetime import date

import pytest
from django.test import Client

from campaign.models import Kennzahl
from tests.campaign.test_blocks import figure

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("today", "outdated"),
    [
        (date(2026, 1, 1), False),
        (date(2028, 1, 1), False),
        (date(2028, 1, 2), True),
        (date(2030, 6, 1), True),
    ],
)
def test_a_figure_is_old_after_24_months(today, outdated):
    assert Kennzahl(as_of=date(2026, 1, 1)).is_outdated(today) is outdated


def test_a_leap_day_is_no_trap():
    assert Kennzahl(as_of=date(2024, 2, 29)).is_outdated(date(2026, 3, 1))
    assert not Kennzahl(as_of=date(2024, 2, 29)).is_outdated(date(2026, 2, 28))


def test_a_record_has_all_one_needs_to_check_and_to_cite():
    figure(definition="Erstens.\n\nZweitens.", source_url="https://quelle.example/", as_of=date(2019, 8, 21))
    text = Client().get("/zahlen-und-fakten/").content.decode()
    for piece in (
        'id="probe"',
        "<strong>7</strong> Stück",
        "zur Probe",
        "21. August 2019",
        'href="https://quelle.example/"',
        "<p>Erstens.</p>",
        "älter als zwei Jahre",
        "/zahlen-und-fakten/#probe",
    ):
        assert piece in text


def test_a_fresh_figure_says_nothing_of_age():
    figure(as_of=date.today())
    assert "älter als zwei Jahre" not in Client().get("/zahlen-und-fakten/").content.decode()


def test_without_figures_the_page_says_so():
    Kennzahl.objects.all().delete()
    assert "Hier stehen bald Zahlen" in Client().get("/zahlen-und-fakten/").content.decode()
