"""„Logo im Einsatz“: where a centre shows the campaign's logo, as its Redaktion says."""

from django.db import models


class LogoUse(models.Model):
    """One place of one centre. A place without a row has no answer yet; `jobcenters.material.logo_use` alone writes."""

    class Place(models.TextChoices):
        INTERNET = "internet", "Internetseite"
        BRIEFKOPF = "briefkopf", "Briefkopf"
        VORDRUCKE = "vordrucke", "Vordrucke und Bescheide"
        FLYER = "flyer", "Flyer und Broschüren"
        SIGNATUR = "signatur", "E-Mail-Signatur"
        SOZIALE_MEDIEN = "soziale-medien", "Soziale Medien"
        SCHILDER = "schilder", "Beschilderung"
        MESSE = "messe", "Messestand und Fahrzeuge"

    class State(models.TextChoices):
        YES = "ja", "ja"
        PLANNED = "geplant", "geplant"
        NO = "nein", "nein"
        NONE = "entfaellt", "entfällt"

    centre = models.ForeignKey("jobcenters.Jobcenter", on_delete=models.CASCADE, related_name="logo_uses")
    place = models.CharField("Wo", max_length=20, choices=Place.choices)
    state = models.CharField("Stand", max_length=10, choices=State.choices)
    since = models.DateField("seit oder ab", null=True, blank=True)
    note = models.CharField("Anmerkung", max_length=200, blank=True)
    link = models.URLField("Adresse", max_length=300, blank=True)
    changed_at = models.DateTimeField("geändert am", auto_now=True)

    class Meta:
        verbose_name = "Logo im Einsatz"
        verbose_name_plural = "Logo im Einsatz"
        constraints = [models.UniqueConstraint(fields=["centre", "place"], name="logo_use_once_per_place")]

    def __str__(self) -> str:
        return f"{self.get_place_display()}: {self.get_state_display()}"
