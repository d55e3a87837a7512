"""The start page."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import Http404, HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from campaign.blocks import StepBlock, StrengthBlock
from campaign.fields import StreamField
from campaign.figure_blocks import KennzahlBlock
from campaign.leichte_sprache.forms import StartPageForm
from campaign.leichte_sprache.panels import RemarksPanel
from campaign.models.base import CampaignPage, FixedPage, with_comments
from campaign.models.figures import Kennzahl
from campaign.models.press import PressReleasePage
from campaign.models.start_parts import EASY, PART_PANELS, StartParts
from campaign.written_once import WrittenOnce, written_once

FIGURES = 3
RELEASES = 2


class HomePage(StartParts, FixedPage, CampaignPage):
    """The start page: slogan, help from one hand, figures; stories and finder come from the apps above."""

    slogan = models.CharField("Leitspruch", max_length=120, default="Stark. Sozial. Vor Ort.")
    lead = models.TextField("Ein Satz dazu", blank=True, max_length=400)
    figures = StreamField(
        [("figure", KennzahlBlock())],
        blank=True,
        max_num=FIGURES,
        verbose_name="In Zahlen",
        help_text="Bis zu drei Zahlen aus „Kennzahlen“. Eine Änderung dort gilt sofort auch hier.",
    )
    strengths = StreamField(
        [("strength", StrengthBlock(max_length=160))],
        blank=True,
        verbose_name="Stärken",
    )
    steps = StreamField([("step", StepBlock())], blank=True, verbose_name="Hilfe aus einer Hand")

    base_form_class = StartPageForm
    content_panels = [
        RemarksPanel(),
        *CampaignPage.content_panels,
        FieldPanel("slogan"),
        FieldPanel("lead"),
        FieldPanel("figures"),
        FieldPanel("strengths"),
        FieldPanel("steps"),
        *PART_PANELS,
    ]
    promote_panels = with_comments(CampaignPage.promote_panels)
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = "Startseite"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Go straight to the page of an address; Wagtail asks twice per level. What is not found goes level by level."""
        if path_components:
            url_path = f"{self.url_path}{'/'.join(path_components)}/"
            for number, kind in _at(path_components[-1], url_path):
                model = ContentType.objects.get_for_id(kind).model_class()
                # A type may be gone while its page is still there.
                is_ours = model is not None and issubclass(model, CampaignPage)
                if is_ours and (page := _with_relations(model).first(number)):
                    with suppress(Http404):
                        return page.route(request, [])
        return super().route(request, path_components)

    def shown_figures(self) -> list[Kennzahl]:
        """Return the chosen figures that are public, in their order; one query."""
        return [one.value for one in self.figures if one.value and one.value.is_public]

    def easy_texts(self) -> Iterator[tuple[str, str, str]]:
        """Yield (field, where in it, text) of everything written in Leichte Sprache."""
        for field, subject in self.PARTS.items():
            if field.startswith(EASY):
                yield field, f"„{subject.title}“", getattr(self, field)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "figures": self.shown_figures(),
            "releases": PressReleasePage.newest(RELEASES),
            "easy_parts": self.easy_parts(),
            # Folded away, a picture before the film would be loaded all the same: four requests for nothing.
            "signed_parts": [
                part | {"video": part["video"] | {"poster": "", "is_folded": True}}
                for part in self.signed_parts()
            ],
        }


@written_once
def _at(slug: str, url_path: str) -> "models.QuerySet[Any, Any]":
    """Return number and type of the page at an address; the slug is indexed, the whole path is not."""
    return Page.objects.filter(slug=slug, url_path=url_path).values_list("pk", "content_type")[:1]


@cache
def _with_relations(model: Any) -> WrittenOnce[CampaignPage]:
    return written_once(lambda number: model.objects.select_related(*model.served_with).filter(pk=number))
