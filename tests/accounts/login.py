"""How tests log in: over HTTP in both steps, or at once with a session that has all of it behind itself."""

import base64
import hashlib
import hmac
import struct
import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.totp.internal.auth import TOTP
from django.http import HttpResponse
from django.test import Client

from campaign.accounts.models import User

LOGIN, CODE = "/admin/login/", "/admin/2fa/code/"
PASSWORD = "Birne-Wolke-Anker-7"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def totp(secret: str, steps: int = 0) -> str:
    """Return the code of RFC 6238 for now, or some steps of 30 s later."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def make_user(email: str, *groups, password: str = PASSWORD, secret: str | None = SECRET, **fields) -> User:
    """Create a user with a known password and authenticator app (none with secret=None)."""
    user = User.objects.create_user(email, password, **fields)
    user.groups.set(groups)
    if secret:
        TOTP.activate(user, secret)
    return user


def give_password(client: Client, email: str, password: str = PASSWORD, **extra) -> HttpResponse:
    """Take the first step."""
    return client.post(LOGIN, {"login": email, "password": password}, **extra)


def give_code(client: Client, code: str, **extra) -> HttpResponse:
    """Take the second step."""
    return client.post(CODE, {"code": code}, **extra)


def sign_in(client: Client, user: User, password: str = PASSWORD, totp_secret: str = SECRET) -> HttpResponse:
    """Log in over HTTP in both steps and return the last answer; a code counts once, so find a fresh one."""
    assert give_password(client, user.email, password)["Location"] == CODE
    for steps in (0, 1, -1):
        response = give_code(client, totp(totp_secret, steps))
        if response.status_code == 302:
            return response
    raise AssertionError("Kein Code wurde angenommen.")


def client_for(user: User, **kwargs) -> Client:
    """Return a client that is logged in and gave its second factor, without a single request."""
    client = Client(**kwargs)
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": time.time()},
        {"method": "mfa", "type": "totp", "at": time.time()},
    ]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
    return client
