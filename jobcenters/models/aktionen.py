"""Aktionen: what the centres do together, and what each centre answers. The Koordination writes these pages."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from campaign.campaign_blocks import CampaignBodyBlock
from campaign.fields import StreamField
from campaign.models import CampaignPage, FixedPage
from jobcenters.events import times


class AktionIndexPage(FixedPage, CampaignPage):
    """„Aktionen“: what is coming, the calendar of all events on list and map, and what has been."""

    intro = models.TextField("Einleitung", blank=True, help_text="Ein bis drei Sätze.")

    content_panels = [*CampaignPage.content_panels, FieldPanel("intro")]
    parent_page_types = ["campaign.HomePage"]
    subpage_types = ["jobcenters.AktionPage", "jobcenters.ConferencePage"]
    max_count = 1

    class Meta:
        verbose_name = "Aktionen und Termine"
        verbose_name_plural = "Aktionen und Termine"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from jobcenters.events import showing

        context = super().get_context(request, *args, **kwargs)
        return context | showing.of_index(self, request.GET, timezone.localdate())


class AktionState(models.TextChoices):
    """Where an Aktion stands on a day."""

    BEFORE = "before", "kommt"
    DURING = "during", "läuft"
    AFTER = "after", "vorbei"


class AktionPage(CampaignPage):
    """Something the centres do in the same days, such as an Aktionswoche; they answer, add events, and it is reported."""

    menu_view = "events_index"

    starts_on = models.DateField("Erster Tag")
    ends_on = models.DateField("Letzter Tag")
    intro = models.TextField("In einem Satz", max_length=400)
    body = StreamField(CampaignBodyBlock(), blank=True, verbose_name="Worum es geht")
    invitation = models.TextField(
        "Einladung an die Jobcenter",
        blank=True,
        max_length=3000,
        help_text="Nur für die Redaktionen, nicht öffentlich. Was sollen sie tun, und was bekommen sie von Ihnen?",
    )
    answers_until = models.DateField("Rückmeldung bis", null=True, blank=True)
    report = StreamField(
        CampaignBodyBlock(),
        blank=True,
        verbose_name="Rückblick",
        help_text="Nach der Aktion: was war, mit Bildern. Steht dann oben auf der Seite.",
    )

    content_panels = [
        *CampaignPage.content_panels,
        MultiFieldPanel([FieldPanel("starts_on"), FieldPanel("ends_on")], heading="Zeitraum"),
        FieldPanel("intro"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("invitation"), FieldPanel("answers_until")],
            heading="Für die Jobcenter (nicht öffentlich)",
        ),
        FieldPanel("report"),
    ]
    search_fields = [
        *CampaignPage.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
        index.SearchField("report"),
    ]
    parent_page_types = ["jobcenters.AktionIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "Aktion"
        verbose_name_plural = "Aktionen"

    def clean(self) -> None:
        """The last day is not before the first; answers come before the end."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "Der letzte Tag liegt vor dem ersten."})
        if self.answers_until and self.ends_on and self.answers_until > self.ends_on:
            raise ValidationError({"answers_until": "Dann ist die Aktion schon vorbei."})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from jobcenters.events import showing

        context = super().get_context(request, *args, **kwargs)
        return context | showing.of_aktion(self, request.GET, timezone.localdate())

    def state(self, day: date | None = None) -> AktionState:
        """Where it stands on a day, today if none is named."""
        day = day or timezone.localdate()
        if day < self.starts_on:
            return AktionState.BEFORE
        return AktionState.DURING if day <= self.ends_on else AktionState.AFTER

    @property
    def period(self) -> str:
        """The days in words."""
        return times.days(self.starts_on, self.ends_on)


class AktionAnswer(models.Model):
    """What one centre says to one Aktion. The row is made when the Koordination invites."""

    class Says(models.TextChoices):
        OPEN = "open", "offen"
        YES = "yes", "dabei"
        NO = "no", "nicht dabei"

    aktion = models.ForeignKey(
        AktionPage, on_delete=models.CASCADE, related_name="answers", verbose_name="Aktion"
    )
    centre = models.ForeignKey(
        "jobcenters.Jobcenter",
        on_delete=models.CASCADE,
        related_name="aktion_answers",
        verbose_name="Jobcenter",
    )
    says = models.CharField("Antwort", max_length=4, choices=Says.choices, default=Says.OPEN)
    note = models.CharField("Bemerkung", max_length=500, blank=True)
    invited_at = models.DateTimeField("eingeladen am")
    answered_at = models.DateTimeField("geantwortet am", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reminded_on = models.DateField("zuletzt erinnert am", null=True, blank=True)

    class Meta:
        verbose_name = "Rückmeldung"
        verbose_name_plural = "Rückmeldungen"
        constraints = [models.UniqueConstraint(fields=["aktion", "centre"], name="one_answer_per_centre")]

    def __str__(self) -> str:
        return f"{self.centre}: {self.get_says_display()}"
