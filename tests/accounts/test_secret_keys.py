"""Secrets are unreadable in the database, and no change of keys costs anybody the login."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from campaign.accounts import secret_keys
from campaign.accounts.models import User
from tests.accounts.login import SECRET, give_code, give_password, make_user, sign_in, totp

pytestmark = pytest.mark.django_db
OLD, NEW = "alt-" + "a" * 60, "neu-" + "b" * 60


def stored() -> str:
    return json.dumps(list(Authenticator.objects.values_list("data", flat=True)))


def test_no_secret_stands_in_the_database(officer: User):
    codes = RecoveryCodes.activate(officer)
    seed = secret_keys.decrypt(codes.instance.data["seed"])
    assert SECRET not in stored() and seed not in stored()


def test_the_same_secret_looks_different_each_time():
    assert secret_keys.encrypt(SECRET) != secret_keys.encrypt(SECRET)
    assert secret_keys.decrypt(secret_keys.encrypt(SECRET)) == SECRET


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"SECRET_KEY": OLD}, {"SECRET_KEY": NEW, "SECRET_KEY_FALLBACKS": [OLD]}),
        ({"SECRET_KEY": OLD}, {"SECRET_KEY": OLD, "MFA_KEY": NEW}),
        ({"SECRET_KEY": OLD, "MFA_KEY": "eins"}, {"SECRET_KEY": NEW, "MFA_KEY": "eins"}),
        ({"SECRET_KEY": OLD, "MFA_KEY": "eins"}, {"SECRET_KEY": OLD, "MFA_KEY": "zwei, eins"}),
    ],
)
def test_a_change_of_keys_loses_no_login_and_renews_at_the_next_use(
    client: Client, settings, harz, before, after
):
    for name, value in before.items():
        setattr(settings, name, value)
    user = make_user("alt@beispiel.test", harz.group)
    token = Authenticator.objects.get(user=user).data["secret"]
    for name, value in after.items():
        setattr(settings, name, value)
    sign_in(client, user)
    renewed = Authenticator.objects.get(user=user).data["secret"]
    settings.SECRET_KEY_FALLBACKS, settings.MFA_KEY = [], settings.MFA_KEY.partition(",")[0]
    assert secret_keys.decrypt(renewed) == SECRET
    assert (renewed == token) is (before.get("MFA_KEY") is not None and before["MFA_KEY"] == after["MFA_KEY"])


def test_the_job_renews_everybody_once(officer: User, coordinator: User, settings):
    RecoveryCodes.activate(officer)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], NEW
    assert secret_keys.renew_all(timezone.now(), force=False).done == 3
    assert secret_keys.renew_all(timezone.now(), force=False).done == 0
    settings.SECRET_KEY_FALLBACKS = []
    assert TOTP(Authenticator.objects.get(user=coordinator)).validate_code(totp(SECRET))


def test_a_lost_key_means_a_refused_code_not_an_error(client: Client, officer: User, settings):
    settings.SECRET_KEY = NEW
    give_password(client, officer.email)
    assert give_code(client, totp(SECRET)).status_code == 200
    assert secret_keys.renew_all(timezone.now(), force=False).failed == 1
