"""Pages in Leichte Sprache, and the page of the videos in sign language."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page
from wagtail.search import index

from campaign.fields import StreamField
from campaign.leichte_sprache.blocks import EasyBodyBlock, SignedBodyBlock
from campaign.leichte_sprache.forms import EasyPageForm, SignedPageForm
from campaign.leichte_sprache.panels import RemarksPanel
from campaign.models.base import CampaignPage, FixedPage
from campaign.models.pages import HomePage

BODY_HELP = (
    "Drücken Sie auf das Plus und wählen Sie „Text in Leichter Sprache“. "
    "Nach dem Speichern steht oben, was noch schwer ist."
)


class EasyText(CampaignPage):
    """Base of the pages in Leichte Sprache."""

    body = StreamField(EasyBodyBlock(), blank=True, verbose_name="Text in Leichter Sprache")

    content_panels = [RemarksPanel(), *CampaignPage.content_panels, FieldPanel("body", help_text=BODY_HELP)]
    search_fields = [*CampaignPage.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True

    def easy_texts(self) -> Iterator[tuple[str, str, str]]:
        """Yield (field, where in it, text) of everything written in Leichte Sprache."""
        for number, block in enumerate(self.body, 1):
            if block.block_type in ("heading", "lines"):
                yield "body", f"Baustein {number}", str(block.value)


class LeichteSpracheIndexPage(FixedPage, EasyText):
    """The start in Leichte Sprache: what the start page says, more of it, and all pages there are."""

    promote_panels = [FieldPanel("search_description", heading="Beschreibung für Suchmaschinen")]
    parent_page_types = ["campaign.HomePage"]
    subpage_types = ["campaign.LeichteSprachePage"]
    max_count = 1

    class Meta:
        verbose_name = "Leichte Sprache"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        home = HomePage.objects.parent_of(self).first()
        pages = LeichteSprachePage.objects.live().order_by("title").defer("body")
        return super().get_context(request, *args, **kwargs) | {
            "start_parts": home.easy_parts() if home else [],
            "standard_url": home.get_url(request) if home else "",
            "easy_pages": [{"title": page.title, "url": page.get_url(request)} for page in pages],
        }


class LeichteSprachePage(EasyText):
    """What another page says, in Leichte Sprache. In the section of a centre it always belongs to the section."""

    counterpart = models.ForeignKey(
        Page,
        verbose_name="Zu welcher Seite gehört sie?",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Auf dieser Seite führt oben ein Link hierher, und von hier einer zurück.",
    )

    content_panels = [*EasyText.content_panels, PageChooserPanel("counterpart")]
    base_form_class = EasyPageForm
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "Seite in Leichter Sprache"
        verbose_name_plural = "Seiten in Leichter Sprache"

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Below the index, and where an upper app says so."""
        return super().can_create_at(parent) and parent.specific_class is not HomePage

    def save(self, *args: Any, **kwargs: Any) -> None:
        """In a section the place says whose version it is."""
        parent = Page.objects.parent_of(self).first() if self.path else None
        if parent and parent.specific_class is not LeichteSpracheIndexPage:
            self.counterpart_id = parent.pk
        super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        standard = Page.objects.live().filter(pk=self.counterpart_id).first()
        return super().get_context(request, *args, **kwargs) | {
            "standard_url": standard.get_url(request) if standard else "",
            "standard_title": standard.title if standard else "",
        }


class DgsPage(FixedPage, CampaignPage):
    """„Gebärdensprache“: what the start page says in sign language, and further videos."""

    intro = models.TextField("Einleitung", blank=True, max_length=400)
    body = StreamField(SignedBodyBlock(), blank=True, verbose_name="Weitere Videos")

    content_panels = [RemarksPanel(), *CampaignPage.content_panels, FieldPanel("intro"), FieldPanel("body")]
    promote_panels = [FieldPanel("search_description", heading="Beschreibung für Suchmaschinen")]
    search_fields = [*CampaignPage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    base_form_class = SignedPageForm
    parent_page_types = ["campaign.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = "Gebärdensprache"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        home = HomePage.objects.parent_of(self).first()
        return super().get_context(request, *args, **kwargs) | {
            "signed_parts": home.signed_parts() if home else [],
        }
