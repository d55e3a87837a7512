"""Templates of press texts, written by the Koordination for all centres."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from jobcenters.zuarbeit import placeholders


def check_placeholders(text: str) -> None:
    """Raise ValidationError (German) for placeholders that nobody can fill."""
    found = list(placeholders.problems(text))
    if found:
        raise ValidationError(found)


class Textvorlage(models.Model):
    """A press text with placeholders, such as the „Zuarbeit Kreisblatt“: each centre fills it with its own data."""

    title = models.CharField(
        "Überschrift",
        max_length=160,
        validators=[check_placeholders],
        help_text="Steht auch über dem fertigen Text. Platzhalter sind erlaubt.",
    )
    purpose = models.CharField(
        "Wofür", max_length=200, help_text="Zum Beispiel: für das Kreisblatt vor der Aktionswoche."
    )
    text = models.TextField(
        "Text",
        validators=[check_placeholders],
        help_text=(
            "Leere Zeile: neuer Absatz. „# “ am Anfang: Zwischenüberschrift. „- “ am Anfang: Listenpunkt. Platzhalter: "
            "{{jobcenter}}, {{traeger}}, {{ort}}, {{telefon}}, {{internetseite}}, {{pressekontakt}}."
        ),
    )
    is_offered = models.BooleanField(
        "wird angeboten", default=True, help_text="Ohne Haken sehen die Redaktionen die Vorlage nicht."
    )
    changed_at = models.DateTimeField("geändert am", auto_now=True)

    class Meta:
        verbose_name = "Textvorlage"
        verbose_name_plural = "Textvorlagen"
        ordering: ClassVar = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.title
