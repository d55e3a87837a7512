"""The Erklärung zur Barrierefreiheit (BGG § 12b, BITV § 7): a page made of records, and the Länder's bodies."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from campaign.campaign_blocks import CampaignBodyBlock
from campaign.contacts import check_phone, tel_uri
from campaign.fields import StreamField
from campaign.laender import LAENDER
from campaign.models.base import CampaignPage, FixedPage, with_comments

LATE_HELP = "Nach zwölf Monaten erinnern wir Sie an die nächste Prüfung."


class AccessibilityPage(FixedPage, CampaignPage):
    """The statement: how far we are, what is missing and why, how and when it was checked, where to turn."""

    class Conformity(models.TextChoices):
        FULL = "full", "vollständig vereinbar"
        PARTIAL = "partial", "teilweise vereinbar"
        NONE = "none", "nicht vereinbar"

    class Method(models.TextChoices):
        SELF = "self", "Selbstbewertung"
        EXTERNAL = "external", "Prüfung durch Dritte"
        BOTH = "both", "Selbstbewertung und Prüfung durch Dritte"

    intro = models.TextField("Einleitung", blank=True, help_text="Für welchen Auftritt gilt die Erklärung?")
    body = StreamField(
        CampaignBodyBlock(),
        blank=True,
        verbose_name="Weiterer Text",
        help_text="Steht vor den Angaben. Stand, Lücken, Daten und Stellen schreibt die Seite selbst.",
    )
    conformity = models.CharField(
        "Stand",
        max_length=10,
        choices=Conformity.choices,
        blank=True,
        help_text="Wie weit stimmt der Auftritt mit BITV 2.0 und EN 301 549 überein?",
    )
    method = models.CharField("Wie geprüft wurde", max_length=10, choices=Method.choices, blank=True)
    method_note = models.CharField(
        "Prüfverfahren", max_length=200, blank=True, help_text="Zum Beispiel „BITV-Test an 20 Seiten“."
    )
    made_on = models.DateField("Erstellt am", null=True, blank=True)
    checked_on = models.DateField("Zuletzt geprüft am", null=True, blank=True, help_text=LATE_HELP)
    contact_email = models.EmailField("E-Mail für Rückmeldungen", blank=True)
    contact_phone = models.CharField(
        "Telefon für Rückmeldungen", max_length=40, blank=True, validators=[check_phone]
    )
    enforcement = models.TextField(
        "Zuständige Stelle für die Kampagne",
        blank=True,
        max_length=600,
        help_text="Für Seiten der Jobcenter nennt die Tabelle die Stelle des Landes.",
    )

    content_panels = [
        *CampaignPage.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("conformity", "method", "method_note", "made_on", "checked_on")],
            heading="Stand und Prüfung",
        ),
        InlinePanel("gaps", heading="Was noch nicht barrierefrei ist", label="Lücke"),
        MultiFieldPanel(
            [FieldPanel("contact_email"), FieldPanel("contact_phone"), FieldPanel("enforcement")],
            heading="Wohin man sich wendet",
        ),
    ]
    promote_panels = with_comments(CampaignPage.promote_panels)
    search_fields = [*CampaignPage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = ["campaign.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = "Erklärung zur Barrierefreiheit"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        gaps = list(self.gaps.all())
        reasons = [
            {"reason": reason.label, "gaps": [gap for gap in gaps if gap.reason == reason]}
            for reason in Gap.Reason
        ]
        return super().get_context(request, *args, **kwargs) | {
            "reasons": [one for one in reasons if one["gaps"]],
            "contact_uri": tel_uri(self.contact_phone),
            "bodies": Durchsetzungsstelle.objects.order_by("position"),
        }


class Gap(Orderable):
    """Something that is not accessible yet: what, why, what to use instead, and until when."""

    class Reason(models.TextChoices):
        MISMATCH = "mismatch", "Noch nicht vereinbar"
        BURDEN = "burden", "Unverhältnismäßige Belastung"
        OUTSIDE = "outside", "Nicht von den Vorschriften erfasst"

    page = ParentalKey(AccessibilityPage, on_delete=models.CASCADE, related_name="gaps")
    what = models.CharField("Was ist nicht barrierefrei?", max_length=200)
    reason = models.CharField("Grund", max_length=10, choices=Reason.choices, default=Reason.MISMATCH)
    why = models.TextField(
        "Begründung",
        max_length=600,
        help_text="Mit Vorschrift oder Kriterium, zum Beispiel „EN 301 549, 9.1.2.5“ oder „§ 12a Absatz 6 BGG“.",
    )
    instead = models.TextField(
        "Was man stattdessen nutzen kann",
        max_length=400,
        blank=True,
        help_text="Zum Beispiel Telefon oder Text.",
    )
    planned_for = models.DateField("Behoben bis", null=True, blank=True)

    panels = [FieldPanel(name) for name in ("what", "reason", "why", "instead", "planned_for")]

    class Meta(Orderable.Meta):
        verbose_name = "Lücke der Barrierefreiheit"
        verbose_name_plural = "Lücken der Barrierefreiheit"

    def __str__(self) -> str:
        return self.what


class Durchsetzungsstelle(models.Model):
    """Where people of a Land turn when our answer does not help; what has no source yet says so in public."""

    land = models.CharField(
        "Land", max_length=5, unique=True, choices=[(land.code, land.name) for land in LAENDER.values()]
    )
    position = models.PositiveSmallIntegerField(editable=False, default=0)
    name = models.CharField("Name der Stelle", max_length=200)
    contact = models.TextField(
        "Anschrift", max_length=300, blank=True, help_text="Straße und Ort, je eine Zeile."
    )
    phone = models.CharField("Telefon", max_length=40, blank=True, validators=[check_phone])
    email = models.EmailField("E-Mail", blank=True)
    website = models.URLField("Internetseite", max_length=300, blank=True)
    source = models.URLField(
        "Quelle",
        max_length=300,
        blank=True,
        help_text="Woher die Angaben stammen. Ohne Quelle gelten sie als ungeprüft.",
    )
    checked_on = models.DateField("Von uns geprüft am", null=True, blank=True)

    class Meta:
        verbose_name = "Durchsetzungsstelle"
        verbose_name_plural = "Durchsetzungsstellen"
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.get_land_display()}: {self.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the Länder in their order."""
        self.position = list(LAENDER).index(self.land) + 1
        super().save(*args, **kwargs)

    @property
    def is_known(self) -> bool:
        """Whether the entry rests on a source or on a check of ours."""
        return bool(self.source or self.checked_on)

    @property
    def phone_uri(self) -> str:
        """The phone as a link."""
        return tel_uri(self.phone)
