"""An identity provider that is away, answers nonsense or sends people back: a page for them, and no attempt of theirs."""

import time

import pytest
from django.test import Client

from campaign.accounts import provider, throttle
from campaign.accounts.models import User
from tests.accounts import identity_provider
from tests.accounts.login import CODE, LOGIN
from tests.accounts.provider_visits import RETURN, START, come_back, connected, is_inside, whom, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_provider")]


@pytest.mark.parametrize("place", ["openid-configuration", "keys", "token"])
@pytest.mark.parametrize("nonsense", identity_provider.NONSENSE)
def test_a_provider_that_talks_nonsense_is_a_page_and_costs_nobody_an_attempt(
    officer: User, issuer: str, settings, monkeypatch, place: str, nonsense: str
):
    monkeypatch.setattr(provider, "TIMEOUT", 0.3)
    settings.OIDC_ISSUER = f"{issuer}/kaputt/{place}/{nonsense}"
    connected(officer, settings.OIDC_ISSUER)
    for _ in range(throttle.FAILURES + 1 if nonsense != "still" else 1):
        client = Client()
        answer = client.get(START)
        if place != "openid-configuration":
            answer = client.get(identity_provider.visited(answer["Location"], whom(officer)))
        assert (answer.status_code, answer["Location"]) == (302, LOGIN) and "nicht gelungen" in words(answer)
        assert not is_inside(client)


def test_after_one_has_waited_in_vain_nobody_waits_for_a_while(
    client: Client, issuer: str, settings, monkeypatch
):
    monkeypatch.setattr(provider, "TIMEOUT", 0.3)
    settings.OIDC_ISSUER = f"{issuer}/kaputt/openid-configuration/still"
    client.get(START)
    monkeypatch.setattr(provider, "TIMEOUT", 5)
    began = time.monotonic()
    assert "nicht gelungen" in words(Client().get(START))
    assert time.monotonic() - began < identity_provider.SILENCE


@pytest.mark.parametrize(
    "claims",
    [
        *({"aud": 5}, {"aud": {"a": 1}}, {"aud": [[]]}, {"aud": [None, identity_provider.CLIENT]}),
        *(
            {"exp": "morgen"},
            {"exp": -1},
            {"exp": []},
            {"iat": 9e99},
            {"iat": None},
            {"iat": {}},
        ),
        *(
            {"nbf": 9e9},
            {"nbf": "x"},
            {"sub": 5},
            {"sub": ""},
            {"sub": "a\x00b"},
            {"sub": "\ud800"},
            {"sub": "ä"},
        ),
        *({"sub": "a" * 256}, {"sub": ["a"]}, {"iss": 5}, {"iss": None}, {"nonce": 5}, {"nonce": []}),
    ],
    ids=str,
)
def test_claims_that_make_no_sense_let_nobody_in(client: Client, officer: User, issuer: str, claims: dict):
    connected(officer, issuer)
    answer = come_back(client, whom(officer, **claims))
    assert (answer.status_code, answer["Location"]) == (302, LOGIN) and not is_inside(client)


def test_whoever_goes_back_or_brings_an_old_answer_costs_nobody_an_attempt(officer: User, issuer: str):
    connected(officer, issuer)
    for _ in range(throttle.FAILURES + 1):
        client = Client()
        back = identity_provider.visited(client.get(START)["Location"], whom(officer))
        for path in (f"{RETURN}?code=x&state=y", back.replace("code=", "error=access_denied&x=")):
            assert Client().get(path).status_code == 302
            assert client.get(path).status_code == 302
    assert come_back(Client(), whom(officer))["Location"] == CODE
