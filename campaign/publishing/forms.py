"""The plain forms of the acts: they work without JavaScript and carry a token against double clicks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from campaign.accounts.gate import as_id
from campaign.audit.idempotency import new_token


class ActForm(forms.Form):
    """What every act needs: the token, and the revision the person was looking at.

    revision: its number, for a review with the checksum of what was to be seen besides it: „123-0f…“.
    """

    token = forms.CharField(widget=forms.HiddenInput, max_length=30)
    revision = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, data: Any = None, *, revision: str = "") -> None:
        super().__init__(data, initial={"token": new_token(), "revision": revision})

    def clean_revision(self) -> int:
        """Take number and checksum apart; the latter goes to `cleaned_data["seen"]`."""
        number, _, self.cleaned_data["seen"] = self.cleaned_data["revision"].partition("-")
        revision_id = as_id(number)
        if revision_id is None:
            raise ValidationError("Bitte laden Sie die Seite neu.")
        return revision_id


class SubmitForm(ActForm):
    note = forms.CharField(
        label="Hinweis an die Koordination",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Freiwillig. Zum Beispiel, bis wann die Geschichte erscheinen soll.",
    )


class ApproveForm(ActForm):
    publish_at = forms.DateTimeField(
        label="Veröffentlichen ab",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Leer heißt: sofort. Mit Termin erscheint die Geschichte dann von selbst.",
    )

    def clean_publish_at(self) -> Any:
        publish_at = self.cleaned_data["publish_at"]
        if publish_at and publish_at <= timezone.now():
            raise ValidationError("Dieser Zeitpunkt ist vorbei. Für sofort lassen Sie das Feld leer.")
        return publish_at


class SendBackForm(ActForm):
    reason = forms.CharField(
        label="Was soll sich ändern?",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Nennen Sie die Stelle und was Sie dort brauchen. Zum Beispiel: Im zweiten Absatz fehlt der Ort.",
        error_messages={
            "required": "Bitte schreiben Sie, was sich ändern soll. Die Redaktion liest genau diesen Text."
        },
    )


class WithdrawForm(ActForm):
    reason = forms.CharField(
        label="Grund",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Freiwillig, nur intern. Bitte keine Namen.",
    )
