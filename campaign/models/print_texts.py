"""What stands on the flyer and the poster that every centre gets with its own contact."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from campaign.material import placeholders
from campaign.material.print_defaults import DEFAULTS


class Drucktext(models.Model):
    """The words of one printed thing. Without a row the words we begin with hold (print_defaults)."""

    class Kind(models.TextChoices):
        FLYER = "flyer", "Flyer (DIN lang)"
        PLAKAT = "plakat", "Plakat (DIN A3)"

    kind = models.CharField("Wofür", max_length=10, choices=Kind.choices, unique=True)
    headline = models.CharField("Überschrift", max_length=60)
    lead = models.TextField("Ein bis zwei Sätze darunter", max_length=260)
    points = models.TextField(
        "Punkte", max_length=400, blank=True, help_text="Jede Zeile ein Punkt, höchstens fünf."
    )
    closing = models.TextField("Aufruf über den Kontaktdaten", max_length=160)

    TEXTS: ClassVar = ("headline", "lead", "points", "closing")
    MOST_POINTS: ClassVar = 5

    class Meta:
        verbose_name = "Text einer Drucksache"
        verbose_name_plural = "Texte der Drucksachen"

    def __str__(self) -> str:
        return self.get_kind_display()

    @classmethod
    def of(cls, kind: str) -> "Drucktext":
        """Return the words that hold now; one query."""
        return cls.objects.filter(kind=kind).first() or cls(kind=kind, **DEFAULTS[kind])

    @property
    def lines(self) -> list[str]:
        """The points, one by one."""
        return [line.strip() for line in self.points.splitlines() if line.strip()]

    def clean(self) -> None:
        """Only words in braces that we can fill in, and no more points than there is room for."""
        errors: dict[str, Any] = {}
        for name in self.TEXTS:
            wrong = placeholders.unknown(getattr(self, name))
            if wrong:
                known = ", ".join(f"{{{word}}}" for word in placeholders.PLACEHOLDERS)
                errors[name] = f"„{wrong[0]}“ kennen wir nicht. Möglich sind: {known}."
        if len(self.lines) > self.MOST_POINTS:
            errors["points"] = f"Höchstens {self.MOST_POINTS} Punkte haben Platz."
        if errors:
            raise ValidationError(errors)
