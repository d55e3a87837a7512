"""Five wrong logins for one account from one address; nobody else is locked."""

import pytest
from allauth.account import app_settings as allauth_settings
from django.core.cache import cache
from django.test import Client

from campaign.accounts import throttle
from campaign.accounts.models import User
from campaign.audit.models import AuditEntry
from tests.accounts.login import CODE, LOGIN, PASSWORD, SECRET, give_code, give_password, sign_in, totp

pytestmark = pytest.mark.django_db
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.77"}


def fail(email: str, times: int = 5, **extra) -> None:
    for _ in range(times):
        assert give_password(Client(), email, "falsch", **extra).status_code == 200


def test_after_five_wrong_passwords_even_the_right_one_is_refused_for_a_while(officer: User):
    fail(officer.email)
    response = give_password(Client(), officer.email)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 15 * 60
    assert "zu viele Versuche" in response.content.decode() and "5 Minuten" in response.content.decode()


def test_four_wrong_passwords_are_forgiven(client: Client, officer: User):
    fail(officer.email, 4)
    sign_in(client, officer)
    fail(officer.email, 4)
    assert give_password(Client(), officer.email).status_code == 302


def test_other_addresses_and_other_accounts_are_not_locked(officer: User, coordinator: User):
    fail(officer.email)
    assert give_password(Client(), officer.email, **ELSEWHERE).status_code == 302
    assert give_password(Client(), coordinator.email).status_code == 302


def test_unknown_accounts_are_counted_like_known_ones(officer: User):
    fail("niemand@beispiel.test")
    fail(officer.email)
    unknown, known = give_password(Client(), "niemand@beispiel.test"), give_password(Client(), officer.email)
    assert unknown.status_code == known.status_code == 429
    assert unknown.content == known.content


@pytest.mark.parametrize(
    "spelling", ["REDAKTION.Harz@Beispiel.Test", "  {}  ", "redaktion.harz@be\u0131spiel.test"]
)
def test_no_spelling_of_an_account_gets_attempts_of_its_own(officer: User, spelling: str):
    fail(officer.email)
    response = give_password(Client(), spelling.format(officer.email))
    assert response.status_code == 429 or "_auth_user_id" not in response.client.session
    assert response.status_code != 302


def test_five_wrong_codes_count_like_wrong_passwords(client: Client, officer: User):
    give_password(client, officer.email)
    for _ in range(5):
        assert give_code(client, "000000").status_code == 200
    response = give_code(client, totp(SECRET))
    assert response.status_code == 429 and response["Retry-After"]
    assert client.get("/admin/").status_code == 302
    assert give_password(Client(), officer.email).status_code == 429
    assert client.post(LOGIN, {"login": officer.email, "password": PASSWORD}).status_code == 429


def test_the_right_password_in_between_does_not_reset_the_count_of_wrong_codes(officer: User):
    for _ in range(5):
        client = Client()
        give_password(client, officer.email)
        give_code(client, "000000")
    assert give_password(Client(), officer.email).status_code == 429


def test_passwords_and_codes_share_one_count(client: Client, officer: User):
    fail(officer.email, 3)
    give_password(client, officer.email)
    give_code(client, "000000")
    give_code(client, "000000")
    assert give_code(client, totp(SECRET)).status_code == 429


def test_the_pause_ends(officer: User, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(throttle, "WINDOW", 1)
    fail(officer.email, 5)
    cache.clear()
    assert give_password(Client(), officer.email).status_code == 302


def test_an_attempt_is_counted_before_it_is_checked(officer: User, rf):
    request = rf.get("/")
    for _ in range(5):
        throttle.begin(officer.email, request)
    with pytest.raises(throttle.TooManyAttempts) as refused:
        throttle.begin(officer.email, request)
    assert 290 <= refused.value.retry_after <= 300


def test_an_empty_form_is_no_attempt(client: Client, officer: User):
    for _ in range(6):
        assert client.post(LOGIN, {"login": officer.email, "password": ""}).status_code == 200
    assert give_password(client, officer.email)["Location"] == CODE


def test_every_wrong_login_is_logged_but_nothing_typed_that_is_no_account(client: Client, officer: User):
    fail(officer.email.upper(), 1)
    fail("mein-geheimes-passwort", 1)
    give_password(client, officer.email)
    client.post(CODE, {"code": "000000"})
    logged = AuditEntry.objects.filter(action="account.login_failed").order_by("pk")
    assert [(one.object_label, one.data["step"]) for one in logged] == [
        (officer.email, "password"),
        ("unbekannter Zugang", "password"),
        (officer.email, "code"),
    ]


def test_a_refusal_is_logged_once_in_a_pause(officer: User):
    fail(officer.email)
    for _ in range(3):
        assert give_password(Client(), officer.email).status_code == 429
    assert AuditEntry.objects.filter(action="account.throttled", object_label=officer.email).count() == 1


@pytest.mark.parametrize(
    ("proxies", "first", "second"),
    [
        (0, "198.51.100.1", "198.51.100.2"),  # no proxy of ours: the header is the client's own invention
        (1, "198.51.100.1, 203.0.113.5", "198.51.100.2, 203.0.113.5"),  # only the last entry is ours
        (2, "198.51.100.1, 203.0.113.5, 10.0.0.1", "198.51.100.2, 203.0.113.5, 10.0.0.1"),
        (2, "198.51.100.1", "198.51.100.2"),  # past our proxies: the peer counts
    ],
)
def test_a_forged_forwarding_header_gives_no_new_attempts(officer: User, settings, proxies, first, second):
    settings.TRUSTED_PROXY_COUNT = proxies
    fail(officer.email, HTTP_X_FORWARDED_FOR=first)
    assert give_password(Client(), officer.email, HTTP_X_FORWARDED_FOR=second).status_code == 429


def test_behind_a_proxy_each_client_is_counted_for_itself(officer: User, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    fail(officer.email, HTTP_X_FORWARDED_FOR="198.51.100.1")
    assert give_password(Client(), officer.email, HTTP_X_FORWARDED_FOR="198.51.100.1").status_code == 429
    assert give_password(Client(), officer.email, HTTP_X_FORWARDED_FOR="198.51.100.2").status_code == 302


def test_neighbours_in_one_ipv6_network_count_as_one(officer: User):
    fail(officer.email, REMOTE_ADDR="2001:db8:1:1::1")
    assert give_password(Client(), officer.email, REMOTE_ADDR="2001:db8:1:1::2").status_code == 429
    assert give_password(Client(), officer.email, REMOTE_ADDR="2001:db8:1:2::1").status_code == 302


@pytest.mark.parametrize("address", ["", "kein-ip", "fe80::1%eth0"])
def test_odd_addresses_break_nothing(officer: User, address: str):
    assert give_password(Client(), officer.email, REMOTE_ADDR=address).status_code == 302


def test_a_hundred_logins_from_one_address_are_no_attack(client: Client, officer: User, settings):
    for number in range(100):
        assert give_password(Client(), f"person{number}@beispiel.test", "falsch").status_code == 200


def test_the_limit_per_address_answers_429_too(client: Client, officer: User, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip", "login_failed": None}
    assert allauth_settings.RATE_LIMITS["login"] == "2/m/ip"
    codes = [give_password(Client(), f"person{number}@beispiel.test", "falsch") for number in range(3)]
    assert [response.status_code for response in codes] == [200, 200, 429]
    assert int(codes[-1]["Retry-After"]) > 0 and "zu viele Versuche" in codes[-1].content.decode()
