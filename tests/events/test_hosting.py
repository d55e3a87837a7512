"""Joint events (U16): nobody is named without its own yes, and a yes can be taken back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from campaign.audit.models import AuditEntry, OutboxMail
from jobcenters.events import hosting
from jobcenters.models import CoHost, EventPage
from tests import builders
from tests.accounts.login import client_for
from tests.events.made import DUEREN, HARZ, JENA, asked, event, publish

pytestmark = pytest.mark.django_db
Says = CoHost.Says


def shown(page: EventPage) -> str:
    return Client().get(page.get_url()).content.decode()


def test_a_centre_is_named_only_with_its_own_yes_and_no_longer_after_its_no():
    page, name = event(), builders.centre(HARZ).name
    question, officer = asked(page), builders.officer(HARZ)
    assert name not in shown(page)
    hosting.answer(question, Says.YES, "", actor=officer)
    assert name in shown(page)
    for address in (f"/jobcenter/{HARZ}/kalender.ics", f"/aktionen/?jobcenter={HARZ}"):
        assert page.title in Client().get(address).content.decode(), address
    hosting.answer(question, Says.NO, "", actor=officer)
    assert name not in shown(page)
    assert page.title not in Client().get(f"/jobcenter/{HARZ}/kalender.ics").content.decode()


def test_without_a_yes_the_event_is_published_without_that_centre():
    page = event(live=False)
    hosting.answer(asked(page), Says.NO, "", actor=builders.officer(HARZ))
    publish(page)
    assert builders.centre(HARZ).name not in shown(EventPage.objects.get(pk=page.pk))


def test_only_together_means_not_before_everybody_has_agreed():
    page = event(live=False)
    first, second = asked(page, HARZ, only_together=True), asked(page, JENA, only_together=True)
    hosting.answer(first, Says.YES, "", actor=builders.officer(HARZ))
    with pytest.raises(PermissionDenied, match="Noch nicht zugesagt"):
        publish(page)
    assert not EventPage.objects.get(pk=page.pk).live
    hosting.answer(second, Says.YES, "", actor=builders.officer(JENA))
    publish(page)
    assert EventPage.objects.get(pk=page.pk).live


def test_an_old_version_or_a_copy_is_no_way_round_only_together():
    page = event(live=False)
    asked(page, only_together=True)
    page.title = "Zweite Fassung"
    page.save_revision()
    for attempt in (
        lambda: page.revisions.first().publish(),
        lambda: setattr(page, "live", True) or page.save(),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert not EventPage.objects.get(pk=page.pk).live


def test_a_later_no_takes_an_event_offline_that_was_only_to_be_held_together():
    page = event(live=False)
    question, officer = asked(page, only_together=True), builders.officer(HARZ)
    hosting.answer(question, Says.YES, "", actor=officer)
    publish(page)
    hosting.answer(question, Says.NO, "Leider doch nicht", actor=officer)
    assert Client().get(page.get_url()).status_code == 404
    mail = OutboxMail.objects.filter(about=f"event:{page.pk}").latest("pk")
    assert "nicht mehr öffentlich" in mail.text and "Leider doch nicht" in mail.text


def test_only_together_comes_too_late_for_what_is_public():
    page = event()
    with pytest.raises(hosting.Conflict, match="schon öffentlich"):
        asked(page, only_together=True)
    assert not page.co_hosts.exists()


def test_the_editor_says_who_has_not_agreed_yet():
    officer = builders.officer(DUEREN)
    page = event(live=False, author=officer)
    asked(page, only_together=True)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client = client_for(officer)
    form = client.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {"body-count": "0", "starts_on": str(page.starts_on), "cancelled": "", "action-publish": "1"}
    data["loaded_revision_id"] = str(page.latest_revision_id)
    data = {name: value for name, value in data.items() if name not in ("body", "comments", "cancelled")}
    data |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    text = client.post(url, data).content.decode()
    assert f"Noch nicht zugesagt: {builders.centre(HARZ).name}" in text
    assert not EventPage.objects.get(pk=page.pk).live


def test_the_centre_that_is_asked_learns_what_it_was_told_and_no_later_draft():
    page = event(live=False, title="Erster Titel")
    question = asked(page)
    page.title = "Geheimer neuer Titel"
    page.save_revision()
    client = client_for(builders.officer(HARZ))
    for url in (
        reverse("events_answer", args=[question.pk]),
        reverse("events_index"),
        reverse("wagtailadmin_home"),
    ):
        text = client.get(url).content.decode()
        assert "Erster Titel" in text and "Geheimer" not in text, url
    for name in ("edit", "view_draft", "history"):
        assert client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code == 404
    assert client.get(reverse("events_joint", args=[page.pk])).status_code == 404


def test_who_agreed_is_told_when_day_or_place_change():
    page = event()
    hosting.answer(asked(page), Says.YES, "", actor=builders.officer(HARZ))
    OutboxMail.objects.all().delete()
    page = EventPage.objects.get(pk=page.pk)
    page.town = "Anderswo"
    page.save_revision().publish()
    assert "Anderswo" in OutboxMail.objects.get(subject__startswith="Geändert").text
    page.save_revision().publish()
    assert OutboxMail.objects.filter(subject__startswith="Geändert").count() == 1


def test_who_has_not_agreed_yet_reads_what_is_public_by_now():
    page = event()
    question = asked(page)
    page.title = "Etwas ganz anderes"
    page.save_revision().publish()
    client = client_for(builders.officer(HARZ))
    assert "Etwas ganz anderes" in client.get(reverse("events_answer", args=[question.pk])).content.decode()
    assert not OutboxMail.objects.filter(subject__startswith="Geändert").exists()


@pytest.mark.parametrize("name", ["events_answer", "events_take_back"])
def test_a_question_of_others_answers_like_none(name):
    question = asked(event())
    client = client_for(builders.officer(JENA))
    foreign = client.get(reverse(name, args=[question.pk]))
    missing = client.get(reverse(name, args=[999_999]))
    assert foreign.status_code == missing.status_code == 404


def test_the_way_of_a_question_through_the_screens_is_logged_for_both():
    owner, other = client_for(builders.officer(DUEREN)), client_for(builders.officer(HARZ))
    page, centre = event(live=False), builders.centre(HARZ)
    url = reverse("events_joint", args=[page.pk])
    assert "only_together" in owner.get(url).content.decode()
    owner.post(url, {"token": "t1", "centre": centre.pk, "message": "Bitte", "only_together": "on"})
    question = CoHost.objects.get(event=page)
    assert question.required and question.told_message == "Bitte"
    other.post(reverse("events_answer", args=[question.pk]), {"token": "t2", "says": "yes", "note": "Gern"})
    text = owner.get(url).content.decode()
    assert "zugesagt" in text and "Gern" in text
    owner.post(reverse("events_take_back", args=[question.pk]), {"token": "t3"})
    assert not CoHost.objects.exists()
    for one in (centre, builders.centre(DUEREN)):
        actions = list(
            AuditEntry.objects.filter(centre=one.ags).order_by("pk").values_list("action", flat=True)
        )
        assert [one for one in actions if one.startswith("event.")] == [
            *("event.asked", "event.agreed", "event.question_taken_back"),
        ]
