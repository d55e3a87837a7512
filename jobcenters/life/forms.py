"""The forms of the registry. Each is sent twice: the first time it shows what will happen, the second time it happens."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from campaign import phone
from campaign.accounts.once_view import OnceForm
from jobcenters import facts, kreise
from jobcenters.life.acts import Kind, Wanted
from jobcenters.models import Jobcenter

FIRST_DAY = date(2005, 1, 1)
LAST_DAY = date(2100, 12, 31)
PLACE = re.compile(r"([0-9]{5})(?:\s+(\S.{0,119}))?")
MAX_PLACES = 200
HELP = {
    "jobcenter_name": "So, wie das Jobcenter sich nennt. Zum Beispiel: job-com – Jobcenter Kreis Düren",
    "traeger": "Landkreis oder Stadt. Zum Beispiel: Landkreis Harz",
    "ags": "Kreisschlüssel, fünf Ziffern",
    "adresse": "Straße und Hausnummer, Postleitzahl und Ort",
    "slug": "Letzter Teil der Internetadresse: a–z, 0–9 und Bindestriche. Die alte Adresse leitet weiter.",
    "area": "Welche Gemeinden kommen dazu, welche gehen? Am besten mit Postleitzahlen.",
}


class ChangeForm(OnceForm):
    """What every change has: a day, a reason, a source. `confirmed` is there when the effects were shown."""

    effective_on = forms.DateField(
        label="Gilt ab",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Erster Tag, an dem es gilt.",
    )
    reason = forms.CharField(
        label="Grund",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        help_text="Ein Satz: was beschlossen ist und von wem, zum Beispiel „Kreistag, Beschluss vom 3. Mai 2026“. "
        "Redaktion und Koordination lesen ihn.",
    )
    source = forms.CharField(
        label="Quelle",
        max_length=250,
        required=False,
        help_text="Wo es steht. Zum Beispiel: Kreistag, Beschluss vom 3.5.2027",
    )
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)
    last = ("effective_on", "reason", "source")

    def __init__(self, centre: Jobcenter, data: Any = None) -> None:
        self.centre = centre
        super().__init__(data, initial={"effective_on": timezone.localdate(), **self.initial_of(centre)})
        self.add_fields()
        self.order_fields([name for name in self.fields if name not in self.last] + list(self.last))

    def initial_of(self, centre: Jobcenter) -> dict[str, Any]:
        """Return what the form shows of the record at first."""
        return {}

    def add_fields(self) -> None:
        """Add what only one kind of change asks for."""

    def clean_effective_on(self) -> date:
        day: date = self.cleaned_data["effective_on"]
        if not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError("Dieser Tag ist nicht möglich. Bitte prüfen Sie das Jahr.")
        return day

    def wanted(self) -> Wanted:
        """Return what is to become true; after `is_valid`."""
        data = self.cleaned_data
        return Wanted(
            self.kind(), data["effective_on"], data["reason"], self.values(), data["source"], self.successor()
        )

    def kind(self) -> Kind:
        """Return what kind of change it is."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """Return the new values, see RegistryChange."""
        return {}

    def successor(self) -> Jobcenter | None:
        """Return who is responsible afterwards."""
        return None


class FactsForm(ChangeForm):
    """The facts as they are; what is typed over becomes the change."""

    offered = tuple(name for name in facts.LABELS if name != "area")

    def add_fields(self) -> None:
        for name in self.offered:
            self.fields[name] = forms.CharField(
                label=facts.LABELS[name],
                required=name in facts.REQUIRED,
                max_length=facts.MAX_CHARS,
                help_text=HELP.get(name, ""),
                widget=forms.Textarea(attrs={"rows": 3}) if name == "area" else forms.TextInput,
            )

    def initial_of(self, centre: Jobcenter) -> dict[str, Any]:
        values = {name: getattr(centre, name, "") for name in self.offered}
        return values | {"telefon": phone.din5008(centre.telefon, centre.durchwahl) if centre.telefon else ""}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        changed = self.changed(data)
        self._values: dict[str, Any] = {}
        for name, text in changed.items():
            try:
                self._values |= facts.typed({name: text})
            except ValueError as error:
                self.add_error(name, str(error))
        if not changed and not self.errors:
            raise ValidationError("Sie haben nichts geändert.")
        return data

    def changed(self, data: dict[str, Any]) -> dict[str, str]:
        """Return the facts that become other ones, as they were typed."""
        return {
            name: data[name] for name in self.offered if name in data and data[name] != self.initial[name]
        }

    def facts_shown(self) -> list[tuple[str, str]]:
        """Return label and value of each fact as the record has it."""
        return [(facts.LABELS[name], self.initial[name]) for name in self.offered]

    def kind(self) -> Kind:
        return Kind.FACTS

    def values(self) -> dict[str, Any]:
        return self._values


class KnownFactsForm(FactsForm):
    """The same for the Koordination, which can also say that a name is right as it stands."""

    def add_fields(self) -> None:
        super().add_fields()
        if not self.centre.name_geprueft:
            self.fields["name_is_right"] = forms.BooleanField(
                label="Ich habe geprüft: Das Jobcenter nennt sich so",
                required=False,
                help_text=f"Bis ein Name geprüft ist, steht öffentlich „{self.centre.name}“.",
            )
            names = list(self.offered)
            self.order_fields([names[0], "name_is_right", *names[1:]])

    def changed(self, data: dict[str, Any]) -> dict[str, str]:
        if data.get("name_is_right") and "jobcenter_name" in data:
            return {"jobcenter_name": data["jobcenter_name"]} | super().changed(data)
        return super().changed(data)


class ProposalForm(FactsForm):
    """The same for a Redaktion, which says in words what changes about its area.

    How to reach the centre is not asked: a Redaktion changes that itself, and what it enters is what people read.
    """

    offered = ("jobcenter_name", "traeger", "ags", "verwaltungssitz", "area")


class MergeForm(ChangeForm):
    """Into which centre it goes up, and whether its people go along."""

    into = forms.ModelChoiceField(
        Jobcenter.objects.none(), label="Danach zuständig", empty_label="Bitte wählen"
    )
    people_follow = forms.BooleanField(
        label="Die Redaktion arbeitet danach für dieses Jobcenter weiter",
        required=False,
        help_text="Dann sieht sie auch die Entwürfe dort. Ohne Haken endet ihr Zugang an diesem Tag.",
    )

    def __init__(self, centre: Jobcenter, data: Any = None) -> None:
        super().__init__(centre, data)
        into: Any = self.fields["into"]
        into.queryset = Jobcenter.objects.serving().exclude(pk=centre.pk).in_order()

    def kind(self) -> Kind:
        return Kind.MERGE

    def values(self) -> dict[str, Any]:
        return {"people_follow": self.cleaned_data["people_follow"]}

    def successor(self) -> Jobcenter | None:
        return self.cleaned_data["into"]


class CloseForm(ChangeForm):
    """The Träger gives the option back: a gemeinsame Einrichtung is responsible afterwards."""

    def kind(self) -> Kind:
        return Kind.CLOSE


class BorderForm(ChangeForm):
    """Places that belong to another Kreis from a day on."""

    places = forms.CharField(
        label="Orte",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Eine Zeile je Ort: Postleitzahl und Gemeinde. Ohne Gemeinde gilt es für die ganze Postleitzahl.",
    )
    kreis = forms.ChoiceField(
        label="Zuständig ist danach das Jobcenter in",
        # Without it the first Kreis of the alphabet would be chosen by those who look away.
        choices=lambda: [("", "Bitte wählen"), *kreise.choices()],
        help_text="kJC: kommunales Jobcenter. gE: gemeinsame Einrichtung.",
    )

    def clean_places(self) -> list[list[str]]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["places"].splitlines()]
        found = []
        for line in filter(None, lines):
            match = PLACE.fullmatch(line)
            if match is None:
                raise ValidationError(
                    f"„{line[:80]}“ beginnt nicht mit einer Postleitzahl. Erwartet wird zum Beispiel: 38820 Halberstadt"
                )
            found.append([match[1], match[2] or ""])
        if len(found) > MAX_PLACES:
            raise ValidationError(
                f"Das sind {len(found)} Orte. Höchstens {MAX_PLACES} sind auf einmal möglich."
            )
        return found

    def kind(self) -> Kind:
        return Kind.BORDER

    def values(self) -> dict[str, Any]:
        return {"kreis": self.cleaned_data["kreis"], "places": self.cleaned_data["places"]}


class AcceptForm(OnceForm):
    """From which day a proposal holds, and a word to the Redaktion."""

    effective_on = ChangeForm.base_fields["effective_on"]
    decision = forms.CharField(
        label="Nachricht an die Redaktion",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
    )
    clean_effective_on = ChangeForm.clean_effective_on


class ReasonForm(OnceForm):
    """Why not."""

    decision = forms.CharField(
        label="Begründung",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        help_text="Die Redaktion bekommt sie per E-Mail.",
    )
