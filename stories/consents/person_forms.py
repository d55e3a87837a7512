"""The forms of the portrayed person herself: nothing is ticked before, and an answer can be asked for again."""

from typing import Any

from django import forms
from django.utils import timezone

from stories.consents.acts import Declared
from stories.consents.rules import Channel, Giver, NameForm
from stories.consents.texts import ConsentText
from stories.models import Consent, ConsentLink, Person

INPUT = {"class": "kern-form-input__input"}


class AnswerForm(forms.Form):
    """Agreeing, per channel."""

    channels = forms.MultipleChoiceField(
        label="Wo darf die Geschichte erscheinen?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Bitte kreuzen Sie an, wo die Geschichte erscheinen darf."},
    )
    name_form = forms.ChoiceField(
        label="Welcher Name darf erscheinen?",
        choices=Person.NameForm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte wählen Sie, welcher Name erscheinen darf."},
    )
    special_categories = forms.BooleanField(label="Besondere Angaben", required=False)
    giver_name = forms.CharField(
        label="Ihr Vor- und Nachname",
        max_length=200,
        help_text="Steht nicht auf der Website. Wir brauchen ihn als Nachweis.",
        widget=forms.TextInput(attrs=INPUT | {"autocomplete": "name"}),
        error_messages={"required": "Bitte schreiben Sie Ihren Vor- und Nachnamen."},
    )
    email = forms.EmailField(
        label="Ihre E-Mail-Adresse",
        required=False,
        help_text="Dorthin schicken wir eine Kopie und fragen einmal im Jahr, ob alles noch in Ordnung ist.",
        widget=forms.EmailInput(attrs=INPUT | {"autocomplete": "email"}),
    )
    agreed = forms.BooleanField(
        error_messages={"required": "Bitte bestätigen Sie, dass Sie einverstanden sind."}
    )

    def __init__(self, link: ConsentLink, wording: ConsentText, data: Any = None) -> None:
        super().__init__(data)
        self.link = link
        labels = [(channel.value, wording.channels[channel.value]) for channel in Channel]
        self.fields["channels"] = forms.MultipleChoiceField(
            label=self.fields["channels"].label,
            choices=labels,
            widget=forms.CheckboxSelectMultiple,
            error_messages=self.fields["channels"].error_messages,
        )
        self.fields["special_categories"].label = wording.special_categories
        self.fields["agreed"].label = wording.declaration
        if link.giver != Giver.SELF.value:
            self.fields["agreed"].label = f"{wording.guardian} {wording.declaration}"
        if not link.person.special:
            del self.fields["special_categories"]

    def declared(self) -> Declared:
        """Return what was declared, from valid data."""
        data = self.cleaned_data
        return Declared(
            giver=Giver(self.link.giver),
            giver_name=data["giver_name"],
            form=Consent.Form.ONLINE,
            channels=frozenset(Channel(value) for value in data["channels"]),
            declared_on=timezone.localdate(),
            name_form=NameForm(data["name_form"]),
            special_categories=data.get("special_categories", False),
            email=data["email"],
        )


class WishForm(forms.Form):
    """Asking for a change."""

    wish = forms.CharField(
        label="Was soll anders sein?",
        max_length=2000,
        widget=forms.Textarea(attrs=INPUT | {"rows": 5}),
        error_messages={"required": "Bitte schreiben Sie, was anders sein soll."},
    )
