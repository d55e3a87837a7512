"""What allauth asks us: where mails go, who may sign up, how secrets are stored."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from campaign.accounts import kept_forms, provider_logins, secret_keys, throttle
from campaign.accounts.addresses import client_address
from campaign.accounts.models import User
from campaign.audit.log import record
from campaign.audit.outbox import queue_mail

MESSAGES = {
    "account_inactive": "Dieses Konto ist nicht aktiv.",
    "email_password_mismatch": "E-Mail-Adresse und Passwort passen nicht zusammen.",
    "enter_current_password": "Das ist nicht Ihr jetziges Passwort.",
    "incorrect_code": "Dieser Code stimmt nicht oder wurde schon benutzt. Warten Sie auf den nächsten Code.",
    "incorrect_password": "Das Passwort stimmt nicht.",
    "invalid_password_reset": "Der Link gilt nicht mehr. Fordern Sie einen neuen an.",
    "rate_limited": "Das ging zu schnell. Versuchen Sie es in einer Minute noch einmal.",
    "too_many_login_attempts": "Das waren zu viele Versuche. Versuchen Sie es später noch einmal.",
}
# allauth's name of a mail -> subject and our template below templates/emails/.
MAILS = {
    "account/email/password_reset_key": ("Neues Passwort festlegen", "account/password_reset"),
    "account/email/password_reset": ("Ihr Passwort wurde geändert", "account/changed"),
    "account/email/password_changed": ("Ihr Passwort wurde geändert", "account/changed"),
    "mfa/email/totp_activated": ("Ihr zweiter Faktor wurde eingerichtet", "account/changed"),
    "mfa/email/totp_deactivated": ("Ihr zweiter Faktor wurde entfernt", "account/changed"),
    "mfa/email/webauthn_added": ("Ein Sicherheitsschlüssel wurde verbunden", "account/changed"),
    "mfa/email/webauthn_removed": ("Ein Sicherheitsschlüssel wurde entfernt", "account/changed"),
    "mfa/email/recovery_codes_generated": ("Ihre Notfallcodes wurden erneuert", "account/changed"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Login without sign-up, mails through the outbox."""

    error_messages = DefaultAccountAdapter.error_messages | MESSAGES

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up; accounts come from invitations."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Read the client's address where everybody else does."""
        return client_address(request)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Check the password; an inactive account answers like a wrong password."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def login(self, request: HttpRequest, user: User) -> None:
        """Complete the login: all steps that this account asks for are done."""
        super().login(request, user)
        User.objects.filter(pk=user.pk).exclude(warned_at=None).update(warned_at=None)
        throttle.forget(user.email, request)
        kept_forms.arrived(request, user)
        record("account.login", actor=user, obj=user, label=user.email)
        provider_logins.arrived(request, user)

    def clean_password(self, password: str, user: User | None = None) -> str:
        """Apply Django's validators; allauth's own length rule would only repeat one of them."""
        validate_password(password, user)
        return password

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever gave password or code a moment ago need not do so again."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        records = get_authentication_records(self.request, self.request.user)
        age = timezone.now().timestamp() - max((entry["at"] for entry in records), default=0)
        return age > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Build the link from BASE_URL: the Host header is the sender's choice."""
        uid, _, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return settings.BASE_URL + path

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Send the link; whoever was invited anew has no second factor and comes back by the invitation alone."""
        if user.has_usable_password():
            super().send_password_reset_mail(user, email, context)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue one of allauth's mails in our words."""
        subject, template = MAILS[template_prefix]
        words = {"link": context.get("password_reset_url", ""), "when": timezone.localtime()}
        queue_mail(to=[email], subject=subject, template=template, context=words)


class MFAAdapter(DefaultMFAAdapter):
    """Secrets are encrypted at rest."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": MESSAGES["incorrect_code"]}

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """Propose a name for the next security key."""
        return f"Schlüssel {Authenticator.objects.filter(user=user.pk, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the website to the key; the key itself is bound to the host that the browser sees."""
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}

    def encrypt(self, text: str) -> str:
        """Encrypt with the newest key."""
        return secret_keys.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt with any known key. Raises secret_keys.Unreadable."""
        return secret_keys.decrypt(encrypted_text)
