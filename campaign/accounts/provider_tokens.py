"""What is said to the identity provider, and what its ID token is worth: signature, issuer, audience, time, nonce."""

from collections.abc import Mapping
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from django.conf import settings
from django.urls import reverse
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from campaign.accounts import provider

# Clocks differ by so many seconds.
LEEWAY = 60
# Signed with a key that only the provider has: neither unsigned nor with the secret that both know.
ALGORITHMS = ["RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512"]


def session() -> OAuth2Session:
    """Return what asks the provider on behalf of this website."""
    asking = OAuth2Session(
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET,
        scope="openid email",
        # From BASE_URL: the Host header is the sender's choice.
        redirect_uri=settings.BASE_URL + reverse("account_provider_return"),
        code_challenge_method="S256",
    )
    asking.max_redirects = 0
    return asking


def exchange(code: str, verifier: str) -> str:
    """Exchange the code for the ID token."""
    place = provider.metadata()["token_endpoint"]
    try:
        token = session().fetch_token(place, code=code, code_verifier=verifier, timeout=provider.TIMEOUT)
    except AuthlibBaseError as error:
        kind = provider.NotVouched if error.error == "invalid_grant" else provider.NoGuess
        raise kind(type(error).__name__) from error
    except (requests.RequestException, ValueError, TypeError) as error:
        raise provider.NoGuess(type(error).__name__) from error
    found = token.get("id_token")
    if not isinstance(found, str):
        raise provider.NoGuess("id_token")
    return found


def claims(token: str, nonce: str) -> Mapping[str, Any]:
    """Return what the ID token says, once signature, issuer, audience, time and nonce are right."""
    wanted = jwt.JWTClaimsRegistry(
        leeway=LEEWAY,
        iss={"essential": True, "value": settings.OIDC_ISSUER},
        aud={"essential": True, "value": settings.OIDC_CLIENT_ID},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        found = _decoded(token).claims
        wanted.validate(found)
    except (JoseError, ValueError, TypeError) as error:
        raise _refused(error) from error
    others = found["aud"] if isinstance(found["aud"], list) else []
    if len(others) > 1 and found.get("azp") != settings.OIDC_CLIENT_ID:
        raise provider.NotVouched("azp")
    if not _is_key(found["sub"]):
        raise provider.NotVouched("sub")
    return found


def _is_key(sub: Any) -> bool:
    """Say whether it is what the standard calls a key of a person: at most 255 characters of ASCII."""
    return isinstance(sub, str) and 0 < len(sub) <= 255 and sub.isascii() and sub.isprintable()


def _decoded(token: str) -> jwt.Token:
    """Check the signature; providers change their keys, so an unknown one is looked for once more."""
    place = provider.metadata()["jwks_uri"]
    try:
        return jwt.decode(
            token, KeySet.import_key_set(provider.fetched(place, _are_keys)), algorithms=ALGORITHMS
        )
    except InvalidKeyIdError:
        keys = provider.fetched(place, _are_keys, anew=True)
        return jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS)


def _are_keys(found: Any) -> bool:
    try:
        return bool(KeySet.import_key_set(found).keys)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        return False


def _refused(error: Exception) -> provider.NotVouched:
    """Name the kind of error; its text may hold what must not be logged."""
    return provider.NotVouched(type(error).__name__)
