"""The plain forms of the acts: they work without JavaScript and carry a token against double clicks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from campaign.accounts.gate import as_id
from campaign.accounts.once_view import OnceForm

REMARK = "remark_"


class ActForm(OnceForm):
    """What every act needs besides: the revision the person was looking at.

    revision: its number, for a review with the checksum of what was to be seen besides it: „123-0f…“.
    """

    revision = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, data: Any = None, *, revision: str = "") -> None:
        super().__init__(data, initial={"revision": revision})

    @property
    def remark_fields(self) -> list[forms.BoundField]:
        """Fields that the page shows apart from the others."""
        return []

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


# What has to be asked for again and again.
REQUESTS = (
    "Bitte beschreiben Sie das Bild so, dass auch jemand, der es nicht sieht, weiß, worauf es ankommt.",
    "Bitte fragen Sie die Person noch einmal, ob sie mit dieser Stelle einverstanden ist.",
    "Bitte lassen Sie weg, was auf andere Menschen schließen lässt.",
    "Bitte nennen Sie, was genau geholfen hat.",
    "Bitte ersetzen Sie Fachwörter und Abkürzungen durch Wörter, die alle kennen.",
    "Bitte kürzen Sie. Auf dem Telefon liest sich eine Geschichte mit höchstens sechs Abschnitten gut.",
)
NO_REASON = "Bitte schreiben Sie, was sich ändern soll. Die Redaktion liest genau diesen Text."


class SendBackForm(ActForm):
    """The reason is mandatory: in own words, from the list, or at a field."""

    requests = forms.MultipleChoiceField(
        label="Häufige Bitten",
        required=False,
        choices=[(str(number), text) for number, text in enumerate(REQUESTS)],
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label="Was soll sich ändern?",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Nennen Sie die Stelle und was Sie dort brauchen. Zum Beispiel: Im zweiten Absatz fehlt der Ort.",
    )

    def __init__(
        self, data: Any = None, *, revision: str = "", remarks_on: dict[str, str] | None = None
    ) -> None:
        super().__init__(data, revision=revision)
        self.remarks_on = remarks_on or {}
        for name, label in self.remarks_on.items():
            self.fields[f"{REMARK}{name}"] = forms.CharField(
                label=label, required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
            )

    @property
    def remark_fields(self) -> list[forms.BoundField]:
        """One for each field of the page that takes a remark."""
        return [self[f"{REMARK}{name}"] for name in self.remarks_on]

    def clean(self) -> dict[str, Any]:
        """Put the reason together; `cleaned_data["remarks"]` is field -> text."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        requests = [REQUESTS[int(number)] for number in data.get("requests", [])]
        data["remarks"] = {name: text for name in self.remarks_on if (text := data.get(f"{REMARK}{name}"))}
        data["reason"] = "\n".join([*requests, *filter(None, [data.get("reason", "")])])
        if not data["reason"] and not data["remarks"] and "reason" not in self.errors:
            self.add_error("reason", NO_REASON)
        return data


class WithdrawForm(ActForm):
    reason = forms.CharField(
        label="Grund",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Freiwillig, nur intern. Bitte keine Namen.",
    )
