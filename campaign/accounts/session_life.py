"""How long a login lasts: 60 minutes after the last thing a person did, 12 hours in all.

What an open editor asks for by itself is nothing a person did. A session that is over keeps one note: whose it was,
so that a form this person sends afterwards is not lost (campaign/accounts/kept_forms.py).
"""

import time

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from campaign.accounts.models import User

IDLE = 60 * 60
ABSOLUTE = 12 * 60 * 60
# A warning stands on the screen for this long.
WARNING = 5 * 60
# Writing down every step would cost a write for each page.
NOTED_EVERY = 60
MOVED, ENDED = "moved_at", "ended_for"
# What browsers ask for by themselves while a page is open. account_session with GET asks how long is left.
BY_ITSELF = frozenset(
    {
        ("account_session", "GET"),
        ("wagtailadmin_editing_sessions:ping", "POST"),
        ("wagtailadmin_editing_sessions:release", "POST"),
        ("wagtailadmin_javascript_catalog", "GET"),
        ("wagtailadmin_sprite", "GET"),
    }
)


def seconds_left(request: HttpRequest, user: User) -> int:
    """Return how long the login of `user` in this session still lasts, 0 when it is over or there was none."""
    times = _proofs(request, user)
    if not times:
        return 0
    return max(0, int(min(_moved(request, times) + IDLE, min(times) + ABSOLUTE) - time.time()))


def is_over(request: HttpRequest) -> bool:
    """Say whether somebody logged in here whose time is up."""
    user = request.user
    if not user.is_authenticated or not get_authentication_records(request, user):
        return False
    return not seconds_left(request, user)


def end(request: HttpRequest) -> None:
    """End the session for good; only whose it was is remembered."""
    whose = request.user.pk
    request.session.flush()
    request.session[ENDED] = whose
    request.user = AnonymousUser()


def note(request: HttpRequest, user: User, view: str) -> None:
    """Note that `user` is there, unless the browser asked by itself; a minute after the last note at the earliest."""
    now = time.time()
    if (view, request.method) not in BY_ITSELF and now - _moved(
        request, _proofs(request, user)
    ) > NOTED_EVERY:
        request.session[MOVED] = now


def _proofs(request: HttpRequest, user: User) -> list[float]:
    """Return when the person gave password, code or key in this session."""
    return [entry["at"] for entry in get_authentication_records(request, user)]


def _moved(request: HttpRequest, proofs: list[float]) -> float:
    return max([request.session.get(MOVED, 0.0), *proofs])
