"""Security keys: a second factor of their own, bound to this website, and never the last one to be taken away."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from campaign.accounts.models import User
from campaign.audit.models import AuditEntry, OutboxMail
from tests.accounts.login import CODE, SECRET, client_for, give_code, give_password, make_user, totp
from tests.accounts.soft_key import HOST, SoftKey

pytestmark = pytest.mark.django_db
KEYS, ACCOUNT = "/admin/2fa/schluessel/", "/admin/2fa/"
KEY = Authenticator.Type.WEBAUTHN


def at_home(user: User | None = None) -> Client:
    """Return a browser that sees the website under a name keys work for."""
    return client_for(user, SERVER_NAME=HOST) if user else Client(SERVER_NAME=HOST)


def connect(client: Client, key: SoftKey, name: str = "Blau"):
    options = client.get(KEYS).context["js_data"]["creation_options"]
    return client.post(KEYS, {"name": name, "credential": key.create(json.loads(json.dumps(options)))})


def show(client: Client, key: SoftKey):
    """Take the second step with a key; the page asks it with a new number each time."""
    options = client.get(CODE).context["js_data"]["request_options"]
    return client.post(CODE, {"credential": key.get(json.loads(json.dumps(options)))})


@pytest.fixture
def owner(officer: User) -> tuple[User, SoftKey]:
    key = SoftKey()
    assert connect(at_home(officer), key).status_code == 302
    return officer, key


def test_a_connected_key_opens_the_admin_and_the_code_still_does(owner: tuple[User, SoftKey]):
    user, key = owner
    client = at_home()
    assert give_password(client, user.email)["Location"] == CODE
    assert client.get("/admin/").status_code == 302
    assert show(client, key)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    other = at_home()
    give_password(other, user.email)
    assert give_code(other, totp(SECRET))["Location"] == "/admin/"


def test_who_has_a_key_and_no_phone_needs_no_app(harz):
    user, key = make_user("neu@beispiel.test", harz.group, secret=None), SoftKey()
    client = at_home()
    give_password(client, user.email)
    assert client.get("/admin/")["Location"] == "/admin/2fa/einrichten/"
    assert KEYS in client.get("/admin/2fa/einrichten/").content.decode()
    assert connect(client, key)["Location"] == "/admin/2fa/notfallcodes/"
    assert client.get("/admin/").status_code == 200
    again = at_home()
    assert give_password(again, user.email)["Location"] == CODE
    assert show(again, key)["Location"] == "/admin/"


def test_the_password_alone_connects_no_second_key(owner: tuple[User, SoftKey]):
    user, _ = owner
    thief = at_home()
    give_password(thief, user.email)
    assert thief.get(KEYS).status_code == 302
    thief.force_login(user)
    assert thief.get(KEYS)["Location"].startswith("/admin/login/")
    assert Authenticator.objects.filter(user=user, type=KEY).count() == 1


def test_a_foreign_key_or_website_and_an_old_answer_open_nothing(owner: tuple[User, SoftKey]):
    user, key = owner
    client = at_home()
    give_password(client, user.email)
    assert "hat nicht geantwortet" in show(client, SoftKey()).content.decode()
    phished = SoftKey("https://kommunale-jobcenter.boese.example")
    phished.number, phished._secret = key.number, key._secret
    assert show(client, phished).status_code == 200
    options = client.get(CODE).context["js_data"]["request_options"]
    answer = key.get(json.loads(json.dumps(options)))
    client.get(CODE)
    assert client.post(CODE, {"credential": answer}).status_code == 200, "eine alte Frage"
    assert client.get("/admin/").status_code == 302
    assert AuditEntry.objects.filter(action="account.login_failed").count() == 3


@pytest.mark.parametrize(
    "odd",
    [
        *("", "x", "null", "[]", "{}", "7", '{"id": 7}', '{"rawId": "", "response": {}}', '{"response": []}'),
        *("9" * 5_000, "[" * 100_000),
    ],
    ids=lambda odd: odd[:20],
)
def test_what_no_browser_sends_is_a_message_no_fault(owner: tuple[User, SoftKey], odd: str):
    user, _ = owner
    for client, address in ((at_home(), CODE), (at_home(user), KEYS)):
        give_password(client, user.email)
        client.get(address)
        answer = client.post(address, {"credential": odd})
        assert answer.status_code == 200 and "hat nicht geantwortet" in answer.content.decode()


def test_five_wrong_keys_are_enough(owner: tuple[User, SoftKey]):
    user, key = owner
    client = at_home()
    give_password(client, user.email)
    for _ in range(5):
        assert show(client, SoftKey()).status_code == 200
    assert show(client, key).status_code == 429


def test_keys_are_named_listed_logged_and_told_by_mail(owner: tuple[User, SoftKey]):
    user, _ = owner
    client = at_home(user)
    connect(client, SoftKey(), "")
    page = client.get(ACCOUNT).content.decode()
    assert "Blau" in page and "Schlüssel 2" in page
    number = Authenticator.objects.filter(user=user, type=KEY).latest("pk").pk
    assert "„Schlüssel 2“ entfernen" in client.get(f"{KEYS}{number}/").content.decode()
    assert client.post(f"{KEYS}{number}/")["Location"] == ACCOUNT
    assert "Schlüssel 2" not in client.get(ACCOUNT).content.decode()
    logged = AuditEntry.objects.filter(actor_id=user.pk, action__startswith="account.second_factor")
    assert sorted(logged.values_list("action", flat=True)) == [
        "account.second_factor_added",
        "account.second_factor_added",
        "account.second_factor_removed",
    ]
    subjects = set(OutboxMail.objects.filter(to=user.email).values_list("subject", flat=True))
    assert {"Ein Sicherheitsschlüssel wurde verbunden", "Ein Sicherheitsschlüssel wurde entfernt"} <= subjects


def test_the_last_second_factor_and_other_peoples_keys_stay(harz, owner: tuple[User, SoftKey]):
    foreign = Authenticator.objects.get(type=KEY).pk
    user, key = make_user("neu@beispiel.test", harz.group, secret=None), SoftKey()
    client = at_home()
    give_password(client, user.email)
    connect(client, key)
    only = Authenticator.objects.get(user=user, type=KEY).pk
    refused = client.post(f"{KEYS}{only}/", follow=True)
    assert "einziger zweiter Faktor" in refused.content.decode()
    for missing in (foreign, 10**9):
        assert (
            client.get(f"{KEYS}{missing}/").status_code == client.post(f"{KEYS}{missing}/").status_code == 404
        )
    assert Authenticator.objects.filter(type=KEY).count() == 2


def test_replacing_the_app_of_somebody_with_a_key_leaves_the_session_inside(owner: tuple[User, SoftKey]):
    user, key = owner
    client = at_home(user)
    assert client.post("/admin/2fa/ersetzen/")["Location"] == "/admin/2fa/einrichten/"
    assert client.get("/admin/").status_code == 200
    again = at_home()
    give_password(again, user.email)
    assert show(again, key)["Location"] == "/admin/"
