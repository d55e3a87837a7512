"""Passwords are reset by mail and changed inside; neither touches the second factor."""

import re
import time
from hashlib import sha512

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.test import Client

from campaign.accounts.models import User
from campaign.accounts.views import RESET_TAKES
from campaign.audit.models import OutboxMail
from tests.accounts.login import CODE, PASSWORD, client_for, give_password, make_user, sign_in

pytestmark = pytest.mark.django_db
NEW = "Kranich-Teller-Nebel-3"
RESET = "/admin/passwort/vergessen/"


def link_in_mail() -> str:
    return re.search(r"(http\S+/admin/passwort/neu/\S+)", OutboxMail.objects.latest("pk").text)[1]


def test_a_forgotten_password_is_set_anew_by_mail_and_the_app_stays(client: Client, officer: User, settings):
    settings.BASE_URL = "https://kommunale-jobcenter.example"
    assert client.post(RESET, {"email": officer.email.upper()}).status_code == 302
    link = link_in_mail()
    assert link.startswith("https://kommunale-jobcenter.example/")
    path = link.removeprefix("https://kommunale-jobcenter.example")
    form = client.get(path, follow=True)
    address = form.request["PATH_INFO"]
    assert client.post(address, {"password1": NEW, "password2": NEW}).status_code == 302
    assert client.get("/admin/").status_code == 302, "das Zurücksetzen allein meldet niemanden an"
    assert give_password(Client(), officer.email).status_code == 200
    sign_in(Client(), officer, NEW)
    assert "gilt nicht mehr" in Client().get(path, follow=True).content.decode()


def test_a_reset_link_does_not_follow_the_host_header(client: Client, officer: User, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(RESET, {"email": officer.email}, HTTP_HOST="boese.example")
    assert "boese.example" not in OutboxMail.objects.latest("pk").text


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: Client, officer: User):
    known, unknown = (
        client.post(RESET, {"email": email}) for email in (officer.email, "niemand@beispiel.test")
    )
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert list(OutboxMail.objects.values_list("to", flat=True)) == [officer.email]


def test_how_long_the_answer_takes_tells_nothing(officer: User):
    for email in (officer.email, "niemand@beispiel.test"):
        began = time.monotonic()
        Client().post(RESET, {"email": email})
        assert time.monotonic() - began >= RESET_TAKES


def test_after_a_reset_the_second_factor_can_still_be_set_up(client: Client, harz):
    user = make_user("neu@beispiel.test", harz.group, secret=None)
    client.post(RESET, {"email": user.email})
    assert EmailAddress.objects.filter(user=user, verified=False).exists()
    give_password(client, user.email)
    assert client.get("/admin/2fa/einrichten/").status_code == 200


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("kurz", "mindestens 12 Zeichen"),
        ("administrator", "zu üblich"),
        ("redaktion.harz", "zu ähnlich"),
        ("Sommer2026!!!", "probieren Angreifer früh aus"),
        ("qwertzuiopü+", "probieren Angreifer früh aus"),
        ("StarkSozialVorOrt", "probieren Angreifer früh aus"),
        ("P4ssw0rt-2026", "probieren Angreifer früh aus"),
        ("HalloHalloHallo", "probieren Angreifer früh aus"),
        ("1q2w3e4r5t6z", "probieren Angreifer früh aus"),
    ],
)
def test_weak_passwords_are_refused_in_german(officer: User, password: str, message: str):
    client = client_for(officer)
    answer = client.post(
        "/admin/passwort/", {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )
    assert answer.status_code == 200
    assert message in answer.content.decode()


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        NEW,
        "correct horse battery staple",
        "blauer tisch wolke neun",
        "ö" * 5 + "Zäh-Kranz-Bö",
        sha512(b"").hexdigest(),
    ],
)
def test_length_is_what_counts_not_kinds_of_signs(officer: User, password: str):
    validate_password(password, officer)


def test_changing_the_password_ends_other_sessions_and_keeps_this_one(officer: User):
    client, other = client_for(officer), client_for(officer)
    answer = client.post("/admin/passwort/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert answer.status_code == 302
    assert client.get("/admin/").status_code == 200
    assert other.get("/admin/").status_code == 302
    assert OutboxMail.objects.filter(to=officer.email, subject="Ihr Passwort wurde geändert").exists()


def test_the_present_password_is_asked_for(officer: User):
    answer = client_for(officer).post(
        "/admin/passwort/", {"oldpassword": "x", "password1": NEW, "password2": NEW}
    )
    assert "nicht Ihr jetziges Passwort" in answer.content.decode()
    assert give_password(Client(), officer.email)["Location"] == CODE


def test_every_page_of_the_account_is_german_and_answers(officer: User, client: Client):
    inside = client_for(officer)
    for part in (
        "2fa/",
        "2fa/ersetzen/",
        "2fa/notfallcodes/neu/",
        "passwort/",
        "logout/",
        "2fa/bestaetigen/",
        "bestaetigen/",
        "account/",
    ):
        page = inside.get(f"/admin/{part}")
        assert page.status_code == 200, part
        assert 'lang="de' in page.content.decode()
    for part in (
        "login/",
        "inaktiv/",
        "passwort/vergessen/",
        "passwort/vergessen/gesendet/",
        "passwort/neu/fertig/",
        "passwort/neu/1-x/",
        "logout/",
    ):
        assert client.get(f"/admin/{part}").status_code in (200, 302), part


def test_recovery_codes_can_be_made_anew_and_downloaded(officer: User):
    client = client_for(officer)
    without = client.get("/admin/2fa/notfallcodes/", follow=True)
    assert without.redirect_chain == [("/admin/2fa/notfallcodes/neu/", 302)]
    assert "noch keine Notfallcodes" in without.content.decode()
    assert client.post("/admin/2fa/notfallcodes/neu/").status_code == 302
    codes = client.get("/admin/2fa/notfallcodes/").context["unused_codes"]
    text = client.get("/admin/2fa/notfallcodes/datei/").content.decode()
    assert len(codes) == 10 and all(code in text for code in codes)


def test_after_a_while_the_codes_ask_for_the_password_again(officer: User, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1
    answer = client_for(officer).get("/admin/2fa/notfallcodes/neu/")
    assert answer["Location"].startswith("/admin/bestaetigen/")
