"""The accounts of the demonstration on the login page: inside in ten seconds, and only with DEMO=1."""

import json
import time
from dataclasses import dataclass

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings

from campaign.accounts.roles import Role


@dataclass(frozen=True)
class DemoLogin:
    """One account as the login page shows it; `code` is that of the moment, "" without second factor.

    is_first: the first of its role; one of each is enough to look around.
    """

    username: str
    password: str
    role: str
    centres: str
    code: str
    is_first: bool


def demo_logins() -> list[DemoLogin]:
    """Return the active accounts that `seed_demo` wrote to var/demo.json; none outside a demonstration."""
    if not settings.DEMO:
        return []
    try:
        accounts = json.loads((settings.VAR_DIR / "demo.json").read_text())["accounts"]
        active = [account for account in accounts if account["active"]]
        return [_login(account, account in _one_of_each_role(active)) for account in active]
    except (OSError, ValueError, KeyError, TypeError):
        # Not written yet, or half written.
        return []


def seconds_left() -> int:
    """Return how long the codes of the moment still hold."""
    return app_settings.TOTP_PERIOD - int(time.time()) % app_settings.TOTP_PERIOD


def _one_of_each_role(accounts: list[dict]) -> list[dict]:
    """Return the first account of each role, for the Redaktion one with a single centre."""
    plain = [account for account in accounts if account.get("role") and len(account["centres"]) <= 1]
    return list({account["role"]: account for account in reversed(plain)}.values())


def _login(account: dict, is_first: bool) -> DemoLogin:
    secret = account.get("totp_secret")
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    return DemoLogin(
        username=account["username"],
        password=account["password"],
        role=Role(account["role"]).label if account.get("role") else "ohne Aufgabe",
        centres=", ".join(account.get("centres") or []),
        is_first=is_first,
        code=format_hotp_value(hotp_value(secret, counter)) if secret else "",
    )
