"""A login ends after 60 minutes without a person and after 12 hours in all; what was being written is not lost."""

import re
import time

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from campaign.accounts import session_life
from campaign.accounts.models import User
from campaign.accounts.roles import KOORDINATION_GROUP
from jobcenters.models import Jobcenter
from tests import builders
from tests.accounts.login import LOGIN, SECRET, client_for, sign_in, totp

pytestmark = pytest.mark.django_db
SESSION, KEPT = "/admin/sitzung/", "/admin/sitzung/text/"
MINUTE, HOUR = 60, 60 * 60


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch):
    """Moves the clock of sessions on, by seconds in all."""
    real = time.time
    return lambda seconds: monkeypatch.setattr(session_life.time, "time", lambda: real() + seconds)


def is_out(response) -> bool:
    return response.status_code == 302 and response["Location"].startswith(LOGIN)


def test_after_sixty_minutes_without_a_step_one_is_out(officer: User, later):
    client = client_for(officer)
    later(59 * MINUTE)
    assert client.get("/admin/").status_code == 200
    later(118 * MINUTE)
    assert client.get("/admin/").status_code == 200, "ein Schritt verlängert"
    later(179 * MINUTE)
    assert is_out(client.get("/admin/"))
    assert "Ihre Anmeldung ist abgelaufen" in client.get(LOGIN).content.decode()
    later(0)
    assert is_out(client.get("/admin/")), "zu Ende ist zu Ende"


def test_after_twelve_hours_one_is_out_however_busy(officer: User, later):
    client = client_for(officer)
    for minutes in range(50, 12 * 60, 50):
        later(minutes * MINUTE)
        assert client.get("/admin/account/").status_code == 200
    later(12 * HOUR + 1)
    assert is_out(client.get("/admin/"))


def test_what_an_open_page_asks_for_by_itself_keeps_nobody_inside(officer: User, harz: Jobcenter, later):
    client = client_for(officer)
    story = builders.draft(officer, harz)
    ping = reverse("wagtailadmin_editing_sessions:ping", args=["stories", "storypage", story.pk, 1])
    for minutes in range(5, 60, 5):
        later(minutes * MINUTE)
        client.post(ping)
        client.get("/admin/sprite/")
        assert 0 < client.get(SESSION).json()["left"] <= HOUR - minutes * MINUTE
    later(61 * MINUTE)
    assert is_out(client.get(SESSION))
    assert is_out(client.post(ping))


def test_one_may_stay_and_every_page_knows_the_way(officer: User, later):
    client = client_for(officer)
    page = client.get("/admin/").content.decode()
    assert f'id="sitzung" data-url="{SESSION}" data-left="3600"' in page
    later(58 * MINUTE)
    assert client.post(SESSION).json()["left"] >= HOUR - 2
    later(110 * MINUTE)
    assert client.get("/admin/").status_code == 200


def test_a_look_at_a_page_writes_nothing_within_the_minute(officer: User, later):
    client = client_for(officer)
    client.get("/admin/account/")
    assert session_life.MOVED not in client.session
    later(MINUTE + 1)
    client.get("/admin/account/")
    assert session_life.MOVED in client.session


def test_past_its_time_a_session_counts_as_a_visitor_on_public_pages(officer: User, rf, later):
    from campaign.accounts import second_factor

    request = rf.get("/")
    request.user, request.session = officer, client_for(officer).session
    second_factor.require(request)
    assert request.user.is_authenticated
    later(61 * MINUTE)
    request.user = officer
    second_factor.require(request)
    assert not request.user.is_authenticated


def send_too_late(client: Client, later, address: str, **extra):
    later(61 * MINUTE)
    text = {"title": "Der lange Weg", "lead": "Zeile eins\nZeile „zwei“ & drei", "tag": ["a", "b"]}
    return client.post(address, text, **extra)


def test_a_form_sent_too_late_waits_until_its_writer_is_back(officer: User, harz: Jobcenter, later):
    client = client_for(officer)
    address = reverse("wagtailadmin_pages:edit", args=[builders.draft(officer, harz).pk])
    answer = send_too_late(client, later, address)
    assert answer["Location"] == f"{LOGIN}?next={KEPT}"
    assert "Ihr Text ist noch da" in client.get(LOGIN).content.decode()
    assert is_out(client.get(KEPT))
    later(0)
    sign_in(client, officer)
    page = client.get(KEPT)
    text = page.content.decode()
    assert f'action="{address}"' in text and "„Der lange Weg“" in text
    assert 'name="lead" value="Zeile eins\nZeile „zwei“ &amp; drei"' in text
    assert text.count('name="tag"') == 2 and text.count('name="csrfmiddlewaretoken"') == 2
    client.post(address, {"title": "Der lange Weg"})
    assert client.get(KEPT)["Location"] == "/admin/", "abgeschickt ist nicht mehr aufgehoben"


