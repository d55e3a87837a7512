"""Nobody is inside without a second factor, and nobody is locked out in a loop."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.test import Client

from campaign.accounts.models import User
from tests.accounts.login import (
    CODE,
    LOGIN,
    PASSWORD,
    SECRET,
    client_for,
    give_code,
    give_password,
    make_user,
    sign_in,
    totp,
)

ACTIVATE = "/admin/2fa/einrichten/"
pytestmark = pytest.mark.django_db


def test_password_and_code_open_the_admin(client: Client, officer: User):
    assert sign_in(client, officer)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_the_password_alone_opens_nothing(client: Client, officer: User):
    give_password(client, officer.email)
    response = client.get("/admin/")
    assert response.status_code == 302 and response["Location"].startswith(LOGIN)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("field", ["username", "login", "email"])
def test_no_field_name_makes_the_login_view_sign_in_at_once(client: Client, officer: User, field: str):
    client.post(LOGIN, {field: officer.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "address", ["/_util/login/", "/admin/password_reset/", "/admin/password_reset/done/"]
)
def test_wagtails_own_login_and_reset_are_gone(client: Client, officer: User, address: str):
    client.post(address, {"username": officer.email, "password": PASSWORD, "email": officer.email})
    assert "_auth_user_id" not in client.session
    inside = client_for(officer)
    assert inside.get(address).status_code == 404
    assert inside.post(address, {"email": officer.email}).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/pages/",
        "/admin/gibt/es/nicht/",
        "/admin/ohne-schraegstrich",
        "/admin/reports/locked/",
    ],
)
def test_anonymous_is_led_to_the_login_and_back(client: Client, address: str):
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"] == f"{LOGIN}?next={address}"


@pytest.mark.parametrize("address", [LOGIN, "/admin/passwort/vergessen/", "/admin/sprite/", "/admin/jsi18n/"])
def test_what_a_login_needs_is_open(client: Client, address: str):
    assert client.get(address).status_code == 200


def test_the_login_leads_to_where_one_wanted(client: Client, officer: User):
    client.post(
        f"{LOGIN}?next=/admin/pages/", {"login": officer.email, "password": PASSWORD, "next": "/admin/pages/"}
    )
    assert give_code(client, totp(SECRET))["Location"] == "/admin/pages/"


def test_the_login_leads_to_no_other_site(client: Client, officer: User):
    client.post(LOGIN, {"login": officer.email, "password": PASSWORD, "next": "https://boese.example/"})
    assert give_code(client, totp(SECRET))["Location"] == "/admin/"


def test_upper_case_in_the_address_does_not_matter(client: Client, officer: User):
    assert give_password(client, officer.email.upper())["Location"] == CODE


def test_a_new_first_step_drops_the_half_finished_login_of_somebody_else(
    client: Client, officer: User, coordinator: User
):
    give_password(client, officer.email)
    give_password(client, coordinator.email)
    give_code(client, totp(SECRET))
    assert client.session["_auth_user_id"] == str(coordinator.pk)


def test_a_code_counts_once(client: Client, officer: User):
    code = totp(SECRET)
    give_password(client, officer.email)
    assert give_code(client, code).status_code == 302
    second = Client()
    give_password(second, officer.email)
    assert give_code(second, f" {code[:3]} {code[3:]}").status_code == 200
    assert second.get("/admin/").status_code == 302


def test_a_code_counts_once_for_as_long_as_it_is_accepted(client: Client, officer: User):
    """allauth forgets a code after 30 s; one that is accepted a step early or late lives 90 s."""
    code = totp(SECRET, 1)
    give_password(client, officer.email)
    give_code(client, code)
    cache.delete(f"allauth.mfa.totp.used?user={officer.pk}&code={code}")
    second = Client()
    give_password(second, officer.email)
    assert give_code(second, code).status_code == 200


def test_a_recovery_code_counts_once(client: Client, officer: User):
    code = RecoveryCodes.activate(officer).get_unused_codes()[0]
    give_password(client, officer.email)
    assert give_code(client, code).status_code == 302
    assert client.get("/admin/").status_code == 200
    second = Client()
    give_password(second, officer.email)
    assert give_code(second, code).status_code == 200


def test_an_inactive_account_answers_like_a_wrong_password(client: Client, officer: User):
    User.objects.filter(pk=officer.pk).update(is_active=False)
    inactive = give_password(client, officer.email)
    unknown = give_password(Client(), "niemand@beispiel.test")
    wrong = give_password(Client(), "niemand@beispiel.test", "falsch")
    assert inactive.status_code == unknown.status_code == wrong.status_code == 200
    text = "E-Mail-Adresse und Passwort passen nicht zusammen."
    assert all(text in response.content.decode() for response in (inactive, unknown, wrong))


def test_deactivation_ends_a_running_session(officer: User):
    client = client_for(officer)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert client.get("/admin/").status_code == 302


def test_without_an_app_one_is_led_to_connect_one_and_may_do_nothing_else(client: Client, harz):
    user = make_user("neu@beispiel.test", harz.group, secret=None)
    give_password(client, user.email)
    for address in ("/admin/", "/admin/pages/", "/admin/2fa/", "/admin/passwort/", "/admin/gibt/es/nicht/"):
        assert client.get(address)["Location"] == ACTIVATE
    page = client.get(ACTIVATE)
    assert page.status_code == 200
    answer = client.post(ACTIVATE, {"code": totp(page.context["form"].secret)})
    assert answer["Location"] == "/admin/2fa/notfallcodes/"
    assert len(client.get("/admin/2fa/notfallcodes/").context["unused_codes"]) == 10
    assert client.get("/admin/").status_code == 200


def test_connecting_an_app_lifts_no_other_session(client: Client, harz):
    user = make_user("neu@beispiel.test", harz.group, secret=None)
    thief = Client()
    give_password(thief, user.email)
    give_password(client, user.email)
    client.post(ACTIVATE, {"code": totp(client.get(ACTIVATE).context["form"].secret)})
    response = thief.get("/admin/")
    assert response.status_code == 302 and response["Location"].startswith(LOGIN)
    assert thief.get(LOGIN).status_code == 200, "keine Schleife"
    assert client.get("/admin/").status_code == 200


def test_a_wrong_code_connects_no_app(client: Client, harz):
    user = make_user("neu@beispiel.test", harz.group, secret=None)
    give_password(client, user.email)
    client.get(ACTIVATE)
    assert client.post(ACTIVATE, {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.filter(user=user).exists()


def test_a_new_app_replaces_the_old_one_and_nothing_is_open_in_between(officer: User):
    client = client_for(officer)
    assert client.post("/admin/2fa/ersetzen/")["Location"] == ACTIVATE
    assert client.get("/admin/")["Location"] == ACTIVATE
    client.post(ACTIVATE, {"code": totp(client.get(ACTIVATE).context["form"].secret)})
    assert client.get("/admin/").status_code == 200


def test_without_a_role_there_is_a_page_and_no_loop(client: Client, stranger: User):
    sign_in(client, stranger)
    for address in ("/admin/", "/admin/pages/", "/admin/gibt/es/nicht/"):
        response = client.get(address)
        assert response.status_code == 403
        assert "noch keine Aufgabe" in response.content.decode()
    assert 'action="/admin/logout/"' in response.content.decode()
    client.post("/admin/logout/")
    assert client.get("/admin/")["Location"].startswith(LOGIN)


def test_with_a_role_an_address_without_view_is_missing(officer: User, coordinator: User, operator: User):
    for user in (officer, coordinator, operator):
        assert client_for(user).get("/admin/gibt/es/nicht/").status_code == 404
        assert client_for(user).get("/django-admin/").status_code == 404


def test_logging_out_takes_a_form(officer: User):
    client = client_for(officer)
    assert client.get("/admin/logout/").status_code == 200
    assert client.get("/admin/").status_code == 200
    assert client.post("/admin/logout/")["Location"] == LOGIN
    assert client.get("/admin/").status_code == 302


def test_a_session_without_second_factor_is_nobody_outside_the_admin(officer: User, rf):
    from campaign.accounts.middleware import AdminGateMiddleware

    def seen_by_views(client: Client):
        request = rf.get("/")
        request.session, request.user = client.session, officer
        AdminGateMiddleware(lambda request: request)(request)
        return request.user.is_authenticated

    half = Client()
    half.force_login(officer)
    assert not seen_by_views(half)
    assert seen_by_views(client_for(officer))


@pytest.mark.parametrize(
    "address", ["/admin/signup/", "/admin/email/", "/admin/social/", "/admin/2fa/webauthn/"]
)
def test_nobody_signs_up(client: Client, officer: User, address: str):
    assert client.post(address, {"email": "neu@beispiel.test", "password1": PASSWORD}).status_code == 302
    assert client_for(officer).get(address).status_code == 404
    assert not User.objects.filter(email="neu@beispiel.test").exists()
