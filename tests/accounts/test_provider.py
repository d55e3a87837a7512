"""Login with the identity provider of a Land or Kreis: the provider is real, in a process of its own, and signs."""

import time
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.test import Client

from campaign.accounts import provider, provider_logins
from campaign.accounts.invitations import accept, invite
from campaign.accounts.models import Invitation, ProviderIdentity, User
from campaign.accounts.roles import Role
from campaign.audit.models import AuditEntry, OutboxMail
from jobcenters.people import acts
from tests.accounts import identity_provider
from tests.accounts.login import CODE, LOGIN, client_for, give_code, give_password, sign_in, totp
from tests.accounts.provider_visits import (
    HOME,
    NAME,
    RETURN,
    START,
    come_back,
    connected,
    is_inside,
    whom,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_provider")]


def test_the_button_is_there_only_where_a_provider_is_named(client: Client, settings):
    page = client.get(f"{LOGIN}?next=/admin/pages/").content.decode()
    assert f"Mit {NAME} anmelden" in page and f'href="{START}?next=/admin/pages/"' in page
    settings.OIDC_ISSUER = ""
    assert NAME not in client.get(LOGIN).content.decode()
    for path in (START, RETURN):
        assert client.get(path)["Location"] == LOGIN


def test_the_browser_is_sent_with_state_nonce_and_pkce_to_our_own_address(
    client: Client, issuer: str, settings
):
    answer = client.get(START, HTTP_HOST="testserver")
    sent = dict(parse_qsl(urlsplit(answer["Location"]).query))
    assert (
        answer["Location"].startswith(f"{issuer}/login?") and answer["Cache-Control"] == "private, no-store"
    )
    assert sent["redirect_uri"] == f"{settings.BASE_URL}{RETURN}"
    assert sent["code_challenge_method"] == "S256" and len(sent["code_challenge"]) == 43
    assert len(sent["state"]) > 20 and len(sent["nonce"]) > 20
    again = dict(parse_qsl(urlsplit(client.get(START)["Location"]).query))
    assert not {sent[name] for name in ("state", "nonce", "code_challenge")} & set(again.values())


def test_the_first_time_password_and_code_connect_and_then_the_button_is_enough_for_the_first_step(
    client: Client, officer: User, issuer: str
):
    answer = come_back(client, whom(officer))
    assert answer["Location"] == LOGIN and "dieses eine Mal" in words(answer)
    assert not ProviderIdentity.objects.exists() and not is_inside(client)
    sign_in(client, officer)
    assert ProviderIdentity.objects.get().user == officer and is_inside(client)
    assert "Verbunden seit" in client.get("/admin/2fa/").content.decode()
    assert OutboxMail.objects.get(to=officer.email).subject.startswith("Ihr Zugang wurde mit")
    assert AuditEntry.objects.filter(action="account.provider_connected", actor_id=officer.pk).count() == 1

    other = Client()
    assert come_back(other, whom(officer))["Location"] == CODE
    assert not is_inside(other), "der zweite Faktor fehlt noch"
    for steps in (0, 1, -1):
        answer = give_code(other, totp("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", steps))
        if answer.status_code == 302:
            break
    assert is_inside(other)


def test_where_it_wanted_to_go_is_kept_and_no_other_website(
    client: Client, officer: User, issuer: str, settings
):
    settings.OIDC_SECOND_FACTOR = ["mfa"]
    connected(officer, issuer)
    person = whom(officer, amr=["pwd", "mfa"])
    assert come_back(client, person, onward="/admin/account/")["Location"] == "/admin/account/"
    for foreign in ("https://boese.example/", "//boese.example/", "/\\boese.example", "javascript:alert(1)"):
        assert come_back(Client(), person, onward=foreign)["Location"] == HOME


@pytest.mark.parametrize(
    ("trusted", "claims", "next_step"),
    [
        ([], {"amr": ["mfa"], "acr": "hoch"}, CODE),
        (["mfa"], {"amr": ["pwd"]}, CODE),
        (["mfa"], {"amr": "mfa"}, CODE),
        (["mfa"], {}, CODE),
        (["mfa"], {"amr": ["pwd", "mfa"]}, HOME),
        (["hoch"], {"acr": "hoch"}, HOME),
    ],
)
def test_its_second_factor_counts_only_where_the_operator_trusts_it(
    client: Client, officer: User, issuer: str, settings, trusted: list[str], claims: dict, next_step: str
):
    settings.OIDC_SECOND_FACTOR = trusted
    connected(officer, issuer)
    assert come_back(client, whom(officer, **claims))["Location"] == next_step
    assert is_inside(client) is (next_step == HOME)
    logged = AuditEntry.objects.filter(action="account.login", actor_id=officer.pk)
    assert logged.count() == (next_step == HOME)


@pytest.mark.parametrize(
    "spoil",
    [
        *("signature", "unsigned", "shared", "unknown key"),
        *("nonce", "audience", "audiences", "issuer", "expired"),
        *("no nonce", "no aud", "no sub", "no exp", "no iss", "no iat"),
    ],
)
def test_a_token_that_is_not_right_lets_nobody_in(
    client: Client, officer: User, issuer: str, settings, spoil: str
):
    settings.OIDC_SECOND_FACTOR = ["mfa"]
    connected(officer, issuer)
    answer = come_back(client, whom(officer, amr=["mfa"]), spoil)
    assert answer["Location"] == LOGIN and "nicht gelungen" in words(answer)
    assert not is_inside(client) and provider_logins.WAITING not in client.session
    assert AuditEntry.objects.filter(action="account.login_failed").count() == 1


@pytest.mark.parametrize(
    "case", ["state", "twice", "other browser", "late", "iss", "refused", "other verifier"]
)
def test_an_answer_counts_once_in_the_browser_that_asked(
    client: Client, officer: User, issuer: str, settings, case: str, monkeypatch
):
    settings.OIDC_SECOND_FACTOR = ["mfa"]
    connected(officer, issuer)
    path = identity_provider.visited(client.get(START)["Location"], whom(officer, amr=["mfa"]))
    browser = client
    if case == "state":
        path = path.replace("state=", "state=x")
    elif case == "twice":
        client.get(path.replace("state=", "state=x"))
    elif case == "other browser":
        browser = Client()
        browser.get(START)
    elif case == "late":
        real = time.time
        monkeypatch.setattr(provider.time, "time", lambda: real() + provider.PATIENCE + 1)
    elif case == "iss":
        path += "&iss=https://boese.example"
    elif case == "refused":
        path = path.replace("code=", "error=access_denied&x=")
    else:
        session = client.session
        session[provider.ASKED] = session[provider.ASKED] | {"verifier": "y" * 60}
        session.save()
    assert browser.get(path)["Location"] == LOGIN
    assert not is_inside(browser)


@pytest.mark.parametrize("case", ["unknown", "locked", "locked and connected", "known"])
def test_the_answer_does_not_say_whether_there_is_such_an_account(
    client: Client, officer: User, issuer: str, case: str
):
    person = whom(officer, email="niemand@beispiel.test") if case == "unknown" else whom(officer)
    if case == "locked and connected":
        connected(officer, issuer)
    User.objects.filter(pk=officer.pk).update(is_active=not case.startswith("locked"))
    before = User.objects.count()
    answer = come_back(client, person)
    assert answer["Location"] == LOGIN and "noch nicht mit" in words(answer)
    assert not is_inside(client) and User.objects.count() == before


@pytest.mark.parametrize("claims", [{"email_verified": False}, {"email_verified": "true"}, {"email": None}])
def test_an_address_the_provider_has_not_checked_connects_nothing(
    client: Client, officer: User, claims: dict
):
    answer = come_back(client, whom(officer, **claims))
    assert "keine geprüfte E-Mail-Adresse" in words(answer)
    sign_in(client, officer)
    assert not ProviderIdentity.objects.exists()


def test_nobody_connects_an_account_with_another_address(client: Client, officer: User, coordinator: User):
    come_back(client, whom(coordinator))
    answer = sign_in(client, officer)
    assert not ProviderIdentity.objects.exists() and "andere E-Mail-Adresse" in words(answer)


def test_the_password_alone_connects_nothing(client: Client, officer: User):
    come_back(client, whom(officer))
    client.post(LOGIN, {"login": officer.email, "password": "falsch"})
    assert not ProviderIdentity.objects.exists()
    client.post(LOGIN, {"login": officer.email, "password": "Birne-Wolke-Anker-7"})
    assert not ProviderIdentity.objects.exists()


def test_a_connected_account_keeps_its_connection_when_the_address_changes_there(
    client: Client, officer: User, issuer: str
):
    connected(officer, issuer)
    assert (
        come_back(client, whom(officer, email="neu@beispiel.test", email_verified=False))["Location"] == CODE
    )


def test_whoever_starts_anew_or_is_invited_anew_is_connected_no_more(
    officer: User, coordinator: User, issuer: str
):
    connected(officer, issuer)
    acts.renew(officer, coordinator)
    assert not ProviderIdentity.objects.exists()
    connected(officer, issuer)
    invite(officer.email, Role.REDAKTION, officer.groups.all())
    accept(
        Invitation.objects.latest("pk"),
        first_name="Rosa",
        last_name="Beispiel",
        password="Birne-Wolke-Anker-8",
    )
    assert not ProviderIdentity.objects.exists()


def test_one_may_separate_the_account_again(officer: User, issuer: str):
    connected(officer, issuer)
    client = client_for(officer)
    path = "/admin/2fa/anbieter/"
    assert path in client.get("/admin/2fa/").content.decode()
    assert NAME in client.get(path).content.decode() and ProviderIdentity.objects.exists()
    assert client.post(path)["Location"] == "/admin/2fa/"
    assert not ProviderIdentity.objects.exists()
    assert AuditEntry.objects.filter(action="account.provider_disconnected").exists()


def test_a_provider_that_is_away_is_no_fault_of_ours(client: Client, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    answer = client.get(START)
    assert answer["Location"] == LOGIN and "nicht gelungen" in words(answer)


def test_whoever_is_invited_has_one_password_and_then_the_button(
    coordinator: User, issuer: str, client: Client
):
    link = invite("neu@beispiel.test", Role.KOORDINATION, coordinator.groups.all()).link
    password = "Ofen-Gras-Leiter-41"
    names = {"first_name": "Rosa", "last_name": "Beispiel"}
    assert (
        client.post(urlsplit(link).path, names | {"password1": password, "password2": password})["Location"]
        == LOGIN
    )
    user = User.objects.get(email="neu@beispiel.test")
    come_back(client, whom(user))
    give_password(client, user.email, password)
    assert ProviderIdentity.objects.get().user == user
    assert client.get(HOME)["Location"] == "/admin/2fa/einrichten/", "der zweite Faktor bleibt Pflicht"
    assert come_back(Client(), whom(user))["Location"] == HOME
    assert not is_inside(client)


@pytest.mark.parametrize("offers", [True, False])
def test_logging_out_here_offers_to_log_out_there(
    client: Client, officer: User, issuer: str, settings, offers: bool
):
    settings.OIDC_SECOND_FACTOR = ["mfa"]
    connected(officer, issuer)
    come_back(client, whom(officer, amr=["mfa"]))
    answer = client.post("/admin/logout/")
    assert not is_inside(client)
    settings.OIDC_ISSUER = issuer if offers else "http://127.0.0.1:9"
    page = client.get(answer["Location"]).content.decode()
    there = (
        f"{issuer}/ende?{urlencode({'client_id': identity_provider.CLIENT})}&amp;post_logout_redirect_uri="
    )
    assert NAME in page and (there in page) is offers
    assert ("oder schließen Sie den Browser" in page) is not offers


def test_who_came_with_the_password_is_not_sent_to_the_provider(officer: User):
    client = client_for(officer)
    assert "anbieter" not in client.post("/admin/logout/")["Location"]
    assert not is_inside(client)


def test_answers_that_are_wrong_are_slowed_down(officer: User, issuer: str):
    connected(officer, issuer)
    for _ in range(5):
        assert come_back(Client(), whom(officer), "signature").status_code == 302
    answer = come_back(Client(), whom(officer), "signature")
    assert answer.status_code == 429 and answer["Retry-After"]
    before = AuditEntry.objects.count()
    for _ in range(9):
        Client().get(RETURN, {"code": "x", "state": "y"})
    assert AuditEntry.objects.count() == before, "wer nie gefragt hat, füllt kein Protokoll"
