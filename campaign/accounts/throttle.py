"""Five wrong logins for one account from one address, then a pause: nobody guesses passwords or codes here.

Each attempt takes one of five places in the shared cache before anything is checked, so a hundred attempts at
the same moment get five answers. A place is free again after five minutes, at once when the attempt was right.
Unknown accounts are counted like known ones.
"""

import hashlib
import math
import time
import unicodedata

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from campaign.accounts.addresses import client_network
from campaign.audit.log import record

FAILURES = 5
# Whoever is attacked from the address they work at waits no longer than this.
WINDOW = 5 * 60


class TooManyAttempts(Exception):
    """All places are taken; `retry_after` is the number of seconds until the first is free."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


def begin(account: str, request: HttpRequest) -> str:
    """Take a place for an attempt to log in as `account` (what was typed) and return its key.

    Raises TooManyAttempts when five attempts went wrong within the last five minutes.
    """
    return take(_places(account, request), WINDOW)


def take(keys: list[str], window: int) -> str:
    """Take the first free one of these places for `window` seconds and return it.

    Raises TooManyAttempts when all are taken.
    """
    now = time.time()
    taken = cache.get_many(keys)
    for key in keys:
        if key not in taken and cache.add(key, now, window):
            return key
    times = [began for began in cache.get_many(keys).values() if isinstance(began, float)]
    raise TooManyAttempts(max(1, math.ceil(min(times, default=now) + window - now)))


def was_right(place: str) -> None:
    """Free the place of an attempt that was not wrong."""
    cache.delete(place)


def forget(account: str, request: HttpRequest) -> None:
    """Free all places after a complete login."""
    cache.delete_many(_places(account, request))


def refuse(request: HttpRequest, account: str, error: TooManyAttempts) -> HttpResponse:
    """Answer 429, and log the first refusal of each pause: guessing shall not fill the log."""
    if cache.add(f"{_places(account, request)[0]}:noted", True, WINDOW):
        record("account.throttled", actor="Anmeldung", label=account[:100])
    return too_many_requests(request, retry_after=error.retry_after)


def too_many_requests(
    request: HttpRequest, exception: Exception | None = None, *, retry_after: int = 60
) -> HttpResponse:
    """Answer 429 with Retry-After in seconds; also the project's handler429, which allauth calls."""
    context = {"retry_after_minutes": math.ceil(retry_after / 60)}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(retry_after)
    return response


def _places(account: str, request: HttpRequest) -> list[str]:
    # Folded like allauth compares addresses: no spelling of one account gets places of its own.
    folded = unicodedata.normalize("NFKC", account.strip()).casefold()
    digest = hashlib.sha256(f"{folded}\n{client_network(request)}".encode()).hexdigest()
    return [f"login-failure:{digest}:{number}" for number in range(FAILURES)]
