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
    """One account as the login page shows it; `code` is that of the moment, "" without second factor."""

    username: str
    password: str
    role: str
    centres: str
    code: str


def demo_logins() -> list[DemoLogin]:
    """Return the active accounts that `seed_demo` wrote to var/demo.json; none outside a demonstration."""
    if not settings.DEMO:
        return []
    try:
        accounts = json.loads((settings.VAR_DIR / "demo.json").read_text())["accounts"]
        return [_login(account) for account in accounts if account["active"]]
    except (OSError, ValueError, KeyError, TypeError):
        # Not written yet, or half written.
        return []


def seconds_left() -> int:
    """Return how long the codes of the moment still hold."""
    return app_settings.TOTP_PERIOD - int(time.time()) % app_settings.TOTP_PERIOD


def _login(account: dict) -> DemoLogin:
    secret = account.get("totp_secret")
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    return DemoLogin(
        username=account["username"],
        password=account["password"],
        role=Role(account["role"]).label if account.get("role") else "ohne Aufgabe",
        centres=", ".join(account.get("centres") or []),
        code=format_hotp_value(hotp_value(secret, counter)) if secret else "",
    )
