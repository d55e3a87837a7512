"""Conferences of the kommunale Jobcenter: date, place, programme, documents; the pages stay as an archive."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from campaign.campaign_blocks import CampaignBodyBlock
from campaign.fields import StreamField
from campaign.models import CampaignPage
from jobcenters.events import times


class ProgrammeItemBlock(blocks.StructBlock):
    """One item of a programme: when, what, who."""

    starts_at = blocks.TimeBlock(label="Uhrzeit")
    title = blocks.CharBlock(label="Programmpunkt", max_length=160)
    people = blocks.CharBlock(label="Wer", required=False, max_length=250)
    note = blocks.TextBlock(label="Mehr dazu", required=False, max_length=600)

    class Meta:
        icon = "time"
        label = "Programmpunkt"
        description = "Uhrzeit, Titel und wer spricht."
        template = "blocks/programme_item.html"
        preview_value = {
            "starts_at": "10:00",
            "title": "Begrüßung",
            "people": "Kim Beispiel, Deutscher Landkreistag",
            "note": "",
        }


class ProgrammeDayBlock(blocks.CharBlock):
    """The heading above the items of one day, where a conference lasts several."""

    class Meta:
        icon = "date"
        label = "Tag"
        description = "Überschrift über den Programmpunkten eines Tages."
        template = "blocks/programme_day.html"
        preview_value = "Erster Tag, 14. Mai"


class ConferencePage(CampaignPage):
    """A conference such as the Tag der kommunalen Jobcenter."""

    menu_view = "events_index"

    starts_on = models.DateField("Erster Tag")
    ends_on = models.DateField(
        "Letzter Tag", null=True, blank=True, help_text="Nur, wenn sie mehrere Tage dauert."
    )
    place = models.CharField("Ort", max_length=250)
    intro = models.TextField("In einem Satz", max_length=400)
    programme = StreamField(
        [("day", ProgrammeDayBlock(max_length=100)), ("item", ProgrammeItemBlock())],
        blank=True,
        verbose_name="Programm",
    )
    registration_url = models.URLField("Adresse der Anmeldung", blank=True)
    body = StreamField(CampaignBodyBlock(), blank=True, verbose_name="Text und Unterlagen")

    content_panels = [
        *CampaignPage.content_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]), FieldPanel("place")],
            heading="Wann und wo",
        ),
        FieldPanel("intro"),
        FieldPanel("programme"),
        FieldPanel("registration_url"),
        FieldPanel("body"),
    ]
    search_fields = [
        *CampaignPage.search_fields,
        index.SearchField("intro"),
        index.SearchField("programme"),
        index.SearchField("body"),
    ]
    parent_page_types = ["jobcenters.AktionIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "Tagung"
        verbose_name_plural = "Tagungen"

    def clean(self) -> None:
        """The last day is not before the first."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "Der letzte Tag liegt vor dem ersten."})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        is_over = self.is_over(timezone.localdate())
        return super().get_context(request, *args, **kwargs) | {"is_over": is_over}

    def is_over(self, day: date) -> bool:
        """Whether it lies before a day."""
        return (self.ends_on or self.starts_on) < day

    @property
    def when(self) -> str:
        """The days in words."""
        return times.days(self.starts_on, self.ends_on or self.starts_on)
