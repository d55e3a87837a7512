"""Aktionen: the Koordination invites all, each centre answers for itself, who is silent is reminded once per stage."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaign.accounts.todo import agenda_for
from campaign.audit.models import OutboxMail
from jobcenters.events import answers
from jobcenters.models import AktionAnswer, Jobcenter
from tests import builders
from tests.accounts.login import client_for
from tests.events.made import DUEREN, HARZ, JENA, aktion, day, event

pytestmark = pytest.mark.django_db
Says = AktionAnswer.Says


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


def invited(people, **fields):
    page = aktion(invitation="Nur für Redaktionen: bitte mitmachen.", **fields)
    answers.invite(page, actor=people["koordination"])
    return page


def row_of(page, slug=DUEREN) -> AktionAnswer:
    return page.answers.get(centre__slug=slug)


def test_all_are_invited_once_and_the_invitation_is_not_public(people):
    page = aktion(invitation="Nur für Redaktionen: bitte mitmachen.")
    client = client_for(people["koordination"])
    url = reverse("aktionen_invite", args=[page.pk])
    assert "104" in client.get(url).content.decode()
    for token in ("t1", "t2"):
        client.post(url, {"token": token})
    assert page.answers.count() == Jobcenter.objects.serving().count() == 104
    mails = OutboxMail.objects.filter(about=f"aktion:{page.pk}")
    assert {mail.to for mail in mails} == {people["dueren"].email, people["harz"].email}
    assert len(mails) == 2 and "bitte mitmachen" in mails[0].text
    assert "bitte mitmachen" not in Client().get(page.get_url()).content.decode()


def test_nobody_is_invited_to_a_draft(people):
    page = aktion(live=False)
    url = reverse("aktionen_invite", args=[page.pk])
    answer = client_for(people["koordination"]).post(url, {"token": "t1"})
    assert answer.status_code == 409 and not page.answers.exists()


def test_a_centre_answers_and_adds_an_event_with_the_aktion_chosen(people):
    page = invited(people)
    client, row = client_for(people["dueren"]), row_of(page)
    url = reverse("aktionen_answer", args=[row.pk])
    text = client.get(url).content.decode()
    assert "bitte mitmachen" in text
    add = reverse("wagtailadmin_pages:add", args=["jobcenters", "eventpage", row.centre.section_id])
    assert f"{add}?aktion={page.pk}" in text
    form = client.get(f"{add}?aktion={page.pk}").content.decode()
    assert f'<option value="{page.pk}" selected>{page.title}</option>' in form
    client.post(url, {"token": "t1", "says": "yes", "note": "Mit Frühstück"})
    row.refresh_from_db()
    assert (row.says, row.note, row.answered_by) == (Says.YES, "Mit Frühstück", people["dueren"])


def test_the_answer_of_another_centre_is_as_good_as_none(people):
    page = invited(people)
    client = client_for(people["harz"])
    url = reverse("aktionen_answer", args=[row_of(page, DUEREN).pk])
    for answer in (client.get(url), client.post(url, {"token": "t", "says": "no"})):
        assert answer.status_code == 404
    assert row_of(page, DUEREN).answered_at is None
    for name in ("aktionen_overview", "aktionen_table", "aktionen_invite", "aktionen_remind"):
        assert client.get(reverse(name, args=[page.pk])).status_code == 404, name


def test_a_draft_of_an_aktion_is_not_offered_to_centres(people):
    hidden = aktion(live=False, title="Geheime Aktion")
    section = builders.centre(DUEREN).section_id
    add = reverse("wagtailadmin_pages:add", args=["jobcenters", "eventpage", section])
    client = client_for(people["dueren"])
    assert "Geheime Aktion" not in client.get(add).content.decode()
    assert client.get(f"{add}?aktion={hidden.pk}").status_code == 404
    assert client.post(add, {"title": "A", "aktion": hidden.pk}).status_code == 404


def test_the_overview_and_its_table_name_all_and_what_is_missing(people):
    page = invited(people)
    answers.answer(row_of(page), Says.NO, "=1+1", actor=people["dueren"])
    event(DUEREN, aktion=page)
    client = client_for(people["koordination"])
    text = client.get(reverse("aktionen_overview", args=[page.pk])).content.decode()
    assert "keine Antwort (103)" in text and "nicht dabei (1)" in text
    missing = client.get(reverse("aktionen_overview", args=[page.pk]), {"zeigen": "fehlt"}).context["rows"]
    assert len(missing) == 103
    table = client.get(reverse("aktionen_table", args=[page.pk])).getvalue().decode().lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table), delimiter=";"))
    assert len(rows) == 104 and {row["Verband"] for row in rows} == {"Landkreistag", "Städtetag"}
    own = next(row for row in rows if "Düren" in row["Jobcenter"])
    assert (own["Antwort"], own["Bemerkung"], own["Termine"]) == ("nicht dabei", "'=1+1", "1")


def reminders(page) -> int:
    return OutboxMail.objects.filter(about=f"aktion:{page.pk}", subject__startswith="Erinnerung").count()


def test_the_silent_are_reminded_14_and_3_days_before_each_once(people):
    page = invited(people, answers_until=day(18))
    answers.answer(row_of(page, HARZ), Says.OPEN, "Noch unklar", actor=people["harz"])
    now = timezone.now()
    counted = []
    for days in (0, 4, 5, 14, 15, 16, 18, 19):
        answers.job(now + timedelta(days=days), force=False)
        counted.append(reminders(page))
    assert counted == [0, 1, 1, 1, 2, 2, 2, 2]


def test_who_is_asked_late_gets_one_reminder_and_not_both(people):
    page = invited(people, answers_until=day(2))
    for _ in range(2):
        answers.job(timezone.now(), force=False)
    assert reminders(page) == 2  # one to each of the two people


def test_the_button_shows_the_mail_and_sends_it_once_a_day(people):
    page = invited(people, answers_until=day(19))
    client, url = client_for(people["koordination"]), reverse("aktionen_remind", args=[page.pk])
    text = client.get(url).content.decode()
    assert "Das dauert eine Minute" in text and "104 Jobcenter" in text
    first = client.post(url, {"token": "t1"}, follow=True).content.decode()
    again = client.post(url, {"token": "t2"}, follow=True).content.decode()
    assert "Erinnert:" in first and "Heute ging schon" in again
    assert reminders(page) == 2


def test_the_dashboards_say_what_waits(people):
    page = invited(people, answers_until=day(10))
    texts = [todo.text for todo in agenda_for(people["dueren"]).to_do]
    assert any(page.title in text for text in texts)
    answers.answer(row_of(page), Says.YES, "", actor=people["dueren"])
    texts = [todo.text for todo in agenda_for(people["dueren"]).to_do]
    assert not any(page.title in text for text in texts)
    page.answers_until = day(-1)
    page.save()
    texts = [todo.text for todo in agenda_for(people["koordination"]).to_do]
    assert any(page.title in text and text.startswith("103 Jobcenter") for text in texts)


def test_an_aktion_that_is_over_takes_no_answers(people):
    page = invited(people, starts_on=day(-9), ends_on=day(-5))
    with pytest.raises(answers.Conflict):
        answers.answer(row_of(page, JENA), Says.YES, "", actor=people["harz"])
