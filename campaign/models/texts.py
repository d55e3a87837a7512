"""The campaign's text pages."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from campaign.campaign_blocks import CampaignBodyBlock
from campaign.chapters import Chapter, chapters
from campaign.fields import StreamField
from campaign.models.base import CampaignPage, with_comments

LATER_HELP = (
    "Leer lassen, wenn die Änderung sofort gelten soll. Sonst bleibt bis dahin alles, wie es ist. "
    "Klicken Sie auch dann auf „Veröffentlichen“."
)


class ContentPage(CampaignPage):
    """A text page of the campaign: Markenkern, Leitbild, Impressum and the like."""

    intro = models.TextField(
        "Einleitung", blank=True, help_text="Ein bis drei Sätze. Sie stehen größer über dem Text."
    )
    show_contents = models.BooleanField(
        "Inhaltsverzeichnis zeigen",
        default=False,
        help_text="Die Zwischenüberschriften werden zu nummerierten Kapiteln, und eine Liste führt zu ihnen.",
    )
    body = StreamField(CampaignBodyBlock(), blank=True, verbose_name="Text")
    in_footer = models.BooleanField("im Seitenfuß verlinken", default=False)

    content_panels = [
        *CampaignPage.content_panels,
        FieldPanel("intro"),
        FieldPanel("show_contents"),
        FieldPanel("body"),
    ]
    promote_panels = with_comments(
        [
            *CampaignPage.promote_panels,
            FieldPanel("show_in_menus", heading="im Hauptmenü zeigen"),
            FieldPanel("in_footer"),
            FieldPanel("go_live_at", heading="Veröffentlichen am", help_text=LATER_HELP),
        ]
    )
    search_fields = [*CampaignPage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = ["campaign.HomePage", "campaign.ContentPage"]
    subpage_types = ["campaign.ContentPage"]

    class Meta:
        verbose_name = "Textseite"
        verbose_name_plural = "Textseiten"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"chapters": self.chapters()}

    def chapters(self) -> list[Chapter]:
        """The text by chapters; empty where no contents list is wanted, or there is nothing to list."""
        found = chapters(self.body) if self.show_contents else []
        return found if any(chapter.title for chapter in found) else []
