"""Key figures: every number on the site is a record with its source."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel

from campaign.blocks import BodyBlock
from campaign.fields import StreamField
from campaign.models.base import CampaignPage


class Kennzahl(models.Model):
    """One figure: value, unit, what it counts, when, and who says so (source and date)."""

    class Level(models.TextChoices):
        BUND = "bund", "Bund"
        LAND = "land", "Land"
        ZENTRUM = "zentrum", "Zentrum"

    key = models.SlugField("Kürzel", unique=True)
    value = models.CharField(
        "Wert", max_length=40, help_text="So, wie er auf der Seite steht: „mehr als 250.000“."
    )
    unit = models.CharField("Einheit", max_length=80)
    label = models.CharField("Was gezählt wird", max_length=200)
    definition = models.TextField("Definition und Methode", blank=True)
    as_of = models.DateField("Stand")
    source = models.CharField("Quelle", max_length=250)
    source_url = models.URLField("Adresse der Quelle", blank=True)
    level = models.CharField("Ebene", max_length=10, choices=Level.choices, default=Level.BUND)
    on_start_page = models.BooleanField("auf der Startseite", default=False)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    panels = [
        FieldPanel(name)
        for name in (
            *("label", "value", "unit", "definition", "as_of", "source", "source_url"),
            *("level", "on_start_page", "position", "key"),
        )
    ]

    class Meta:
        verbose_name = "Kennzahl"
        verbose_name_plural = "Kennzahlen"
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return f"{self.value} {self.unit}: {self.label}"

    @property
    def text(self) -> str:
        """What components/figure.html calls it."""
        return self.label

    def clean(self) -> None:
        """No figure without its source."""
        if not self.source.strip():
            raise ValidationError({"source": "Eine Zahl ohne Quelle kann nicht veröffentlicht werden."})


class FiguresPage(CampaignPage):
    """„Zahlen & Fakten“: all figures of the campaign with definition and source."""

    intro = models.TextField("Einleitung", blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name="Text")

    content_panels = [*CampaignPage.content_panels, FieldPanel("intro"), FieldPanel("body")]
    parent_page_types = ["campaign.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = "Zahlen & Fakten"

    def get_context(self, request, *args, **kwargs):
        figures = Kennzahl.objects.filter(level=Kennzahl.Level.BUND)
        return super().get_context(request, *args, **kwargs) | {"figures": figures}
