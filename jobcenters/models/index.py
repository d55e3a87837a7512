"""The registry as a page: all 104 by Land, and the finder."""

from itertools import groupby

from django.db import models
from wagtail.admin.panels import FieldPanel

from campaign.models import CampaignPage, FixedPage
from jobcenters import registry
from jobcenters.finder import find
from jobcenters.models.jobcenter import Jobcenter
from jobcenters.names import ascii_slug


class JobcenterIndexPage(FixedPage, CampaignPage):
    """„Jobcenter finden“: the finder, its answer, and the list of all centres."""

    intro = models.TextField("Einleitung", blank=True)

    content_panels = [*CampaignPage.content_panels, FieldPanel("intro")]
    parent_page_types = ["campaign.HomePage"]
    subpage_types = ["jobcenters.JobcenterPage"]
    max_count = 1

    class Meta:
        verbose_name = "Verzeichnis der Jobcenter"

    def get_context(self, request, *args, **kwargs):
        query = request.GET.get("q")
        answer = None if query is None else find(query, registry.finder_index())
        base = self.get_url(request)
        centres = Jobcenter.objects.in_order().defer("quelle", "hinweis")
        laender = [
            {
                "name": land,
                "slug": ascii_slug(land),
                "centres": [{"title": centre.name, "url": f"{base}{centre.slug}/"} for centre in group],
            }
            for land, group in groupby(centres, key=lambda centre: centre.land)
        ]
        return super().get_context(request, *args, **kwargs) | {
            "query": query or "",
            "answer": answer,
            "laender": laender,
            "total": sum(len(land["centres"]) for land in laender),
        }
