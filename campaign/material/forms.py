"""The forms about material; they work without JavaScript and carry a token against double clicks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import fields_for_model
from django.utils import timezone

from campaign.accounts.once_view import OnceForm
from campaign.material import files
from campaign.material.acts import FIELDS
from campaign.models.material import Material, Materialdatei
from campaign.models.print_texts import Drucktext

MOST_FILES = 12
SEVERAL = f"Sie können mehrere Dateien auf einmal wählen. {files.ACCEPTED}"
WITHOUT_FILE = "Bitte wählen Sie mindestens eine Datei."


class FilesInput(forms.ClearableFileInput):
    """One control for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several uploads at once; its value is a list of `files.Prepared`."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        uploads = data if isinstance(data, list | tuple) else [data]
        uploads = [super(FilesField, self).clean(one, initial) for one in uploads if one]
        if self.required and not uploads:
            raise ValidationError(WITHOUT_FILE, code="required")
        if len(uploads) > MOST_FILES:
            raise ValidationError(f"Höchstens {MOST_FILES} Dateien auf einmal.")
        return [files.prepare(one) for one in uploads]


class MaterialForm(OnceForm):
    """What is said about a material."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(fields_for_model(Material, FIELDS))
        for name in ("description", "terms"):
            self.fields[name].widget.attrs["rows"] = 3

    def content(self) -> dict[str, Any]:
        """Return what was entered, by field."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class FilesForm(OnceForm):
    """Files for the newest version."""

    uploads = FilesField(label="Dateien", help_text=SEVERAL)
    language = forms.ChoiceField(
        label="Sprache dieser Dateien",
        choices=Materialdatei.Language.choices,
        initial=Materialdatei.Language.GERMAN,
        required=False,
    )

    def is_multipart(self) -> bool:
        return True


class VersionForm(FilesForm):
    """A new version; a logo can be drawn instead of uploaded."""

    date = forms.DateField(
        label="Stand",
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label="Was ist neu?",
        max_length=200,
        required=False,
        help_text="Ein Satz für die, die das Material schon haben. Darf leer bleiben.",
    )
    is_drawn = forms.BooleanField(
        label="Wortmarke der Kampagne zeichnen lassen",
        required=False,
        help_text="Statt Dateien hochzuladen: SVG, PDF und PNG in vier Ausführungen.",
    )

    field_order = ("is_drawn", "uploads", "language", "date", "note")

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == Material.Kind.LOGO:
            self.fields["uploads"].required = False
        else:
            del self.fields["is_drawn"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("is_drawn") and not data.get("uploads") and "uploads" not in self.errors:
            self.add_error("uploads", WITHOUT_FILE)
        return data


class PrintTextForm(OnceForm):
    """The words of one printed thing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(fields_for_model(Drucktext, Drucktext.TEXTS))
        for name, rows in (("lead", 4), ("points", 5), ("closing", 2)):
            self.fields[name].widget.attrs["rows"] = rows

    def content(self) -> dict[str, str]:
        """Return what was entered, by field; browsers send line breaks in two characters."""
        return {name: self.cleaned_data[name].replace("\r\n", "\n") for name in Drucktext.TEXTS}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        try:
            Drucktext(**{name: data.get(name, "") for name in Drucktext.TEXTS}).clean()
        except ValidationError as wrong:
            self.add_error(None, wrong)
        return data
