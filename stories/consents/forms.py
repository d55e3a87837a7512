"""The forms of the admin about consents; they work without JavaScript and carry a token against double clicks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils import timezone

from campaign.accounts.once_view import OnceForm
from stories.consents import proofs
from stories.consents.acts import Declared
from stories.consents.rules import CHANNELS, Channel, Giver, NameForm, required_givers
from stories.models import Consent, Person

SCAN_HELP = f"Der unterschriebene Bogen als PDF, JPEG oder PNG, höchstens {proofs.PROOF_MB} MB."

OUTLIVED = "Was davor unterschrieben wurde, gilt nicht mehr; es braucht eine neue Unterschrift."


class ReasonForm(OnceForm):
    """Reading a signed form needs a reason; it stands in the log."""

    reason = forms.CharField(
        label="Wozu brauchen Sie den Nachweis?",
        min_length=5,
        max_length=300,
        help_text=(
            "Ein Satz. Er steht mit Ihrem Namen im Protokoll, bis die Geschichte gelöscht wird. "
            "Bitte nennen Sie darin keine Namen. Zum Beispiel: Rückfrage der Datenschutzstelle."
        ),
    )


def _giver_field(label: str, person: Person) -> forms.ChoiceField:
    """Offer only those whose word is needed: nobody asks the guardians of an adult."""
    givers = required_givers(person.as_portrayed(), timezone.localdate())
    labels = dict(Consent.By.choices)
    return forms.ChoiceField(
        label=label,
        widget=forms.RadioSelect,
        choices=[(giver.value, labels[giver.value]) for giver in givers],
        initial=givers[0].value,
    )


class LinkForm(OnceForm):
    """Whom a personal link is for, and where to send it."""

    email = forms.EmailField(
        label="E-Mail der Person",
        required=False,
        help_text="Leer lassen, wenn Sie den Link selbst weitergeben. Die Adresse wird nicht gespeichert.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["giver"] = _giver_field("Für wen ist der Link?", person)
        self.order_fields(["giver"])


class ScanForm(OnceForm):
    """The signed form, for a consent that has none yet."""

    scan = forms.FileField(
        label="Nachweis",
        help_text=SCAN_HELP,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={"required": "Bitte wählen Sie die Datei mit dem unterschriebenen Bogen."},
    )

    def clean_scan(self) -> File:
        return proofs.clean_proof(self.cleaned_data["scan"])


class ConsentForm(OnceForm):
    """What somebody has signed, as the Redaktion types it in."""

    giver_name = forms.CharField(
        label="Vor- und Nachname dieser Person",
        max_length=200,
        help_text="Steht nur hier, als Nachweis. Die Website zeigt den Namen der Geschichte.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    declared_on = forms.DateField(
        label="Unterschrieben am", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    channels = forms.MultipleChoiceField(
        label="Wo die Geschichte erscheinen darf",
        choices=[(channel.value, label) for channel, label in CHANNELS.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text="Nur was auf dem Bogen angekreuzt ist.",
        error_messages={"required": "Bitte kreuzen Sie an, was auf dem Bogen angekreuzt ist."},
    )
    name_form = forms.ChoiceField(label="Welcher Name darf erscheinen?", choices=Person.NameForm.choices)
    special_categories = forms.BooleanField(
        label="Besondere Angaben (Gesundheit, Herkunft, Religion …) sind ausdrücklich erlaubt",
        required=False,
    )
    valid_until = forms.DateField(
        label="Gilt bis",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Leer lassen, wenn auf dem Bogen kein Ende steht.",
    )
    email = forms.EmailField(
        label="E-Mail für die jährliche Nachfrage",
        required=False,
        help_text="Nur wenn die Person das möchte.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    scan = forms.FileField(
        label="Nachweis",
        required=False,
        help_text=f"{SCAN_HELP} Sie können ihn auch später hochladen; bis dahin gilt die Einwilligung nicht.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        self.person = person
        today = timezone.localdate()
        # No channel is ticked beforehand: what counts is what the person ticked on the form.
        kwargs["initial"] = {"declared_on": today, "name_form": person.name_form}
        super().__init__(*args, **kwargs)
        self.fields["giver"] = _giver_field("Wer hat unterschrieben?", person)
        self.order_fields(["giver"])

    def clean_declared_on(self) -> Any:
        day = self.cleaned_data["declared_on"]
        if day > timezone.localdate():
            raise ValidationError("Dieser Tag liegt in der Zukunft.")
        return day

    def clean_scan(self) -> File | None:
        scan = self.cleaned_data.get("scan")
        return proofs.clean_proof(scan) if scan else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        until, day = data.get("valid_until"), data.get("declared_on")
        if until and day and until < day:
            self.add_error("valid_until", "Das Ende liegt vor der Unterschrift.")
        if day and (withdrawn := self._withdrawn_after(day, data.get("giver"))):
            self.add_error("declared_on", f"Am {withdrawn:%d.%m.%Y} wurde widerrufen. {OUTLIVED}")
        if self.errors and data.get("scan"):
            # Browsers forget a chosen file when a form comes back.
            self.add_error("scan", "Bitte wählen Sie die Datei noch einmal aus.")
        return data

    def _withdrawn_after(self, day: Any, giver: str | None) -> Any:
        """Return the day on which this giver withdrew after having signed, or None."""
        withdrawn = self.person.consents.filter(giver=giver or "", withdrawn_at__isnull=False)
        days = [timezone.localdate(one) for one in withdrawn.values_list("withdrawn_at", flat=True)]
        return max((one for one in days if one > day), default=None)

    def declared(self) -> Declared:
        """Return what was declared, from valid data."""
        data = self.cleaned_data
        giver = Giver(data["giver"])
        is_staff = self.person.kind == Person.Kind.STAFF
        return Declared(
            giver=giver,
            giver_name=data["giver_name"],
            form=Consent.Form.STAFF if is_staff and giver is Giver.SELF else Consent.Form.PAPER,
            channels=frozenset(Channel(value) for value in data["channels"]),
            declared_on=data["declared_on"],
            name_form=NameForm(data["name_form"]),
            valid_until=data["valid_until"],
            special_categories=data["special_categories"],
            email=data["email"],
        )
