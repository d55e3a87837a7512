"""„Zahlen & Fakten“: all figures of the campaign with definition and source."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail.url_routing import RouteResult

from campaign.campaign_blocks import CampaignBodyBlock
from campaign.fields import StreamField
from campaign.figures import overview, table
from campaign.models.base import CampaignPage, with_comments


class FiguresPage(CampaignPage):
    """„Zahlen & Fakten“: the figures by level with charts, the list of changes, and everything as a table to load."""

    intro = models.TextField("Einleitung", blank=True, help_text="Ein bis drei Sätze.")
    body = StreamField(CampaignBodyBlock(), blank=True, verbose_name="Text")

    content_panels = [*CampaignPage.content_panels, FieldPanel("intro"), FieldPanel("body")]
    promote_panels = with_comments(CampaignPage.promote_panels)
    search_fields = [*CampaignPage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = ["campaign.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = "Zahlen & Fakten"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The table lies below the page and is public as long as the page is."""
        if path_components == [table.PATH]:
            if not self.live:
                raise Http404
            return RouteResult(self, kwargs={"as_table": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, as_table: bool = False, **kwargs: Any) -> HttpResponse:
        if as_table:
            return table.answer(self.get_full_url(request) or "")
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        shown = overview.shown(self.get_full_url(request) or "")
        return super().get_context(request, *args, **kwargs) | shown | {"table_url": f"{table.PATH}/"}
