"""Forms without a cookie: what is sent from elsewhere, too late or for another purpose does nothing."""

import pytest
from django.test import RequestFactory

from campaign import anonymous_forms
from campaign.anonymous_forms import FIELD, Outdated, SentFromElsewhere, check, new_token
from campaign.audit.idempotency import TOKEN

HERE = "http://testserver"


def sent(token: str = "", **headers: str):
    return RequestFactory().post("/", {FIELD: token}, headers=headers)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": HERE},
        {"Origin": HERE, "Sec-Fetch-Site": "same-origin"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "https://kampagne.example"},
    ],
)
def test_a_form_of_ours_is_taken_and_has_a_key_of_its_own(settings, headers):
    settings.BASE_URL = "https://kampagne.example"
    token = new_token("probe")
    key = check(sent(token, **headers), "probe")
    assert TOKEN.fullmatch(key) and key == check(sent(token), "probe")
    assert key != check(sent(new_token("probe")), "probe")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://anderswo.example"},
        {"Origin": "http://testserver.anderswo.example"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://anderswo.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_form_sent_from_another_website_is_refused_even_with_a_token(headers):
    with pytest.raises(SentFromElsewhere):
        check(sent(new_token("probe"), **headers), "probe")


@pytest.mark.parametrize("broken", ["", "x", "a:b:c"])
def test_without_our_signature_nothing_happens(broken):
    with pytest.raises(Outdated):
        check(sent(broken), "probe")


def test_a_token_serves_its_own_purpose_only():
    with pytest.raises(Outdated):
        check(sent(new_token("anderes")), "probe")


def test_a_form_left_open_for_a_day_is_shown_again(monkeypatch):
    token = new_token("probe")
    monkeypatch.setattr(anonymous_forms, "MAX_AGE", -1)
    with pytest.raises(Outdated, match="noch einmal"):
        check(sent(token), "probe")


def test_a_new_secret_key_loses_no_form_while_the_old_one_is_named(settings):
    token = new_token("probe")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "neu" * 20
    assert check(sent(token), "probe")
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Outdated):
        check(sent(token), "probe")
