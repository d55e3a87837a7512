"""Key figures: every number on the site is a record with its source."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from campaign.campaign_blocks import CampaignBodyBlock
from campaign.fields import StreamField
from campaign.models.base import CampaignPage

# After so many years a figure says on the page that it is old.
YEARS_UP_TO_DATE = 2


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

    def is_outdated(self, today: date | None = None) -> bool:
        """Say whether the figure is older than 24 months."""
        today = today or timezone.localdate()
        limit = self.as_of.year + YEARS_UP_TO_DATE, self.as_of.month, self.as_of.day
        return (today.year, today.month, today.day) > limit

    def as_record(self, page_url: str) -> dict[str, Any]:
        """What components/figure_record.html shows; `page_url` is the full address of the figures page."""
        url = f"{page_url}#{self.key}"
        stand = date_format(self.as_of, "j. F Y")
        names = ("key", "value", "unit", "text", "definition", "as_of", "source", "source_url")
        return {name: getattr(self, name) for name in names} | {
            "outdated": self.is_outdated(),
            "citation": f"{self.value} {self.unit} ({self.label}). Stand: {stand}. Quelle: {self.source}. {url}",
        }

    def clean(self) -> None:
        """No figure without its source."""
        if not self.source.strip():
            raise ValidationError({"source": "Eine Zahl ohne Quelle kann nicht veröffentlicht werden."})


class FiguresPage(CampaignPage):
    """„Zahlen & Fakten“: all figures of the campaign with definition and source."""

    intro = models.TextField("Einleitung", blank=True, help_text="Ein bis drei Sätze.")
    body = StreamField(CampaignBodyBlock(), blank=True, verbose_name="Text")

    content_panels = [*CampaignPage.content_panels, FieldPanel("intro"), FieldPanel("body")]
    search_fields = [*CampaignPage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = ["campaign.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = "Zahlen & Fakten"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        url = self.get_full_url(request) or ""
        figures = Kennzahl.objects.filter(level=Kennzahl.Level.BUND)
        records = [figure.as_record(url) for figure in figures]
        return super().get_context(request, *args, **kwargs) | {"records": records}
