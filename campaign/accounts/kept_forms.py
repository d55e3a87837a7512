"""What somebody had written when their session ended is kept until they have logged in again, and for nobody else.

The form of a page waits in the session of the same browser, which nobody is logged in with. Files are not kept.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CSRF_TOKEN_LENGTH, CsrfViewMiddleware
from django.middleware.csrf import _unmask_cipher_token as unmasked  # type: ignore[attr-defined]  # it has no public name

from campaign.accounts.models import User
from campaign.accounts.session_life import ENDED

KEPT = "kept_form"
# Characters. The longest story has a tenth of it.
MOST = 1_000_000
TOKEN = "csrfmiddlewaretoken"
# Seconds for which the token of a login tells whose it was; as long as its forms may still be open.
TOLD = 24 * 60 * 60
# Forms with one of these ask for a secret, which is kept nowhere.
SECRETS = frozenset({"password", "password1", "oldpassword", "code", "credential"})


@dataclass(frozen=True)
class KeptForm:
    """A form as it was sent: address, fields in their order, names of files that must be chosen again."""

    path: str
    fields: list[tuple[str, str]]
    files: list[str]

    @property
    def title(self) -> str:
        """What the form calls its subject, "" when it does not say."""
        return dict(self.fields).get("title", "")


def keep(request: HttpRequest) -> bool:
    """Keep the form that this request sends, if it is one whose sender's session has just ended."""
    whose = request.session.get(ENDED)
    return whose is not None and _is_form(request) and _from_our_page(request) and _keep(request, whose)


def keep_stale(request: HttpRequest) -> bool:
    """Keep a form whose token is that of an earlier login of the very person who is logged in now.

    Only where the browser vouches that a page of ours sent it: another website gets nothing kept, and then sent.
    What somebody else wrote in this browser before stays unseen.
    """
    ours = f"{request.scheme}://{request.get_host()}"
    vouched = request.headers.get("sec-fetch-site") == "same-origin" or request.headers.get("origin") == ours
    inside = request.path_info.startswith("/admin/") and request.user.is_authenticated
    if not (inside and vouched and _is_form(request)):
        return False
    whose = request.user.pk or 0
    return cache.get(_told(request.POST.get(TOKEN, ""))) == whose and _keep(request, whose)


def _keep(request: HttpRequest, whose: int) -> bool:
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name != TOKEN]
    if SECRETS.intersection(request.POST) or sum(len(name) + len(value) for name, value in fields) > MOST:
        return False
    files = [file.name for _, sent in request.FILES.lists() for file in sent]
    request.session[KEPT] = {
        "whose": whose,
        "path": request.get_full_path(),
        "fields": fields,
        "files": files,
    }
    return True


def kept(request: HttpRequest) -> KeptForm | None:
    """Return what is kept for the person logged in."""
    found: Mapping[str, Any] | None = request.session.get(KEPT)
    if not found or found["whose"] != request.user.pk:
        return None
    return KeptForm(found["path"], [(name, value) for name, value in found["fields"]], found["files"])


def arrived(request: HttpRequest, user: User) -> None:
    """Somebody has logged in: what is kept for another person goes, and what they will write is known as theirs."""
    cache.set(_told(request.META["CSRF_COOKIE"]), user.pk, TOLD)
    request.session.pop(ENDED, None)
    if request.session.get(KEPT, {}).get("whose") != user.pk:
        drop(request)


def _told(token: str) -> str:
    """Return under which key the cache tells whose a token is, as a form or a browser holds it."""
    is_masked = len(token) == CSRF_TOKEN_LENGTH and token.isascii() and token.isalnum()
    secret = unmasked(token) if is_masked else token
    return f"token-of:{hashlib.sha256(secret.encode()).hexdigest()}"


def drop(request: HttpRequest) -> None:
    """Forget what is kept."""
    request.session.pop(KEPT, None)


def drop_if_sent(request: HttpRequest) -> None:
    """Forget what is kept once it is sent: from here on its own page takes care of it."""
    found = request.session.get(KEPT) if request.method == "POST" else None
    if found and found["path"] == request.get_full_path():
        drop(request)


def _is_form(request: HttpRequest) -> bool:
    """Say whether a person sent a form, not a script of the page."""
    mode = request.headers.get("sec-fetch-mode", "navigate")
    by_hand = mode == "navigate" and request.headers.get("x-requested-with") != "XMLHttpRequest"
    return request.method == "POST" and by_hand


def _from_our_page(request: HttpRequest) -> bool:
    """Say whether the form carries the token of this browser: nobody else may have a form kept, and then sent."""
    check = CsrfViewMiddleware(lambda asked: HttpResponse())
    return check.process_view(request, lambda asked: HttpResponse(), (), {}) is None
