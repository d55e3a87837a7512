"""The Erklärung zur Barrierefreiheit: made of records, checked every year, with a body for every Land."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaign.accessibility import bodies, yearly
from campaign.accounts.todo import agenda_for
from campaign.audit.models import OutboxMail
from campaign.laender import LAENDER
from campaign.models import AccessibilityPage, ContentPage, Durchsetzungsstelle, Gap, HomePage
from campaign.publishing.fixed import add_published
from campaign.retype import retype
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db
URL = "/barrierefreiheit/"


def filled(**fields) -> AccessibilityPage:
    page = AccessibilityPage.objects.get()
    values = {"conformity": "partial", "method": "self", "made_on": date(2026, 1, 31)} | fields
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def text() -> str:
    return Client().get(URL).content.decode()


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def test_an_empty_statement_says_what_is_missing_and_invents_nothing():
    assert "[vor dem Start zu ergänzen: Ergebnis der Prüfung]" in text()


def test_the_statement_says_state_gaps_reasons_alternatives_and_days():
    page = AccessibilityPage.objects.get()
    page.gaps.add(
        Gap(what="Filme", reason="burden", why="§ 12a BGG", instead="Abschrift", planned_for=date(2027, 3, 1))
    )
    page.gaps.add(Gap(what="Karten", reason="outside", why="ausgenommen"))
    page.save_revision().publish()
    filled(checked_on=date(2026, 5, 1), contact_email="zugang@beispiel.example", contact_phone="030 23125-0")
    shown = text()
    for words in (
        "teilweise vereinbar",
        "Unverhältnismäßige Belastung",
        "§ 12a BGG",
        "Stattdessen: Abschrift",
        "Behoben bis: 1. März 2027",
        "Nicht von den Vorschriften erfasst",
        "Selbstbewertung",
        "Erstellt am 31. Januar 2026.",
        "Zuletzt geprüft am 1. Mai 2026.",
        "mailto:zugang@beispiel.example",
        'href="/barriere-melden/"',
    ):
        assert words in shown, words
    assert "Noch nicht vereinbar" not in shown


def test_every_land_has_a_body_and_what_has_no_source_is_shown_as_unchecked():
    assert set(Durchsetzungsstelle.objects.values_list("land", flat=True)) == set(LAENDER)
    unknown = [one for one in Durchsetzungsstelle.objects.all() if not one.is_known]
    assert unknown and text().count("<br>ungeprüft") == len(unknown)
    assert all(not (one.email or one.phone or one.contact or one.website) for one in unknown)


def test_what_the_koordination_wrote_about_a_body_stays():
    row = Durchsetzungsstelle.objects.get(land="DE-MV")
    row.name, row.checked_on = "Stelle in Schwerin (Beispiel)", date(2026, 11, 1)
    row.save()
    Durchsetzungsstelle.objects.filter(land="DE-TH").delete()
    bodies.enter_missing()
    assert bodies.body_of("DE-MV").name == "Stelle in Schwerin (Beispiel)"
    assert bodies.body_of("DE-TH") is not None
    assert "geprüft am 1.11.2026" in text()


@pytest.mark.parametrize("path", ["/", "/presse/", "/jobcenter/kreis-dueren/"])
def test_every_page_leads_to_the_statement(path):
    assert f'href="{URL}"' in Client().get(path).content.decode()


def test_the_koordination_publishes_the_statement_and_cannot_take_it_away():
    may = AccessibilityPage.objects.get().permissions_for_user(builders.coordinator())
    assert may.can_publish() and may.can_edit()
    assert not (may.can_delete() or may.can_unpublish() or may.can_move())


def test_a_text_page_of_former_times_becomes_the_statement_and_keeps_its_words():
    AccessibilityPage.objects.get().delete()
    old = ContentPage(title="Barrierefreiheit", slug="barrierefreiheit", intro="Alter Satz.", in_footer=True)
    add_published(HomePage.objects.get(), old)
    page = retype(old, AccessibilityPage)
    assert page.pk == old.pk and "Alter Satz." in text()


def test_a_year_after_the_last_check_the_koordination_is_asked_once_a_month():
    coordinator, page = builders.coordinator(), filled(checked_on=date(2028, 2, 29))
    due = date(2029, 2, 28)
    assert yearly.due_on(page) == due
    for day, expected in ((due - timedelta(days=1), 0), (due, 1), (due, 1), (due + timedelta(days=30), 2)):
        yearly.job(at(day), force=False)
        sent = OutboxMail.objects.filter(to=coordinator.email, subject__contains="Barrierefreiheit")
        assert sent.count() == expected, day
    filled(checked_on=due + timedelta(days=31))
    yearly.job(at(due + timedelta(days=60)), force=False)
    assert sent.count() == 2


def test_the_dashboard_of_the_koordination_asks_for_what_is_missing_and_for_the_yearly_check():
    coordinator, officer = builders.coordinator(), builders.officer()

    def asked(user) -> str:
        return " ".join(todo.text for todo in agenda_for(user).to_do)

    assert "fehlen Stand und Datum" in asked(coordinator)
    today = timezone.localdate()
    filled(checked_on=today)
    assert "Erklärung zur Barrierefreiheit" not in asked(coordinator)
    filled(checked_on=today - timedelta(days=400))
    assert "älter als ein Jahr" in asked(coordinator)
    assert "Barrierefreiheit" not in asked(officer)


def test_the_bodies_are_kept_by_the_koordination_alone():
    index = reverse("durchsetzungsstelle:index")
    assert client_for(builders.coordinator()).get(index).status_code == 200
    assert client_for(builders.officer()).get(index).status_code == 403
