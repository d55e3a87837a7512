"""The inbox: each report with those who answer it, in time, and nobody else; then what tells of people goes."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaign.accounts.models import User
from campaign.accounts.todo import Urgency, agenda_for
from campaign.audit.models import AuditEntry, OutboxMail
from campaign.publishing import review
from campaign.publishing.models import Withdrawal
from jobcenters.barriers import acts, clock, erasing, recurring
from jobcenters.models import BarrierReport, Jobcenter
from tests import builders
from tests.accounts.login import client_for
from tests.clock import noon

pytestmark = pytest.mark.django_db
DUEREN, HARZ, EMPTY = "kreis-dueren", "landkreis-harz", "stadt-muenster"
ACTS = ("barriers_report", "barriers_take", "barriers_answer", "barriers_pass")


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """One officer each of two centres, and a coordinator."""
    from tests import snapshot

    with django_db_blocker.unblock():
        yield {
            "dueren": builders.officer(DUEREN),
            "harz": builders.officer(HARZ),
            "koordination": builders.coordinator(),
        }
        snapshot.restore()


def reported(page: str = f"/jobcenter/{DUEREN}/", **told: str) -> BarrierReport:
    values = {"problem": "Geheimes Wort: Apfelbaum", "email": "besucherin@beispiel.example"} | told
    return acts.receive(acts.Told(page=page, **values))


def aged(report: BarrierReport, days: int) -> BarrierReport:
    """Set the clock back: it came in so many days ago."""
    day = timezone.localdate() - timedelta(days=days)
    BarrierReport.objects.filter(pk=report.pk).update(received_on=day, due_on=clock.due_on(day))
    report.refresh_from_db()
    return report


def mails(user: User) -> int:
    return OutboxMail.objects.filter(to=user.email).count()


def url(name: str, report: BarrierReport) -> str:
    return reverse(name, args=[report.pk])


def test_a_report_about_a_section_or_a_story_goes_to_its_redaktion(people):
    for page in (f"/jobcenter/{DUEREN}/", f"/menschen-vor-ort/{DUEREN}/eine-geschichte/"):
        before = mails(people["dueren"])
        assert reported(page).centre.slug == DUEREN
        assert mails(people["dueren"]) == before + 1
    assert mails(people["koordination"]) == mails(people["harz"]) == 0
    assert not OutboxMail.objects.filter(to=people["dueren"].email, text__contains="Apfelbaum").exists()


def test_everything_else_goes_to_the_koordination_also_where_nobody_can_write(people):
    report, left_alone = reported("/presse/"), reported(f"/jobcenter/{EMPTY}/")
    assert report.centre is None and left_alone.centre.slug == EMPTY and left_alone.is_with_koordination
    assert mails(people["koordination"]) == 2
    texts = [todo.text for todo in agenda_for(people["koordination"]).to_do]
    assert sum(report.number in text or left_alone.number in text for text in texts) == 2


def test_another_redaktion_finds_nothing_and_a_missing_report_answers_alike(people):
    report, client = reported(), client_for(people["harz"])
    for name in ACTS:
        foreign, missing = client.get(url(name, report)), client.get(reverse(name, args=[999_999_999]))
        assert foreign.status_code == missing.status_code == 404
        bodies = [
            answer.content.replace(f"/{number}/".encode(), b"/N/")
            for answer, number in ((foreign, report.pk), (missing, 999_999_999))
        ]
        assert bodies[0] == bodies[1]
        assert client.post(url(name, report), {"token": "t", "text": "x", "note": "x"}).status_code == 404
    listed = client.get(reverse("barriers_index")).content.decode()
    assert report.number not in listed and "Apfelbaum" not in listed
    assert not any(report.number in todo.text for todo in agenda_for(people["harz"]).to_do)
    assert Client().get(url("barriers_report", report)).status_code == 302
    report.refresh_from_db()
    assert report.state == "new"


@pytest.mark.parametrize("who", ["dueren", "koordination"])
def test_redaktion_and_koordination_read_it_with_its_day(people, who):
    report, client = reported(), client_for(people[who])
    for address in (reverse("barriers_index"), url("barriers_report", report)):
        text = client.get(address).content.decode()
        assert report.number in text and "Apfelbaum" in text
        assert f"{report.due_on.year}" in text


def test_an_answer_goes_out_by_mail_once_and_ends_the_clock(people):
    report, client = reported(), client_for(people["dueren"])
    client.post(url("barriers_take", report), {"token": "t1"})
    report.refresh_from_db()
    assert (report.state, report.worked_on_by) == ("working", people["dueren"])
    empty = client.post(url("barriers_answer", report), {"token": "t2", "text": ""})
    assert "Bitte schreiben Sie die Antwort." in empty.content.decode()
    for token in ("t3", "t3"):
        client.post(
            url("barriers_answer", report), {"token": token, "text": "Jetzt mit Überschriften & mehr."}
        )
    report.refresh_from_db()
    assert report.state == "answered" and report.answered_by == people["dueren"]
    answers = OutboxMail.objects.filter(to="besucherin@beispiel.example", subject__startswith="Antwort")
    assert (
        len(answers) == 1 and "Überschriften & mehr" in answers[0].text and report.number in answers[0].text
    )
    late = client.post(url("barriers_answer", report), {"token": "t4", "text": "Noch einmal"})
    assert late.status_code == 409 and "schon beantwortet" in late.content.decode()
    assert {"barrier.taken", "barrier.answered"} <= set(
        AuditEntry.objects.filter(object_label=report.number).values_list("action", flat=True)
    )


def test_without_an_address_the_answer_is_a_note_and_no_mail(people):
    report = reported(email="", phone="030 23125-0")
    before = OutboxMail.objects.count()
    acts.answer(report, people["dueren"], "Angerufen und geändert.")
    assert OutboxMail.objects.count() == before


def test_what_is_passed_on_is_answered_by_the_koordination_on_the_same_day(people):
    report, client = reported(), client_for(people["dueren"])
    due = report.due_on
    client.post(url("barriers_pass", report), {"token": "t1", "note": "Es liegt an der Vorlage."})
    report.refresh_from_db()
    assert report.is_with_koordination and report.due_on == due
    assert mails(people["koordination"]) == 1
    refused = client.post(url("barriers_answer", report), {"token": "t2", "text": "Doch ich"})
    assert refused.status_code == 409
    assert not any(report.number in todo.text for todo in agenda_for(people["dueren"]).to_do)
    seen = client_for(people["koordination"]).get(url("barriers_report", report)).content.decode()
    assert "Es liegt an der Vorlage." in seen


def test_reminders_go_out_a_week_before_and_when_the_day_is_over_each_once(people):
    report = reported()
    told = mails(people["dueren"])
    now = timezone.now()
    recurring.remind(now, force=False)
    assert mails(people["dueren"]) == told
    aged(report, 27)
    for _ in range(2):
        recurring.remind(now, force=False)
    assert mails(people["dueren"]) == told + 1 and mails(people["koordination"]) == 0
    aged(report, 40)
    for _ in range(2):
        recurring.remind(now, force=False)
    assert mails(people["dueren"]) == told + 2 and mails(people["koordination"]) == 1
    todo = next(one for one in agenda_for(people["dueren"]).to_do if report.number in one.text)
    assert todo.urgency is Urgency.NOW and "überfällig" in todo.detail
    acts.answer(report, people["koordination"], "Erledigt.")
    recurring.remind(now + timedelta(days=90), force=False)
    assert mails(people["dueren"]) == told + 2


def test_a_report_whose_redaktion_is_gone_finds_somebody_else(people):
    merged, left = reported(), reported(f"/jobcenter/{HARZ}/")
    dueren, harz = builders.centre(DUEREN), builders.centre(HARZ)
    dueren.group.user_set.clear()
    Jobcenter.objects.filter(pk=dueren.pk).update(closed_on=timezone.localdate(), successor=harz)
    told = mails(people["harz"])
    recurring.remind(timezone.now(), force=False)
    merged.refresh_from_db()
    assert merged.centre == harz and mails(people["harz"]) == told + 1
    harz.group.user_set.update(is_active=False)
    recurring.remind(timezone.now(), force=False)
    left.refresh_from_db()
    assert left.centre == harz and left.is_with_koordination
    assert mails(people["koordination"]) == 2


def test_after_a_withdrawal_nothing_of_the_story_stays_in_a_report(people):
    story = builders.published(builders.centre(DUEREN), people["dueren"])
    report, other = reported(story.get_url()), reported(f"/jobcenter/{DUEREN}/")
    review.withdraw(story, people["dueren"], reason="Wunsch")
    erasing.forget_page(Withdrawal.objects.get())
    report.refresh_from_db()
    other.refresh_from_db()
    assert story.slug not in report.page_path and "Apfelbaum" not in report.problem and report.email
    assert "Apfelbaum" in other.problem


def test_six_months_after_the_answer_nothing_tells_of_the_person(people):
    report = reported(assistive="Lupe", phone="030 23125-0")
    acts.answer(report, people["dueren"], "Für die Besucherin: geändert.")
    report.refresh_from_db()
    day = clock.forgotten_on(timezone.localdate(report.answered_at))
    recurring.forget(noon(day - timedelta(days=1)), force=False)
    report.refresh_from_db()
    assert report.email and report.forgotten_at is None
    assert recurring.forget(noon(day), force=False).done == 1
    report.refresh_from_db()
    left = ("problem", "assistive", "email", "phone", "answer", "passed_note")
    assert not any(getattr(report, name) for name in left)
    assert report.page_path and report.due_on and report.state == "answered"
    assert not OutboxMail.objects.filter(about=f"private:barrier:{report.pk}").exists()
    assert "gelöscht am" in client_for(people["dueren"]).get(url("barriers_report", report)).content.decode()
