"""The identity provider of a Land or Kreis (OpenID Connect), where the operator names one: whom does it vouch for?

Code flow with PKCE, state and nonce. Nothing here decides who gets in (see provider_logins.py). What speaks with it
(provider_tokens.py) is loaded when it is asked: its libraries take 4 MB of every process, and few sites have a provider.
"""

import hashlib
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import requests
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse

# Seconds to wait for the provider, for each request.
TIMEOUT = 5
# After it has kept somebody waiting in vain, so many seconds nobody asks: each would hold a place where pages are made.
PAUSE = 20
# Seconds for which its addresses and keys are kept; a key that is not among them is looked for at once.
KEPT = 60 * 60
# Seconds that somebody may take over there.
PATIENCE = 10 * 60
ASKED = "provider_asked"
PLACES = ("authorization_endpoint", "token_endpoint", "jwks_uri")
# Where one logs out there; not every provider has it.
END = "end_session_endpoint"


class NotVouched(Exception):
    """The provider vouches for nobody here, or cannot be asked."""


class NoGuess(NotVouched):
    """Nobody tried anything: the provider is away or talks nonsense, or whoever was there went back."""


class NotAsked(NoGuess):
    """The browser brings an answer to what it never asked, or too late."""


@dataclass(frozen=True)
class Vouched:
    """Whom the provider vouches for.

    subject: its key of the person, never another one's. email: "" unless the provider says that it is theirs.
    has_second_factor: it asked for more than a password, in a way that the operator trusts.
    """

    issuer: str
    subject: str
    email: str
    has_second_factor: bool


def issuer() -> str:
    """Return the address by which the provider is known, "" when there is none."""
    return settings.OIDC_ISSUER


def name() -> str:
    """Return what people call the provider, "" when there is none."""
    return settings.OIDC_NAME if settings.OIDC_ISSUER else ""


def begin(request: HttpRequest, onward: str) -> str:
    """Return the provider's address to which the browser goes now; onward: where it wants to go in the end.

    Raises NotVouched when the provider cannot be asked.
    """
    from campaign.accounts import provider_tokens

    session = provider_tokens.session()
    asked = {"nonce": secrets.token_urlsafe(24), "verifier": secrets.token_urlsafe(48)}
    address, state = session.create_authorization_url(
        metadata()["authorization_endpoint"], nonce=asked["nonce"], code_verifier=asked["verifier"]
    )
    request.session[ASKED] = asked | {"state": state, "onward": onward, "at": time.time()}
    return address


def goodbye() -> str:
    """Return the provider's address for logging out there, from which the way leads back; "" when it offers none."""
    try:
        place = str(metadata().get(END))
    except NotVouched:
        return ""
    back = {
        "client_id": settings.OIDC_CLIENT_ID,
        "post_logout_redirect_uri": settings.BASE_URL + reverse("account_login"),
    }
    return f"{place}{'&' if '?' in place else '?'}{urlencode(back)}" if _is_protected(place) else ""


def finish(request: HttpRequest) -> tuple[Vouched, str]:
    """Return whom the provider vouches for in the answer that the browser brings, and where they wanted to go.

    Each answer counts once, in the browser that asked, within PATIENCE. Raises NotVouched.
    """
    from campaign.accounts import provider_tokens

    asked = request.session.pop(ASKED, None)
    answer = request.GET
    if not asked or time.time() - asked["at"] > PATIENCE:
        raise NotAsked
    if not secrets.compare_digest(answer.get("state", "").encode(), asked["state"].encode()):
        raise NotAsked
    if answer.get("iss", settings.OIDC_ISSUER) != settings.OIDC_ISSUER:
        raise NotVouched("iss")
    if not answer.get("code"):
        raise NoGuess(answer.get("error", "")[:40] or "code")
    token = provider_tokens.exchange(answer["code"], asked["verifier"])
    return _vouched(provider_tokens.claims(token, asked["nonce"])), asked["onward"]


def _vouched(claims: Mapping[str, Any]) -> Vouched:
    email = claims.get("email")
    is_theirs = claims.get("email_verified") is True and isinstance(email, str)
    ways = claims.get("amr") if isinstance(claims.get("amr"), list) else []
    shown = {one for one in [*(ways or []), claims.get("acr")] if isinstance(one, str)}
    return Vouched(
        issuer=settings.OIDC_ISSUER,
        subject=claims["sub"],
        email=str(email).strip().lower() if is_theirs else "",
        has_second_factor=bool(shown.intersection(settings.OIDC_SECOND_FACTOR)),
    )


def metadata() -> Mapping[str, Any]:
    """Return the provider's addresses."""
    return fetched(settings.OIDC_ISSUER.rstrip("/") + "/.well-known/openid-configuration", _is_metadata)


def _is_metadata(found: Any) -> bool:
    """Say whether it calls itself what the operator calls it, and is no less protected at its addresses."""
    is_it = isinstance(found, dict) and found.get("issuer") == settings.OIDC_ISSUER
    return is_it and all(_is_protected(found.get(place)) for place in PLACES)


def _is_protected(address: Any) -> bool:
    return isinstance(address, str) and address.startswith(settings.OIDC_ISSUER.partition("://")[0] + "://")


def fetched(address: str, is_right: Callable[[Any], bool], *, anew: bool = False) -> Any:
    """Return what the provider publishes at an address: its addresses or its keys. Nonsense is not kept."""
    key = f"provider:{hashlib.sha256(address.encode()).hexdigest()}"
    found = None if anew else cache.get(key)
    if found is None:
        if cache.get(f"{key}:silent"):
            raise NoGuess("schwieg eben noch")
        began = time.monotonic()
        try:
            answer = requests.get(address, timeout=TIMEOUT, allow_redirects=False)
            answer.raise_for_status()
            found = answer.json()
        except (requests.RequestException, ValueError) as error:
            if time.monotonic() - began >= TIMEOUT:
                cache.set(f"{key}:silent", True, PAUSE)
            raise NoGuess(type(error).__name__) from error
        if answer.status_code != 200 or not is_right(found):
            raise NoGuess("Antwort")
        cache.set(key, found, KEPT)
    return found
