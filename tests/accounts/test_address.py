"""A new address needs the password, is told to the old one, and counts once the new one has answered."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from campaign.accounts import mail_change
from campaign.accounts.models import User
from campaign.audit.models import AuditEntry, OutboxMail
from tests.accounts.login import PASSWORD, client_for, give_password

pytestmark = pytest.mark.django_db
ADDRESS, NEW = "/admin/adresse/", "rosa.neu@beispiel.test"


def ask(client: Client, address: str = NEW, password: str = PASSWORD, **extra):
    return client.post(ADDRESS, {"new_address": address, "password": password}, **extra)


def link() -> str:
    return re.search(r"http\S+(/admin/adresse/\S+/)", OutboxMail.objects.get(to=NEW).text)[1]


def subjects(address: str) -> list[str]:
    return list(OutboxMail.objects.filter(to=address).order_by("pk").values_list("subject", flat=True))


def test_the_new_address_counts_once_its_link_was_confirmed(officer: User):
    client, other, old = client_for(officer), client_for(officer), officer.email
    later = timezone.now() + timedelta(days=1)
    waiting = OutboxMail.objects.create(to=old, state="collected", due_at=later)
    assert ask(client, NEW.upper())["Location"] == "/admin/2fa/"
    assert subjects(old)[1:] == ["Neue E-Mail-Adresse gewünscht"]
    assert give_password(Client(), NEW).status_code == 200, "noch gilt die alte"
    path = link()
    assert NEW in client.get(path).content.decode()
    officer.refresh_from_db()
    assert officer.email == old, "ein GET ändert nichts"
    assert client.post(path)["Location"] == "/admin/2fa/"
    assert NEW in client.get("/admin/2fa/").content.decode()
    assert other.get("/admin/").status_code == 302, "andere Sitzungen enden"
    assert give_password(Client(), NEW).status_code == 302
    assert give_password(Client(), old).status_code == 200
    assert subjects(old) == ["Neue E-Mail-Adresse gewünscht", "Ihre E-Mail-Adresse wurde geändert"]
    waiting.refresh_from_db()
    assert waiting.to == NEW
    assert client.get(path).status_code == client.post(path).status_code == 404, "der Link gilt einmal"
    actions = AuditEntry.objects.filter(actor_id=officer.pk).values_list("action", flat=True)
    assert {"account.address_asked", "account.address_changed"} <= set(actions)


@pytest.mark.parametrize(
    ("address", "password", "message"),
    [
        (NEW, "falsch", "Das Passwort stimmt nicht"),
        ("keine Adresse", PASSWORD, "gültige E-Mail-Adresse"),
        ("redaktion.harz@beispiel.test", PASSWORD, "melden Sie sich schon an"),
        ("", "", "Bitte füllen Sie dieses Feld aus"),
    ],
)
def test_wrong_passwords_and_addresses_are_refused(officer: User, address: str, password: str, message: str):
    answer = ask(client_for(officer), address, password)
    assert answer.status_code == 200 and message in answer.content.decode()
    assert not OutboxMail.objects.exists()


def test_an_open_session_is_no_place_to_guess_the_password(officer: User):
    client = client_for(officer)
    for _ in range(6):
        assert ask(client, password="").status_code == 200
    for _ in range(5):
        assert ask(client, password="falsch").status_code == 200
    assert ask(client).status_code == 429


def test_nobodys_letter_box_is_filled_with_links(officer: User, coordinator: User):
    client = client_for(officer)
    for number in range(mail_change.WISHES):
        assert ask(client, f"opfer{number}@beispiel.test").status_code == 302
    answer = ask(client)
    assert answer.status_code == 429 and 0 < int(answer["Retry-After"]) <= mail_change.WITHIN
    assert subjects(NEW) == []
    assert ask(client_for(officer), REMOTE_ADDR="192.0.2.77").status_code == 429
    assert ask(client_for(coordinator)).status_code == 302


def test_the_page_does_not_say_whether_an_address_has_an_account(officer: User, coordinator: User):
    client = client_for(officer)
    free, taken = ask(client), ask(client, coordinator.email)
    assert (free.status_code, free["Location"]) == (taken.status_code, taken["Location"])
    assert subjects(coordinator.email) == []


def test_a_link_of_somebody_else_a_late_one_and_a_taken_address_change_nothing(
    officer: User, coordinator: User
):
    client, stranger = client_for(officer), client_for(coordinator)
    ask(client)
    path = link()
    assert stranger.get(path).status_code == stranger.post(path).status_code == 404
    User.objects.create_user(NEW)
    assert client.post(path).status_code == 404
    User.objects.get(email=NEW).delete()
    cache.clear()
    assert client.get(path).status_code == 404
    officer.refresh_from_db()
    assert officer.email == "redaktion.harz@beispiel.test"
    assert Client().get(path).status_code == 302
