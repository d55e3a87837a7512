"""„Find your Jobcenter“: the finder in another language, with a short text around it."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import Page

from campaign.blocks import TEXT_FEATURES, HeadingBlock, TextBlock
from campaign.fields import StreamField
from campaign.models import CampaignPage, FixedPage
from campaign.models.base import with_comments
from campaign.site_languages import LANGUAGES, SiteLanguage
from jobcenters import finder_cards, registry
from jobcenters.finder import find

HELP = (
    "<p>Diese Seite erscheint in der Sprache, die in ihrem Namen in Klammern steht. Hier ändern Sie Titel, Einleitung "
    "und Text. Die Wörter der Suche und der Antworten sind fest übersetzt.</p>"
    "<p>Bitte lassen Sie jede Änderung von jemandem lesen, dessen Muttersprache das ist.</p>"
)


class LanguageBodyBlock(blocks.StreamBlock):
    """Headings and paragraphs: what shows no word of the site's own, which would be German."""

    heading = HeadingBlock()
    text = TextBlock(features=TEXT_FEATURES)


class LanguagePage(FixedPage, CampaignPage):
    """The finder in one other language. setup_site makes one for each of `campaign.site_languages.LANGUAGES`."""

    language = models.CharField(
        "Sprache", max_length=8, unique=True, choices=[(one.code, one.german) for one in LANGUAGES]
    )
    intro = models.TextField("Einleitung", blank=True, max_length=400)
    body = StreamField(LanguageBodyBlock(), blank=True, verbose_name="Text unter der Suche")

    content_panels = [
        HelpPanel(HELP),
        *CampaignPage.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
    ]
    promote_panels = with_comments(
        [FieldPanel("search_description", heading="Beschreibung für Suchmaschinen")]
    )
    parent_page_types = ["campaign.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "Seite in einer anderen Sprache"
        verbose_name_plural = "Seiten in anderen Sprachen"

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Only setup_site makes them: a further language needs its words in jobcenters/locale as well."""
        return False

    @cached_property
    def site_language(self) -> SiteLanguage:
        """The language with its own name."""
        return next(one for one in LANGUAGES if one.code == self.language)

    def get_admin_display_title(self) -> str:
        """Name the language for those who cannot read the title."""
        return f"{super().get_admin_display_title()} ({self.get_language_display()})"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer in the page's language: everything is rendered before German holds again."""
        with translation.override(self.language):
            return self._spoken(super().serve(request, *args, **kwargs))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        """As in public."""
        with translation.override(self.language):
            return self._spoken(super().serve_preview(request, mode_name))

    def _spoken(self, response: Any) -> Any:
        if hasattr(response, "render"):
            response.render()
        response["Content-Language"] = self.language
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        query = request.GET.get("q")
        answer = None if query is None else find(query, registry.finder_index())
        path = self.get_url(request) or self.site_language.path
        return super().get_context(request, *args, **kwargs) | {
            "answer": answer,
            "cards": finder_cards.cards(answer, path) if answer else [],
            "finder_path": path,
            "page_title": finder_cards.title(answer, self.title) if answer else self.title,
        }
