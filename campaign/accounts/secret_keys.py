"""TOTP secrets and recovery seeds are encrypted in the database (Art. 32 DSGVO); a copy of it logs nobody in.

The newest key encrypts, every known key decrypts: MFA_KEY (several, newest first, separated by commas), then
SECRET_KEY and SECRET_KEY_FALLBACKS, so that setting, changing or rotating a key loses no login.
"""

import base64
import logging
from datetime import datetime

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

from campaign.audit.tally import Tally

logger = logging.getLogger(__name__)

PURPOSE = b"campaign.accounts.second-factor"
FIELDS = ("secret", "seed")


class Unreadable(Exception):
    """None of the keys we know decrypts this secret."""


def encrypt(text: str) -> str:
    """Return `text` encrypted with the newest key."""
    return _keys().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Return the text of what `encrypt` made, also with an older key. Raises Unreadable."""
    try:
        return _keys().decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise Unreadable("Ein zweiter Faktor ist mit keinem bekannten Schlüssel lesbar.") from error


def renew(authenticator: Authenticator) -> bool:
    """Encrypt an authenticator's secret with the newest key; say whether it was not before."""
    newest = _derive(_passwords()[0])
    changed = False
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        for field in FIELDS:
            token = row.data.get(field)
            if token and not _opens(newest, token):
                row.data[field] = encrypt(decrypt(token))
                changed = True
        if changed:
            row.save(update_fields=["data"])
    return changed


def renew_all(now: datetime, *, force: bool) -> Tally:
    """Renew every authenticator; a job, so that an old key can be dropped a day after the change."""
    done = failed = 0
    for authenticator in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).iterator():
        try:
            done += renew(authenticator)
        except (Unreadable, Authenticator.DoesNotExist):
            logger.error("Zweiter Faktor %s ist mit keinem bekannten Schlüssel lesbar", authenticator.pk)
            failed += 1
    return Tally(done, failed)


def _opens(key: Fernet, token: str) -> bool:
    try:
        key.decrypt(token.encode())
    except InvalidToken:
        return False
    return True


def _passwords() -> list[str]:
    own = [key.strip() for key in settings.MFA_KEY.split(",") if key.strip()]
    return [*own, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _keys() -> MultiFernet:
    return MultiFernet([_derive(password) for password in _passwords()])


def _derive(password: str) -> Fernet:
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE)
    return Fernet(base64.urlsafe_b64encode(hkdf.derive(password.encode())))
