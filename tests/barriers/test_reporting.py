"""„Barriere melden“ for everybody: prefilled, without cookie, forgiving, and closed to machines."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from campaign.anonymous_forms import FIELD, new_token
from campaign.audit.models import AuditEntry, OutboxMail
from jobcenters.barriers import clock, notices, public
from jobcenters.models import BarrierReport
from tests import builders

pytestmark = pytest.mark.django_db
URL = "/barriere-melden/"
TOLD = {"page": "/presse/", "problem": "Das Menü lässt sich nicht mit der Tastatur öffnen."}


@pytest.fixture(autouse=True)
def _no_count():
    cache.clear()


def send(client: Client, headers: dict[str, str] | None = None, **data: str):
    values = {FIELD: new_token(public.PURPOSE)} | TOLD | data
    return client.post(URL, values, headers=headers)


def text_of(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/presse/", "/jobcenter/kreis-dueren/", "/suche/?q=Harz"])
def test_every_page_leads_to_the_form_with_its_address_and_nothing_more(path: str, client: Client):
    text = text_of(client.get(path))
    bare = path.split("?")[0]
    assert f'href="{URL}?seite={bare}"' in text
    form = text_of(client.get(URL, {"seite": path}))
    assert re.search(rf'<input[^>]*name="page" value="{bare}"', form)


@pytest.mark.parametrize("path", ["/admin/login/", "/widerruf/abc/", "/einwilligung/abc/", "/gibt/es/nicht/"])
def test_personal_addresses_are_not_handed_on_and_every_page_has_the_link(path: str, client: Client):
    text = text_of(client.get(path))
    found = re.search(rf'href="({URL}[^"]*)"', text)
    assert found and "abc" not in found[1] and "admin" not in found[1]


@pytest.mark.parametrize(
    "foreign", ["https://anderswo.example/", "//anderswo.example/", "javascript:alert(1)"]
)
def test_a_link_cannot_hand_over_another_website(foreign: str, client: Client):
    assert "anderswo" not in text_of(client.get(URL, {"seite": foreign}))


def test_a_report_is_kept_with_its_day_and_confirmed_with_a_number(client: Client):
    answer = send(client, email="Besucherin@beispiel.example", assistive="NVDA")
    report = BarrierReport.objects.get()
    assert answer.status_code == 302 and answer["Location"].endswith(f"/danke/{report.number}/")
    assert (report.page_path, report.centre, report.state) == ("/presse/", None, "new")
    assert report.due_on == clock.due_on(timezone.localdate())
    thanks = client.get(answer["Location"])
    assert report.number in text_of(thanks) and "private" in thanks["Cache-Control"]
    assert not answer.cookies and not thanks.cookies and not client.get(URL).cookies
    mail = OutboxMail.objects.get(to="besucherin@beispiel.example")
    assert report.number in mail.text and "Menü" not in mail.text and mail.about.startswith("private:")
    entry = AuditEntry.objects.get(action="barrier.received")
    assert "beispiel" not in str(entry.data) + entry.object_label + entry.actor_label


def test_without_an_address_nobody_is_written_to_but_those_who_answer(client: Client):
    coordinator = builders.coordinator()
    send(client)
    assert set(OutboxMail.objects.values_list("to", flat=True)) == {coordinator.email}
    assert "können wir Ihnen nicht antworten" in text_of(
        client.get(f"{URL}danke/{BarrierReport.objects.get().number}/")
    )


def test_faults_are_named_at_the_top_and_at_the_field_and_nothing_typed_is_lost(client: Client):
    page = "https://anderswo.example/x"
    text = text_of(send(client, problem=" ", email="keine", page=page, phone="030 1"))
    assert BarrierReport.objects.count() == 0
    for field in ("problem", "email", "page"):
        assert f'href="#id_{field}"' in text and f'id="id_{field}_error"' in text
    assert page in text and 'value="keine"' in text and 'value="030 1"' in text
    assert "<title>Fehler: " in text


def test_the_same_form_sent_twice_is_one_report(client: Client):
    token = new_token(public.PURPOSE)
    answers = {client.post(URL, TOLD | {FIELD: token})["Location"] for _ in range(2)}
    assert len(answers) == 1 and BarrierReport.objects.count() == 1


def test_another_website_cannot_send_it_and_an_old_form_is_shown_again(client: Client, monkeypatch):
    assert send(client, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert send(client, headers={"Origin": "https://anderswo.example"}).status_code == 403
    again = text_of(send(client, **{FIELD: "alt"}))
    assert "zu lange offen" in again and TOLD["problem"] in again
    assert BarrierReport.objects.count() == 0


@pytest.mark.parametrize("mark", [{"message_2": "x"}, {"problem": "Besuchen Sie https://werbung.example"}])
def test_what_looks_like_a_machine_is_asked_once_more_and_a_person_gets_through(
    mark, client: Client, monkeypatch
):
    first = send(client, **mark)
    assert first.status_code == 200 and "automatische Werbung" in text_of(first)
    assert BarrierReport.objects.count() == 0
    monkeypatch.setattr(public, "QUICK", -1)
    send(client, **(mark | {"message_2": ""}))
    assert BarrierReport.objects.count() == 1


def test_one_address_reports_so_often_and_is_then_asked_to_wait(client: Client, monkeypatch):
    monkeypatch.setattr(public, "MOST", 2)
    assert [send(client).status_code for _ in range(3)] == [302, 302, 429]
    answer = send(client)
    assert int(answer["Retry-After"]) > 0 and BarrierReport.objects.count() == 2


def test_confirmations_of_others_cannot_be_guessed(client: Client):
    assert client.get(f"{URL}danke/B-AAAA-AAAA/").status_code == 404
    send(client)
    assert re.fullmatch(r"B-[A-Z2-9]{4}-[A-Z2-9]{4}", BarrierReport.objects.get().number)


def test_a_stranger_whose_address_somebody_types_gets_few_mails(client: Client):
    for number in range(notices.CONFIRMED + 2):
        send(client, problem=f"Nummer {number}", email="Fremd@beispiel.example")
    assert BarrierReport.objects.count() == notices.CONFIRMED + 2
    to = [mail.to for mail in OutboxMail.objects.all()]
    assert sum("remd@" in str(one) for one in to) == notices.CONFIRMED
