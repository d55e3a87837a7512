"""Whom an identity provider lets in: accounts that exist, once their owner has connected them.

The first time, the provider's word is kept in the browser's session until the same person has shown password and
second factor; then key and account belong together. No account is made here, no role given, no lock lifted.
"""

import time
from dataclasses import asdict

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone

from campaign.accounts import provider
from campaign.accounts.models import ProviderIdentity, User
from campaign.audit.log import record
from campaign.audit.outbox import queue_mail

WAITING = "provider_waiting"
# Seconds that somebody may take for password and code.
PATIENCE = 15 * 60


def owner(vouched: provider.Vouched) -> User | None:
    """Return whose account is connected; None when there is none, or it is locked."""
    identity = ProviderIdentity.objects.filter(issuer=vouched.issuer, subject=vouched.subject)
    return User.objects.filter(provider_identities__in=identity, is_active=True).first()


def wait(request: HttpRequest, vouched: provider.Vouched) -> None:
    """Remember in this browser who the provider says is there, until they have shown that the account is theirs."""
    request.session[WAITING] = asdict(vouched) | {"at": time.time()}


def forget(request: HttpRequest) -> None:
    """Remember nobody."""
    request.session.pop(WAITING, None)


def arrived(request: HttpRequest, user: User) -> None:
    """Somebody has logged in completely: connect what waits, if the provider names their very address."""
    waiting = request.session.pop(WAITING, None)
    if not waiting or waiting["issuer"] != provider.issuer() or time.time() - waiting["at"] > PATIENCE:
        return
    if waiting["email"] != user.email:
        messages.warning(
            request, f"Nicht verbunden: „{provider.name()}“ nennt eine andere E-Mail-Adresse als Ihr Zugang."
        )
    elif _connect(user, waiting["issuer"], waiting["subject"]):
        messages.success(
            request,
            f"Ihr Zugang ist jetzt mit „{provider.name()}“ verbunden. Beim nächsten Mal genügt der Knopf.",
        )


def _connect(user: User, issuer: str, subject: str) -> bool:
    try:
        with transaction.atomic():
            ProviderIdentity.objects.update_or_create(user=user, issuer=issuer, defaults={"subject": subject})
            record("account.provider_connected", actor=user, obj=user, label=user.email)
            _tell(user, "Ihr Zugang wurde mit einer anderen Anmeldung verbunden")
    except IntegrityError:
        # Meanwhile, or long ago and locked since: the key is another account's.
        return False
    return True


def disconnect(user: User) -> bool:
    """Separate the account from every provider; say whether it was connected."""
    with transaction.atomic():
        gone, _ = ProviderIdentity.objects.filter(user=user).delete()
        if gone:
            record("account.provider_disconnected", actor=user, obj=user, label=user.email)
            _tell(user, "Ihr Zugang wurde von einer anderen Anmeldung getrennt")
    return bool(gone)


def identity(user: User) -> ProviderIdentity | None:
    """Return what connects the account with the provider of today."""
    return ProviderIdentity.objects.filter(user=user, issuer=provider.issuer()).first()


def _tell(user: User, subject: str) -> None:
    queue_mail(
        to=[user.email], subject=subject, template="account/changed", context={"when": timezone.localtime()}
    )
