"""The forms about reported barriers; they work without JavaScript."""

from collections.abc import Collection
from typing import Any

from django import forms

from campaign.accounts.once_view import OnceForm
from jobcenters.barriers import address
from jobcenters.barriers.acts import Told

ADVERT = "Ihre Meldung sieht aus wie automatische Werbung. Sind Sie ein Mensch? Dann senden Sie sie bitte noch einmal ab."


class ReportForm(forms.Form):
    """What somebody tells us; only the problem is asked for."""

    problem = forms.CharField(
        label="Was funktioniert nicht?",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Beschreiben Sie, was Sie tun wollten und was Sie daran gehindert hat.",
        error_messages={
            "required": "Bitte schreiben Sie, was nicht funktioniert.",
            "max_length": "Bitte kürzen Sie den Text auf höchstens 3.000 Zeichen.",
        },
    )
    page = forms.CharField(
        label="Auf welcher Seite?",
        required=False,
        help_text="Die Adresse der Seite, zum Beispiel /jobcenter/. Sie wissen sie nicht? Lassen Sie das Feld leer.",
    )
    assistive = forms.CharField(
        label="Welches Hilfsmittel nutzen Sie?",
        required=False,
        max_length=200,
        help_text="Zum Beispiel Vorleseprogramm, Lupe oder nur die Tastatur. Es hilft uns bei der Suche.",
    )
    email = forms.EmailField(
        label="Ihre E-Mail-Adresse",
        required=False,
        help_text="Nur damit wir Ihnen antworten können.",
        error_messages={"invalid": "Das ist keine E-Mail-Adresse. Beispiel: name@beispiel.de"},
    )
    phone = forms.CharField(
        label="Ihre Telefonnummer",
        required=False,
        max_length=40,
        help_text="Wenn Sie lieber angerufen werden möchten.",
    )
    # Nobody sees it; machines fill in whatever they find.
    message_2 = forms.CharField(label="Bitte leer lassen", required=False)

    def __init__(self, own_hosts: Collection[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_hosts = own_hosts
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "kern-form-input__input"
            field.widget.attrs["autocomplete"] = {"email": "email", "phone": "tel"}.get(name, "off")
        # A path is no address for the browser's own check, and ours says it in German.
        self.use_required_attribute = False

    def clean_page(self) -> str:
        """A path of our own website, or plain words."""
        try:
            return address.page_named(self.cleaned_data["page"], self.own_hosts)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def told(self) -> Told:
        """Return what was written."""
        return Told(**{name: self.cleaned_data[name] for name in Told.__dataclass_fields__})


class AnswerForm(OnceForm):
    """The answer, which goes out by mail; without an address a note of what was said or done."""

    text = forms.CharField(
        label="Ihre Antwort",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Bitte schreiben Sie die Antwort."},
    )

    def __init__(self, by_mail: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        if by_mail:
            field.help_text = "Was haben Sie geändert, oder bis wann? Der Text geht so als E-Mail hinaus."
        else:
            field.label = "Was haben Sie getan?"
            field.error_messages["required"] = "Bitte schreiben Sie, was Sie getan haben."
            field.help_text = (
                "Es gibt keine E-Mail-Adresse. Notieren Sie, was Sie geändert oder am Telefon gesagt haben."
            )


class PassForm(OnceForm):
    """Why the Koordination should answer."""

    note = forms.CharField(
        label="Warum?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Zum Beispiel: „Das liegt an der Vorlage der Seite, nicht an unserem Text.“",
        error_messages={"required": "Bitte schreiben Sie der Koordination, warum."},
    )
