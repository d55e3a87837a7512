"""What attackers try: guessing, counting who has an account, going round the second factor. And what it costs the others."""

import re
import statistics
import time
from collections import Counter
from typing import Any

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpResponse
from django.test import Client

from campaign.accounts.gate import Access, access
from campaign.accounts.middleware import AdminGateMiddleware
from campaign.accounts.models import User
from tests.accounts.login import CODE, LOGIN, give_code, give_password, make_user, sign_in
from tests.accounts.test_admin_views import admin_patterns

pytestmark = pytest.mark.django_db
GUESSES = 1_000
ATTACKER, HOME = {"REMOTE_ADDR": "198.51.100.66"}, {"REMOTE_ADDR": "203.0.113.9"}
MINUTE = 60


def test_of_a_thousand_guesses_five_are_looked_at_and_the_victim_works_on(
    officer: User, monkeypatch, settings
):
    settings.ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
    thief = Client(**ATTACKER)
    answers = [give_password(thief, officer.email, f"Geraten-{number}") for number in range(GUESSES)]
    assert Counter(answer.status_code for answer in answers) == {200: 5, 429: GUESSES - 5}
    assert all(0 < int(answer["Retry-After"]) <= 5 * MINUTE for answer in answers[5:])
    assert sign_in(Client(**HOME), officer)["Location"] == "/admin/", "von anderswo sofort"
    same = Client(**ATTACKER)
    wait = int(give_password(same, officer.email)["Retry-After"])
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + wait)
    assert sign_in(same, officer)["Location"] == "/admin/", "vom selben Ort, sobald es heißt"


def test_of_sixty_codes_five_are_looked_at(officer: User):
    thief = Client(**ATTACKER)
    give_password(thief, officer.email)
    answers = Counter(give_code(thief, f"{number:06}").status_code for number in range(60))
    assert answers == {200: 5, 429: 55}
    assert thief.get("/admin/").status_code == 302


def half_inside(user: User) -> dict[str, tuple[User | AnonymousUser, dict[str, Any]]]:
    """Return who a request counts as, and what its session knows, without a second factor: honestly, or by whatever luck."""
    waiting, forged = Client(), Client()
    assert give_password(waiting, user.email)["Location"] == CODE
    forged.force_login(user)
    logged_in = dict(forged.session.items())
    foreign = {
        AUTHENTICATION_METHODS_SESSION_KEY: [{"method": "mfa", "type": "totp", "at": time.time()}],
        _AUTHENTICATION_METHODS_USER_SESSION_KEY: str(user.pk + 1),
    }
    by_password = {
        AUTHENTICATION_METHODS_SESSION_KEY: [{"method": "password", "at": time.time()}],
        _AUTHENTICATION_METHODS_USER_SESSION_KEY: str(user.pk),
    }
    return {
        "half": (AnonymousUser(), dict(waiting.session.items())),
        "forged": (user, logged_in),
        "records of somebody else": (user, logged_in | foreign),
        "password alone": (user, logged_in | by_password),
    }


def filled(route: str) -> str:
    """Fill an address with a number wherever it takes something; what does not fit asks for a login, too."""
    plain = re.sub(r"<[^>]*>|\(\?P<[^>]+>[^()]*(\([^()]*\)[^()]*)*\)|\([^()]*\)", "1", route)
    return "/" + re.sub(r"[\^$?\\]", "", plain)


@pytest.fixture(scope="module")
def addresses() -> list[str]:
    """Every address of the admin that is not public; Wagtail's own login lies below ours."""
    routes: dict[bool, set[str]] = {True: set(), False: set()}
    for name, route, _ in admin_patterns():
        routes[access(name, frozenset()) is Access.PUBLIC].add(filled(route))
    found = sorted(routes[False] - routes[True])
    assert len(found) > 300
    return found


def leads_to_the_login(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith(LOGIN)


def test_the_gate_opens_no_address_without_the_second_factor(operator: User, rf, addresses: list[str]):
    gate = AdminGateMiddleware(lambda request: HttpResponse("drin"))
    opened = []
    for how, (user, known) in half_inside(operator).items():
        for address in addresses:
            for method in ("get", "post") if how == "half" else ("get",):
                asked = getattr(rf, method)(address)
                asked.user, asked.session = user, SessionStore()
                asked.session.update(known)
                if not leads_to_the_login(gate(asked)):
                    opened.append((how, method, address))
    assert opened == []


def test_after_the_password_every_address_leads_back_to_the_login(operator: User, addresses: list[str]):
    client = Client()
    give_password(client, operator.email)
    assert [address for address in addresses if not leads_to_the_login(client.get(address))] == []


class SlowEnough(PBKDF2PasswordHasher):
    """As in production, with so many rounds that the check outweighs all the rest."""

    iterations = 100_000


def test_how_long_a_refusal_takes_does_not_tell_who_has_an_account(
    officer: User, coordinator: User, settings
):
    settings.PASSWORD_HASHERS = ["tests.accounts.test_attacks.SlowEnough"]
    for user in (officer, coordinator):
        user.set_password("Birne-Wolke-Anker-7")
    coordinator.is_active = False
    invited = make_user("eingeladen@beispiel.test")
    invited.set_unusable_password()
    User.objects.bulk_update([officer, coordinator, invited], ["password", "is_active"])
    names = [officer.email, coordinator.email, invited.email, "niemand@beispiel.test"]
    taken: dict[str, list[float]] = {name: [] for name in names}
    bodies = set()
    for turn in range(3):
        for name in names:
            client = Client(REMOTE_ADDR=f"198.51.100.{turn + 1}")
            began = time.process_time()
            answer = give_password(client, name, "Birne-Wolke-Anker-8")
            taken[name].append(time.process_time() - began)
            assert answer.status_code == 200
            bodies.add(answer.content.decode().replace(name, "").count("passen nicht zusammen"))
    middle = {name: statistics.median(times) for name, times in taken.items()}
    assert max(middle.values()) < 1.5 * min(middle.values()), middle
    assert len(bodies) == 1
