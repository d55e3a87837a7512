"""The forms about figures; they work without JavaScript and carry a token against double clicks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import fields_for_model
from django.utils import timezone

from campaign.accounts.once_view import OnceForm
from campaign.figures.acts import Why
from campaign.figures.numbers import as_number
from campaign.laender import LAENDER
from campaign.models.figures import FigureContent, Kennzahl

GERMANY = "Deutschland"
NO_NUMBER = "Bitte schreiben Sie die Zahl in Ziffern, zum Beispiel „250.000“ oder „1,5 Millionen“."
NO_WORD = "Bitte schreiben Sie hier ein Wort hin."
REASON_HELP = "Ein Satz. Er steht öffentlich im Änderungsverzeichnis, zum Beispiel „Neue Statistik für 2025“."
HELP = {
    "definition": (
        "Was genau zählt die Zahl, was zählt sie nicht, und wer hat gezählt? Auch Kritik gehört hierher."
    ),
    "as_of": "Der Tag, für den die Quelle die Zahl nennt oder an dem sie erschienen ist.",
    "source": "Wer sagt das, in welcher Veröffentlichung? Ohne Quelle erscheint keine Zahl.",
}
READ_THERE = "Wo man es nachlesen kann, wenn die Quelle im Netz steht."


class LoadedForm(OnceForm):
    """What every act on an existing figure carries: the version the person had before her."""

    loaded = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ContentForm(OnceForm):
    """What a figure says. Without source there is no figure."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [name for name in FigureContent.CONTENT if name != "source_url"]
        self.fields.update(fields_for_model(Kennzahl, names, help_texts=HELP))
        self.fields["definition"].widget.attrs["rows"] = 5
        self.fields["as_of"].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.fields["source_url"] = forms.URLField(
            label="Adresse der Quelle",
            required=False,
            max_length=200,
            assume_scheme="https",
            help_text=READ_THERE,
        )

    def content(self) -> dict[str, Any]:
        """Return what was entered, by field of FigureContent."""
        content = {name: self.cleaned_data[name] for name in FigureContent.CONTENT}
        # Browsers send the line breaks of a text in two characters.
        return content | {"definition": content["definition"].replace("\r\n", "\n")}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("value") and as_number(data["value"]) is None:
            self.add_error("value", NO_NUMBER)
        # Neither a dash nor characters that nobody sees name a source.
        for name in ("unit", "label", "source"):
            if data.get(name) and not any(char.isalnum() or char == "%" for char in data[name]):
                self.add_error(name, NO_WORD)
        if data.get("as_of") and data["as_of"] > timezone.localdate():
            self.add_error("as_of", "Der Stand liegt in der Zukunft.")
        return data


class NewNationalForm(ContentForm):
    """A new figure of Germany or of a Land."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        laender = sorted(((code, land.name) for code, land in LAENDER.items()), key=lambda one: one[1])
        self.fields["land"] = forms.ChoiceField(
            label="Gilt für", required=False, choices=[("", GERMANY), *laender]
        )
        self.order_fields(["land"])


class NewOwnForm(ContentForm):
    """A new figure of a centre; who works for several says which. groups: (key of the group, name of the centre)."""

    def __init__(self, groups: list[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(groups) > 1:
            self.fields["centre"] = forms.TypedChoiceField(label="Jobcenter", choices=groups, coerce=int)
            self.order_fields(["centre"])


class ChangeForm(LoadedForm, ContentForm):
    """Other content for a figure, and why."""

    reason = forms.CharField(label="Was hat sich geändert, und warum?", max_length=300, help_text=REASON_HELP)
    is_correction = forms.BooleanField(
        label="Die bisherige Angabe war falsch (Korrektur)",
        required=False,
        help_text="Lassen Sie das leer, wenn nur eine neuere Zahl vorliegt.",
    )

    def __init__(self, current: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = current
        self.order_fields([*FigureContent.CONTENT, "reason", "is_correction"])

    def why(self) -> Why:
        """Return why it changes."""
        return Why(self.cleaned_data["reason"], self.cleaned_data["is_correction"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        # What was sent twice, or after somebody else, is told so by the act itself.
        is_newest = data.get("loaded") == self.initial["loaded"]
        if is_newest and not self.errors and self.content() == self.current:
            raise ValidationError("Sie haben nichts geändert.")
        return data


class PlaceForm(OnceForm):
    """Where a figure stands."""

    position = forms.IntegerField(
        label="Reihenfolge auf „Zahlen & Fakten“",
        min_value=0,
        max_value=999,
        help_text="Kleine Nummern zuerst.",
    )


class ReasonForm(LoadedForm):
    """Taking a figure down needs a reason."""

    reason = forms.CharField(
        label="Warum?", max_length=300, help_text="Ein Satz. Er steht öffentlich im Änderungsverzeichnis."
    )


class RemarkForm(LoadedForm):
    """Sending back needs a word on what is to change."""

    remark = forms.CharField(
        label="Was soll das Jobcenter ändern?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ein bis drei Sätze. Das Team des Jobcenters bekommt sie per E-Mail.",
    )
