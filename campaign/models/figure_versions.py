"""What was said of a figure, when, by whom and why: nothing of it is ever overwritten."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaign.models.figures import FigureContent, Kennzahl


class KennzahlFassung(FigureContent):
    """One version of a figure: public once, waiting for the Koordination, or sent back."""

    class State(models.TextChoices):
        WAITING = "waiting", "wartet auf die Koordination"
        PUBLIC = "public", "veröffentlicht"
        SENT_BACK = "sent_back", "zurückgegeben"
        DROPPED = "dropped", "nicht weiter verfolgt"
        TAKEN_DOWN = "taken_down", "von der Website genommen"

    figure = models.ForeignKey(Kennzahl, on_delete=models.CASCADE, related_name="versions")
    state = models.CharField("Stand der Prüfung", max_length=12, choices=State.choices)
    reason = models.CharField("Grund der Änderung", max_length=300, blank=True)
    is_correction = models.BooleanField("berichtigt einen Fehler", default=False)
    made_at = models.DateTimeField("eingetragen am")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField("entschieden am", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    remark = models.CharField("Anmerkung der Koordination", max_length=500, blank=True)

    class Meta:
        verbose_name = "Fassung einer Kennzahl"
        verbose_name_plural = "Fassungen von Kennzahlen"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["figure"], condition=Q(state="waiting"), name="figure_waits_once")
        ]

    def __str__(self) -> str:
        return f"{self.sentence} ({self.get_state_display()})"

    def changed_fields(self, before: FigureContent) -> list[Any]:
        """Return the fields in which this version says something else than `before`."""
        names = [name for name in self.CONTENT if getattr(self, name) != getattr(before, name)]
        return [self._meta.get_field(name) for name in names]
