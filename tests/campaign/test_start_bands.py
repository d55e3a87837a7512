"""The start page leads to events, press and material; each band shows what is public now, or keeps quiet."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from campaign.models import PressIndexPage, PressReleasePage
from jobcenters.models import EventPage
from tests import builders
from tests.campaign.test_blocks import page_with, text_of

pytestmark = pytest.mark.django_db


def event(title: str, in_days: int, **fields: object) -> Page:
    section = Page.objects.get(pk=builders.centre().section_id).specific
    day = timezone.localdate() + timedelta(days=in_days)
    page = EventPage(title=title, slug=f"termin-{in_days}", starts_on=day, intro="Kommen Sie.", **fields)
    return section.add_child(instance=page)


def release(title: str, day: date, *, live: bool = True) -> None:
    page = PressReleasePage(title=title, slug=title.lower(), date=day, intro="Vorspann", live=live)
    PressIndexPage.objects.get().add_child(instance=page)


def home() -> str:
    return Client().get("/").content.decode()


def test_the_next_events_stand_on_the_start_page_and_in_a_text():
    assert "Nächste Termine" not in home()
    page = page_with({"type": "events", "value": {"number": "3"}})
    assert "event-row" not in text_of(page)
    event("Morgen", 1)
    event("Gestern", -1)
    event("Abgesagt", 2, cancelled=True)
    for text in (home(), text_of(page)):
        assert "Morgen" in text and "Gestern" not in text and "Abgesagt" not in text
    assert "Nächste Termine" in home()


def test_the_newest_two_public_releases_and_the_ways_on():
    assert 'href="/presse/"' in home() and 'href="/material/"' in home()
    for title, day in (("Alt", 1), ("Mittel", 2), ("Neu", 3)):
        release(title, date(2026, 1, day))
    release("Geheim", date(2026, 1, 4), live=False)
    text = home()
    assert text.index("Neu</a>") < text.index("Mittel</a>")
    assert "Alt</a>" not in text and "Geheim" not in text


def test_the_full_start_page_stays_within_its_budget(django_assert_max_num_queries):
    picture = builders.image()
    for number in range(3):
        builders.published(portrait=picture)
        event(f"Termin {number}", number + 1)
        release(f"Mitteilung-{number}", date(2026, 1, 1 + number))
    home()
    with django_assert_max_num_queries(12):
        home()
