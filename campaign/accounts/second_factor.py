"""Whether this very session gave its second factor: allauth notes there how a person authenticated."""

from typing import cast

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from campaign.accounts import session_life
from campaign.accounts.models import User

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def was_given(request: HttpRequest, user: User) -> bool:
    """Say whether `user` showed code or key in this very session, not in another one."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def note(request: HttpRequest, authenticator: Authenticator) -> None:
    """Note that code or key was just shown; allauth itself does so at login, not at enrolment."""
    record_authentication(
        request, authenticator.user, "mfa", id=authenticator.pk, type=str(authenticator.type)
    )


def withdraw(request: HttpRequest) -> None:
    """Take the note back: the session has to give a second factor again."""
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        record for record in records if record.get("method") != "mfa"
    ]


def is_enrolled(user: User) -> bool:
    """Say whether the person has an authenticator app or a security key."""
    return get_adapter().is_mfa_enabled(user, FACTORS)


def has_keys(user: User) -> bool:
    """Say whether the person has a security key."""
    return get_adapter().is_mfa_enabled(user, [Authenticator.Type.WEBAUTHN])


def others(authenticator: Authenticator) -> QuerySet[Authenticator]:
    """Return what its owner could log in with if this authenticator were gone; recovery codes do not count."""
    mine = Authenticator.objects.filter(user=authenticator.user_id, type__in=FACTORS)
    return mine.exclude(pk=authenticator.pk)


def require(request: HttpRequest) -> None:
    """Let a session without second factor, or past its time, count as anonymous; asks nothing until somebody looks."""
    user = request.user

    def look() -> User | AnonymousUser:
        inside = (
            user.is_authenticated and was_given(request, user) and session_life.seconds_left(request, user)
        )
        return user if inside else AnonymousUser()

    seen = SimpleLazyObject(look)
    request.user = cast("User | AnonymousUser", seen)
