"""Consent ends or is not there: withdrawal, one of two, a minor, a death, somebody of the staff who has left."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaign.publishing import erasure
from campaign.publishing.models import Withdrawal
from stories.consents import coming_of_age
from stories.models import Consent, Person, StoryPage
from tests import builders
from tests.accounts.login import client_for
from tests.journeys.steps import (
    agree,
    enter_consent,
    gone,
    link_for,
    mailed,
    publish,
    revise,
    send,
    text,
    write,
)
from tests.publishing.test_erasure import rows_with

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_wrong_guesses():
    cache.clear()


@pytest.fixture
def user():
    return builders.officer()


@pytest.fixture
def officer(user) -> Client:
    return client_for(user)


@pytest.fixture
def coordinator() -> Client:
    return client_for(builders.coordinator())


def test_u2_a_person_withdraws_with_her_link_and_nothing_is_left_but_the_proof(user, officer, coordinator):
    story = write(officer, title="Kanarienwort im Titel", slug="kanarienwort")
    person = story.persons.get()
    path = link_for(officer, person)
    assert (
        agree(path, giver_name="Kanarienwort Beispiel", email="kanarienwort@person.example").status_code
        == 302
    )
    url = publish(officer, coordinator, story)
    mine = re.search(r"/widerruf/[^/\s\"<]+/", text(Client().get(path)))[0]
    token = re.search(r'name="form_token" value="([^"]+)"', text(Client().get(mine)))[1]
    assert Client().post(mine, {"form_token": token}).status_code == 302
    assert gone(url, story.title) and mailed(user.email, "zurückgezogen")
    assert erasure.job(timezone.now()).done == 1
    assert list(rows_with("kanarienwort")) == [] and not StoryPage.objects.filter(pk=story.pk).exists()
    proof = Withdrawal.objects.get(page_number=story.pk).proof
    assert proof["consents"][0]["withdrawn_at"] and proof["approvals"][0]["published_at"]
    assert gone(url, story.title)


def test_u3_one_of_two_persons_withdraws_and_the_story_is_offline_first(officer, coordinator):
    story = write(
        officer,
        **{"persons-TOTAL_FORMS": "2", "persons-1-shown_name": "Beispiel-Person Aylin"},
        **{"persons-1-name_form": "first", "persons-1-kind": "client", "persons-1-age": "adult"},
        **{"persons-1-guardians": "2", "persons-1-id": ""},
    )
    kim, aylin = story.persons.all()
    assert enter_consent(officer, kim).status_code == 302
    refused = text(send(officer, "publishing_submit", story.pk, note=""))
    assert "Die Einwilligung von Beispiel-Person Aylin fehlt" in refused
    assert enter_consent(officer, aylin, giver_name="Aylin Beispiel").status_code == 302
    url = publish(officer, coordinator, story)
    assert send(officer, "consents_withdraw", aylin.consents.get().pk).status_code == 302
    assert gone(url, story.title) and kim.consents.get().withdrawn_at is None


def test_u8_a_minor_needs_guardians_and_the_own_yes_shows_no_surname_and_is_asked_again_at_18(
    user, officer, coordinator
):
    birthday = timezone.localdate() + timedelta(days=25)
    minor = {"persons-0-age": "youth", "persons-0-guardians": "1", "persons-0-adult_on": birthday.isoformat()}
    story = write(officer, **minor)
    person = story.persons.get()
    assert agree(link_for(officer, person), giver_name="Kim Sonderlich").status_code == 302
    refused = text(send(officer, "publishing_submit", story.pk, note=""))
    assert "(sorgeberechtigte Person) fehlt" in refused
    assert agree(link_for(officer, person, "guardian1"), giver_name="Eva Sonderlich").status_code == 302
    revise(officer, story, **minor, **{"persons-0-shown_name": "Kim Sonderlich"})
    assert "Der Nachname darf nicht erscheinen" in text(send(officer, "publishing_submit", story.pk, note=""))
    revise(officer, story, **minor, **{"persons-0-shown_name": "Beispielkim"})
    publish(officer, coordinator, story)
    assert coming_of_age.job(timezone.now(), force=False).done == 1 and mailed(user.email, "volljährig")
    assert "volljährig" in text(officer.get("/admin/"))


def test_u13_somebody_has_died_and_the_consent_rests_until_the_family_decides(officer, coordinator):
    story = write(officer)
    person = story.persons.get()
    enter_consent(officer, person)
    url = publish(officer, coordinator, story)
    assert "gestorben" in text(officer.get(reverse("consents_rest", args=[person.pk])))
    assert send(officer, "consents_rest", person.pk).status_code == 302
    assert Client().get(url).status_code == 404 and story.title not in text(
        Client().get("/menschen-vor-ort/")
    )
    assert Consent.objects.get(person=person).scan and StoryPage.objects.filter(pk=story.pk).exists()
    assert send(officer, "consents_rest", person.pk).status_code == 302
    assert Client().get(url).status_code == 200


def test_u17_somebody_of_the_staff_signs_the_form_for_staff_and_goes_with_the_story_when_she_leaves(
    officer, coordinator
):
    story = write(officer, kind="staff", **{"persons-0-kind": "client"})
    person = story.persons.get()
    enter_consent(officer, person)
    revise(officer, story, **{"persons-0-kind": "staff"})
    refused = text(send(officer, "publishing_submit", story.pk, note=""))
    assert "Nötig ist das Formular für Beschäftigte" in refused
    assert "für Beschäftigte" in text(officer.get(reverse("consents_paper", args=[person.pk])))
    person = Person.objects.get(pk=person.pk)
    assert enter_consent(officer, person).status_code == 302
    url = publish(officer, coordinator, story)
    consent = person.consents.get(replaced_by=None)
    assert consent.form == Consent.Form.STAFF
    assert send(officer, "consents_withdraw", consent.pk).status_code == 302
    assert gone(url, story.title)
