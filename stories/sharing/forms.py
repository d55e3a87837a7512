"""The form about a place that shows a story."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from campaign.accounts.once_view import OnceForm
from stories.models import Reuse


class ReuseForm(OnceForm):
    """Who shows it, where, since when, and whom to write to."""

    kind = forms.ChoiceField(
        label="Wo ist die Geschichte zu sehen?",
        choices=Reuse.Kind.choices,
        widget=forms.RadioSelect,
        initial=Reuse.Kind.SITE,
    )
    place = forms.CharField(
        label="Wer zeigt sie?",
        max_length=120,
        help_text="Zum Beispiel: Website des Landkreises, Beispiel-Zeitung, unser Kanal bei Mastodon.",
    )
    url = forms.URLField(
        label="Adresse im Internet",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Die Seite, auf der die Geschichte steht. Bei Gedrucktem leer lassen.",
    )
    email = forms.EmailField(
        label="E-Mail der Ansprechperson dort",
        help_text="Wird die Geschichte zurückgezogen, bitten wir unter dieser Adresse darum, sie herunterzunehmen.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    since = forms.DateField(
        label="Seit wann?",
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_since(self) -> Any:
        day = self.cleaned_data["since"]
        if day > timezone.localdate():
            raise ValidationError("Dieser Tag liegt in der Zukunft.")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == Reuse.Kind.SITE and not data.get("url") and "url" not in self.errors:
            self.add_error("url", "Bei einer Website brauchen wir die Adresse der Seite.")
        return data