def test_it_waits_also_when_the_open_page_noticed_the_end_before(officer: User, later):
    client = client_for(officer)
    later(61 * MINUTE)
    assert is_out(client.get(SESSION))
    assert send_too_late(client, later, "/admin/account/")["Location"] == f"{LOGIN}?next={KEPT}"


def test_nobody_else_gets_to_see_what_was_kept(officer: User, coordinator: User, later):
    client = client_for(officer)
    send_too_late(client, later, "/admin/account/")
    later(0)
    sign_in(client, coordinator)
    assert client.get(KEPT)["Location"] == "/admin/"
    client.post("/admin/logout/")
    sign_in(client, officer)
    assert client.get(KEPT)["Location"] == "/admin/"


def test_what_was_kept_can_be_dropped(officer: User, later):
    client = client_for(officer)
    send_too_late(client, later, "/admin/account/")
    later(0)
    sign_in(client, officer)
    assert client.get(KEPT).status_code == 200
    assert client.post(KEPT)["Location"] == client.get(KEPT)["Location"] == "/admin/"


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        ({"title": "a" * 1_000_001}, {}),
        ({"oldpassword": "geheim", "title": "x"}, {}),
        ({"title": "x"}, {"HTTP_SEC_FETCH_MODE": "cors"}),
        ({"title": "x"}, {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}),
    ],
)
def test_neither_secrets_nor_what_scripts_send_is_kept(officer: User, later, fields, headers):
    client = client_for(officer)
    later(61 * MINUTE)
    assert KEPT not in client.post("/admin/account/", fields, **headers)["Location"]


def test_no_other_website_gets_a_form_kept(officer: User, later):
    client = client_for(officer, enforce_csrf_checks=True)
    answer = send_too_late(client, later, "/admin/account/", HTTP_ORIGIN="https://boese.example")
    assert is_out(answer) and KEPT not in answer["Location"]


@pytest.mark.parametrize("change", ["group", "members", "superuser", "locked"])
def test_other_rights_end_what_is_open_and_what_was_being_written_waits(
    officer: User, jena: Jobcenter, change: str
):
    client, colleague = client_for(officer), client_for(builders.coordinator())
    koordination = Group.objects.get(name=KOORDINATION_GROUP)
    if change == "group":
        officer.groups.add(koordination)
    elif change == "members":
        koordination.user_set.set([*koordination.user_set.all(), officer])
    else:
        User.objects.filter(pk=officer.pk).update(is_superuser=change == "locked")
        officer.is_superuser, officer.is_active = change == "superuser", change != "locked"
        officer.save()
    answer = client.post("/admin/account/", {"title": "Der lange Weg"})
    assert answer["Location"] == f"{LOGIN}?next={KEPT}"
    assert colleague.get("/admin/").status_code == 200


def test_the_same_role_ends_nothing(officer: User, harz: Jobcenter, jena: Jobcenter):
    client = client_for(officer)
    officer.groups.add(jena.group)
    officer.groups.remove(harz.group)
    officer.first_name = "Rosalie"
    officer.save()
    assert client.get("/admin/").status_code == 200


def written_before_another_login(writer: User, reader: User) -> tuple[Client, dict[str, str]]:
    """Return a browser in which `reader` is logged in, and a form that `writer` opened there before."""
    client = Client()
    sign_in(client, writer)
    page = client.get("/admin/adresse/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    client.post("/admin/logout/")
    cache.delete_many([f"totp-used:{writer.pk}:{totp(SECRET, steps)}" for steps in (-1, 0, 1)])
    sign_in(client, reader)
    client.handler.enforce_csrf_checks = True
    return client, {"title": "Der lange Weg", "csrfmiddlewaretoken": token}


def test_a_form_from_before_a_new_login_can_be_sent_once_more(officer: User):
    client, old = written_before_another_login(officer, officer)
    foreign = client.post("/admin/account/", old, HTTP_ORIGIN="https://boese.example")
    assert foreign.status_code == client.post("/admin/account/", old).status_code == 403
    assert client.get(KEPT).status_code == 302
    assert client.post("/admin/account/", old, HTTP_SEC_FETCH_SITE="same-origin")["Location"] == KEPT
    assert "Der lange Weg" in client.get(KEPT).content.decode()


def test_what_somebody_else_wrote_before_in_this_browser_stays_unseen(officer: User, coordinator: User):
    client, old = written_before_another_login(officer, coordinator)
    for token in (old["csrfmiddlewaretoken"], "a" * 64, "ä" * 64, ""):
        sent = old | {"csrfmiddlewaretoken": token}
        answer = client.post("/admin/account/", sent, HTTP_SEC_FETCH_SITE="same-origin")
        assert answer.status_code == 403
        assert client.get(KEPT)["Location"] == "/admin/"


def test_a_stranger_without_a_login_keeps_nothing(client: Client):
    answer = client.post("/admin/pages/1/edit/", {"title": "x"})
    assert answer["Location"] == f"{LOGIN}?next=/admin/pages/1/edit/"
