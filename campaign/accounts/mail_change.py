"""A new address for an account: asked for with the password, told to the old address, true once the new one answers.

What is asked for waits in the shared cache for a day, below the hash of the link's token; the link alone logs nobody in
and counts for nobody but who asked.
"""

import hashlib
import secrets
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from campaign.accounts import throttle
from campaign.accounts.models import User
from campaign.accounts.sessions import end_sessions
from campaign.audit import digest
from campaign.audit.log import record, record_person
from campaign.audit.outbox import queue_mail

VALID_FOR = 24 * 60 * 60
# More wishes of one account within an hour would only fill somebody's letter box.
WISHES, WITHIN = 5, 60 * 60


class Taken(Exception):
    """Another account has this address by now."""


def ask(user: User, address: str) -> None:
    """Note the wish for a new address and write to both; to the new one only when no account has it.

    Whoever asks learns nothing about other people's accounts: the page says the same in both cases. Raises
    throttle.TooManyAttempts after WISHES wishes.
    """
    throttle.take([f"address-wish:{user.pk}:{number}" for number in range(WISHES)], WITHIN)
    address = address.strip().lower()
    record("account.address_asked", actor=user, obj=user, label=user.email)
    _tell(user.email, "Neue E-Mail-Adresse gewünscht", "account/address_asked", address=address)
    if User.objects.filter(email=address).exists():
        return
    token = secrets.token_urlsafe(32)
    cache.set(_key(token), {"user": user.pk, "from": user.email, "to": address}, VALID_FOR)
    link = settings.BASE_URL + reverse("account_confirm_address", args=[token])
    _tell(address, "Neue E-Mail-Adresse bestätigen", "account/address_confirm", link=link)


def wanted(user: User, token: str) -> str:
    """Return the address that this link of `user` confirms, "" when it is not theirs, too old or used."""
    wish = cache.get(_key(token))
    return wish["to"] if wish and (wish["user"], wish["from"]) == (user.pk, user.email) else ""


def confirm(user: User, token: str, session_key: str | None) -> bool:
    """Change the address; say whether there was one to confirm. All sessions but this one end. Raises Taken."""
    address, old = wanted(user, token), user.email
    if not address:
        return False
    try:
        with transaction.atomic():
            user.email = address
            user.save(update_fields=["email"])
            EmailAddress.objects.filter(user=user).delete()
            digest.readdress(old, address)
            record_person("account.address_changed", actor=user, person=user)
            _tell(old, "Ihre E-Mail-Adresse wurde geändert", "account/changed", when=timezone.localtime())
            end_sessions(user, but=session_key)
    except IntegrityError as error:
        user.email = old
        raise Taken from error
    finally:
        cache.delete(_key(token))
    return True


def _tell(to: str, subject: str, template: str, **context: Any) -> None:
    queue_mail(to=[to], subject=subject, template=template, context=context)


def _key(token: str) -> str:
    return f"address-change:{hashlib.sha256(token.encode()).hexdigest()}"
