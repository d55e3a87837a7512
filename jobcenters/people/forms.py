"""The plain forms of the acts."""

from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from campaign.accounts.forms import NameField
from campaign.accounts.invitations import Guest
from campaign.accounts.once_view import OnceForm
from campaign.accounts.roles import Role
from jobcenters.models import Jobcenter


class ActForm(OnceForm):
    """What every act needs besides: the stamp of what the person was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=20, required=False)

    def __init__(self, data: Any = None, *, seen: str = "", initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"seen": seen, **(initial or {})})


def _choices() -> list[tuple[str, list[tuple[str, str]]]]:
    centres = Jobcenter.objects.serving().in_order()
    return [
        (land, [(centre.slug, centre.name) for centre in group])
        for land, group in groupby(centres, key=lambda centre: centre.land)
    ]


class CentresField(forms.MultipleChoiceField):
    """One or more of the centres, by slug, in groups of Länder; its value is the list of records."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="Jobcenter", choices=_choices, **kwargs)

    def clean(self, value: Any) -> list[Jobcenter]:
        slugs = super().clean(value)
        return list(Jobcenter.objects.filter(slug__in=slugs).select_related("group").in_order())


class ByLand:
    """Shows the boxes of the field `centres` in one group for each Land, those with a chosen one first."""

    def laender(self: Any) -> list[tuple[str, list[dict[str, Any]]]]:
        """Return (Land, boxes as Django's widget describes them)."""
        field = self["centres"]
        attributes = {"id": field.auto_id}
        groups = field.field.widget.get_context(field.html_name, field.value(), attributes)["widget"][
            "optgroups"
        ]
        boxes = [(land, options) for land, options, _ in groups]
        return sorted(boxes, key=lambda one: not any(option["selected"] for option in one[1]))


class CentresForm(ByLand, ActForm):
    """Which centres somebody works for."""

    centres = CentresField(error_messages={"required": "Bitte wählen Sie mindestens ein Jobcenter."})


class InviteForm(ByLand, ActForm):
    """An address, a name and the centres."""

    email = forms.EmailField(
        label="E-Mail-Adresse",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text="Die dienstliche Adresse dieser Person, keine gemeinsame des Hauses.",
        error_messages={
            "required": "Bitte geben Sie die E-Mail-Adresse ein.",
            "invalid": "Das ist keine E-Mail-Adresse. Ein Beispiel: vorname.nachname@kreis.example",
        },
    )
    first_name = NameField(label="Vorname", max_length=150, required=False)
    last_name = NameField(
        label="Nachname",
        max_length=150,
        required=False,
        help_text="Ein Vorschlag: Die Person kann ihren Namen selbst berichtigen.",
    )
    centres = CentresField(required=False)

    def clean_email(self) -> str:
        return self.cleaned_data["email"].strip().lower()

    def clean_centres(self) -> list[Jobcenter]:
        centres = self.cleaned_data["centres"]
        if self.invited_to() is Role.REDAKTION and not centres:
            raise ValidationError("Bitte wählen Sie mindestens ein Jobcenter.")
        if self.invited_to() is not Role.REDAKTION and centres:
            raise ValidationError("Die Koordination gehört zu keinem Jobcenter.")
        return centres

    def invited_to(self) -> Role:
        """Return the role to invite to."""
        return Role.REDAKTION

    def guest(self) -> Guest:
        """Return whom the valid form names."""
        data = self.cleaned_data
        return Guest(data["email"], data["first_name"], data["last_name"])


class TechnikInviteForm(InviteForm):
    """The Technik also invites to the Koordination."""

    role = forms.ChoiceField(
        label="Rolle",
        choices=[(role.value, role.label) for role in (Role.REDAKTION, Role.KOORDINATION)],
        initial=Role.REDAKTION,
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte wählen Sie die Rolle."},
    )
    field_order = ("email", "first_name", "last_name", "role", "centres")

    def invited_to(self) -> Role:
        return Role(self.cleaned_data.get("role") or Role.REDAKTION)
