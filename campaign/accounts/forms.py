"""allauth's forms in our words and with KERN's look; the form of an invitation."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as key_forms
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache

from campaign.accounts import secret_keys
from campaign.accounts.models import User

# A code is accepted one step early or late, so its number lives 90 s; remember it longer than that.
CODE_LIFETIME = 120
PASSWORD_RULES = (
    "Mindestens 12 Zeichen. Gut sind mehrere Wörter, die nicht zusammengehören. "
    "Nicht Ihr Name und kein bekanntes Passwort."
)
FIELDS = {
    "login": {"label": "E-Mail-Adresse"},
    "email": {"label": "E-Mail-Adresse"},
    "password": {"label": "Passwort", "help_text": ""},
    "oldpassword": {"label": "Jetziges Passwort", "help_text": ""},
    "password1": {"label": "Neues Passwort", "help_text": PASSWORD_RULES},
    "password2": {"label": "Neues Passwort noch einmal"},
    "code": {"label": "Code", "help_text": "Die sechs Ziffern aus Ihrer App oder einer Ihrer Notfallcodes."},
}


class NameField(forms.CharField):
    """A name in one line: mails begin with it, and a browser is not all that sends forms."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


class KernForm(forms.Form):
    """Fields with KERN's class, our labels and no placeholder in place of a label."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            for attribute, text in FIELDS.get(name, {}).items():
                setattr(field, attribute, text)
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["class"] = "kern-form-input__input"
            field.error_messages["required"] = "Bitte füllen Sie dieses Feld aus."
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}

    def visible_errors(self) -> list[forms.BoundField]:
        """Return the fields to mend, for the summary above the form."""
        return [field for field in self.visible_fields() if field.errors]


class LoginForm(KernForm, account_forms.LoginForm):
    """First step: address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What password managers look for beside the password.
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ResetPasswordForm(KernForm, account_forms.ResetPasswordForm):
    """Asks for a link by mail."""


class ResetPasswordKeyForm(KernForm, account_forms.ResetPasswordKeyForm):
    """Sets a new password through that link."""


class ChangePasswordForm(KernForm, account_forms.ChangePasswordForm):
    """Changes the password of somebody logged in."""


class ReauthenticateForm(KernForm, account_forms.ReauthenticateForm):
    """Asks for the password once more before something sensitive."""


class ActivateTOTPForm(KernForm, totp_forms.ActivateTOTPForm):
    """Proves that the app has taken the new secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "Die sechs Ziffern, die Ihre App jetzt anzeigt."


class SingleUseCodeForm(mfa_forms.BaseAuthenticateForm):
    """Accepts each code once, and re-encrypts the secret when its key has become old."""

    def clean_code(self) -> str:
        try:
            code = super().clean_code()
        except secret_keys.Unreadable:
            secret_keys.logger.error("Zweiter Faktor von Konto %s ist nicht lesbar", self.user.pk)
            raise get_adapter().validation_error("incorrect_code") from None
        if self.authenticator.type == Authenticator.Type.TOTP:
            digits = "".join(filter(str.isdigit, code))
            if not cache.add(f"totp-used:{self.user.pk}:{digits}", True, CODE_LIFETIME):
                raise get_adapter().validation_error("incorrect_code")
        secret_keys.renew(self.authenticator)
        return code


class AuthenticateForm(KernForm, SingleUseCodeForm, mfa_forms.AuthenticateForm):
    """Second step of the login: TOTP or recovery code."""


class ReauthenticateCodeForm(KernForm, SingleUseCodeForm, mfa_forms.ReauthenticateForm):
    """Asks for a code once more before something sensitive."""


class AnswerDecoder(json.JSONDecoder):
    """What the browser hands on of a key's answer; numbers and depths that no parser takes are no JSON either."""

    def decode(self, text: str, *args: Any) -> Any:
        try:
            return super().decode(text, *args)
        except (ValueError, RecursionError) as error:
            raise json.JSONDecodeError("unlesbar", "", 0) from error


class KeyForm(KernForm):
    """What a security key answered to the browser stands in a hidden field; anything else there is refused."""

    NO_ANSWER = (
        "Der Schlüssel hat nicht geantwortet. Stecken Sie ihn ein und versuchen Sie es noch einmal. "
        "Ohne JavaScript geht es nicht."
    )

    @contextmanager
    def _odd_answers_refused(self) -> Iterator[None]:
        """Refuse what no browser sends; the library falls over it."""
        try:
            yield
        except (TypeError, ValueError, KeyError, AttributeError):
            raise get_adapter().validation_error("incorrect_code") from None

    def problem(self) -> str:
        """Return what to tell about the key's answer; "" when nothing is wrong."""
        return self.NO_ANSWER if self.non_field_errors() or self["credential"].errors else ""


class AddKeyForm(KeyForm, key_forms.AddWebAuthnForm):
    """A new security key and what its owner calls it."""

    credential = forms.JSONField(decoder=AnswerDecoder, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label, name.help_text = (
            "Wie soll der Schlüssel heißen?",
            "Zum Beispiel: blauer Schlüssel im Büro.",
        )
        name.widget.attrs["maxlength"] = 60

    def clean_name(self) -> str:
        return super().clean_name()[:60]

    def clean(self) -> dict[str, Any] | None:
        with self._odd_answers_refused():
            return super().clean()


class AuthenticateKeyForm(KeyForm, key_forms.AuthenticateWebAuthnForm):
    """Second step of the login: a security key."""

    credential = forms.JSONField(decoder=AnswerDecoder, widget=forms.HiddenInput)

    def clean_credential(self) -> Authenticator:
        with self._odd_answers_refused():
            return super().clean_credential()


class ChangeAddressForm(KernForm):
    """The address somebody wants, and the proof that it is them."""

    new_address = forms.EmailField(
        label="Neue E-Mail-Adresse",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Bitte geben Sie eine gültige E-Mail-Adresse ein."},
    )
    password = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new_address(self) -> str:
        address: str = self.cleaned_data["new_address"].strip().lower()
        if address == self.user.email:
            raise forms.ValidationError("Mit dieser Adresse melden Sie sich schon an.")
        return address

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError("Das Passwort stimmt nicht.")
        return password


class AcceptInvitationForm(KernForm):
    """Name and password of somebody invited."""

    first_name = NameField(
        label="Vorname", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = NameField(
        label="Nachname", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    password1 = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    password2 = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["password1"].label, self.fields["password2"].label = "Passwort", "Passwort noch einmal"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        password = data.get("password1")
        if password and data.get("password2") and password != data["password2"]:
            self.add_error("password2", "Die beiden Passwörter sind verschieden.")
        elif password:
            person = User(
                email=self.email, first_name=data.get("first_name", ""), last_name=data.get("last_name", "")
            )
            try:
                validate_password(password, person)
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return data
