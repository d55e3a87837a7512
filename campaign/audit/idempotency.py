"""Forms that act once, however often they are sent."""

import re
import secrets
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import IntegrityError, transaction

from campaign.audit.models import UsedToken

TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")


class InvalidToken(SuspiciousOperation, ValueError):
    """The token is missing, too long or not one of ours."""


def new_token() -> str:
    """A fresh token for the hidden field of a form: 128 random bits, 22 characters."""
    return secrets.token_urlsafe(16)


def once(token: str, actor: Any, act: Callable[[], str]) -> str:
    """Run `act` at most once for this token; return its result (URL or text), the stored one when repeated.

    All in one transaction: if `act` raises, its work and the token are rolled back, so the form can be sent
    again. A second sending at the same moment waits for the first at the unique index of the database, then
    gets its result. actor: the user, or None for forms without account. Raises InvalidToken (a
    SuspiciousOperation and ValueError), PermissionDenied when somebody else used the token.
    """
    if not isinstance(token, str) or not TOKEN.fullmatch(token):
        raise InvalidToken("Das Formular trägt keinen gültigen Schlüssel. Bitte laden Sie die Seite neu.")
    actor_id = getattr(actor, "pk", None)
    with transaction.atomic():
        try:
            with transaction.atomic():
                used = UsedToken.objects.create(key=token, actor_id=actor_id)
        except IntegrityError:
            return _stored_result(token, actor_id)
        used.result = act()
        used.save(update_fields=["result"])
    return used.result


def _stored_result(token: str, actor_id: int | None) -> str:
    used = UsedToken.objects.get(key=token)
    if used.actor_id != actor_id:
        raise PermissionDenied
    return used.result
