"""The material kit: what the campaign hands out, in versions. `campaign.material.acts` alone writes it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel

from campaign.material import offer
from campaign.material.files import MaterialField
from campaign.models.base import CampaignPage, FixedPage

TERMS = "Die kommunalen Jobcenter und ihre Träger dürfen dieses Material kostenlos nutzen. Bitte verändern Sie es nicht."


class MaterialQuerySet(models.QuerySet["Material"]):
    """Material in domain words."""

    def offered(self) -> Self:
        """What is handed out at all: a version of it exists, and the Koordination has not taken it back."""
        return self.filter(is_offered=True, newest__isnull=False)

    def public(self) -> Self:
        """What everybody may load."""
        return self.offered().filter(audience=Material.Audience.PUBLIC)

    def with_files(self) -> Self:
        """With the newest version and its files; two queries."""
        # As they were added: the first execution is the one most people want.
        files = models.Prefetch("newest__files", Materialdatei.objects.order_by("pk"))
        return self.select_related("newest").prefetch_related(files)


class Material(models.Model):
    """One thing the campaign hands out, for example the logo or a flyer; its files hang on its versions."""

    class Kind(models.TextChoices):
        LOGO = "logo", "Logo"
        FLYER = "flyer", "Flyer"
        VORDRUCK = "vordruck", "Vordruck"
        PLAKAT = "plakat", "Plakat"
        BILD = "bild", "Bild für soziale Medien"
        PRAESENTATION = "praesentation", "Präsentation"
        SONSTIGES = "sonstiges", "Sonstiges"

    class Audience(models.TextChoices):
        PUBLIC = "public", "für alle, auf der Seite „Material“"
        CENTRES = "centres", "nur für angemeldete Redaktionen"

    title = models.CharField("Titel", max_length=120, help_text="Zum Beispiel „Logo der Kampagne“.")
    kind = models.CharField("Art", max_length=15, choices=Kind.choices)
    description = models.TextField(
        "Beschreibung", max_length=400, blank=True, help_text="Wofür ist es gedacht? Ein bis zwei Sätze."
    )
    terms = models.TextField(
        "Was damit erlaubt ist",
        max_length=400,
        default=TERMS,
        help_text="Wer darf es wie nutzen? Steht beim Material.",
    )
    audience = models.CharField("Für wen", max_length=10, choices=Audience.choices, default=Audience.PUBLIC)
    is_offered = models.BooleanField("wird angeboten", default=True)
    newest = models.OneToOneField(
        "Materialversion", null=True, editable=False, on_delete=models.SET_NULL, related_name="newest_of"
    )

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = "Material"
        verbose_name_plural = "Material"
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class Materialversion(models.Model):
    """One state of a material. Older ones are kept for the Koordination and handed out to nobody."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField("Nummer")
    date = models.DateField("Stand", default=timezone.localdate)
    note = models.CharField(
        "Was ist neu?", max_length=200, blank=True, help_text="Ein Satz für die, die es schon haben."
    )
    made_at = models.DateTimeField("hochgeladen am", default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "Version eines Materials"
        verbose_name_plural = "Versionen von Material"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["material", "number"], name="material_version_once")]

    def __str__(self) -> str:
        return f"Version {self.number}"


class Materialdatei(models.Model):
    """A file of a version. It lies in the private store; a view hands it out after asking who asks for what."""

    class Language(models.TextChoices):
        NONE = "", "ohne Text"
        GERMAN = "de", "Deutsch"
        EASY = "de-leicht", "Deutsch (Leichte Sprache)"
        ENGLISH = "en", "Englisch"
        UKRAINIAN = "uk", "Ukrainisch"
        ARABIC = "ar", "Arabisch"
        TURKISH = "tr", "Türkisch"
        RUSSIAN = "ru", "Russisch"

    version = models.ForeignKey(Materialversion, on_delete=models.CASCADE, related_name="files")
    file = MaterialField("Datei")
    label = models.CharField("Ausführung", max_length=80, blank=True)
    format = models.CharField("Format", max_length=8)
    size = models.PositiveIntegerField("Größe in Bytes")
    # In the words of a reader: „2400 × 592 Pixel“, „2 Seiten, 99 × 210 mm“.
    measure = models.CharField("Maße", max_length=60, blank=True)
    language = models.CharField("Sprache", max_length=10, blank=True, choices=Language.choices)
    # None: the question makes no sense here (a picture is as accessible as the page that shows it).
    is_accessible = models.BooleanField("barrierefrei", null=True)

    class Meta:
        verbose_name = "Datei eines Materials"
        verbose_name_plural = "Dateien von Material"
        ordering = ["label", "pk"]

    def __str__(self) -> str:
        return f"{self.format.upper()} ({self.pk})"

    @property
    def public_url(self) -> str:
        """Where everybody loads it, while it is offered to everybody."""
        return reverse("material_file", args=[self.pk])

    @property
    def facts(self) -> str:
        """Format, size, measure, language and accessibility, in one line."""
        accessible = {True: "barrierefrei", False: "nicht barrierefrei", None: ""}[self.is_accessible]
        language = self.get_language_display() if self.language else ""
        parts = (self.format.upper(), filesizeformat(self.size), self.measure, language, accessible)
        return ", ".join(part for part in parts if part)


class MaterialPage(FixedPage, CampaignPage):
    """„Material“: what everybody may load, by kind; always only the newest version."""

    intro = models.TextField("Einleitung", blank=True, help_text="Ein bis drei Sätze.")

    content_panels = [*CampaignPage.content_panels, FieldPanel("intro")]
    parent_page_types = ["campaign.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = "Material"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        shown = offer.shown(
            Material.objects.public(), request.GET.get(offer.PARAMETER, ""), self.get_url(request) or ""
        )
        return super().get_context(request, *args, **kwargs) | shown
