"""The registry as a page: all 104 by Land on list and map, and the finder."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from campaign.models import CampaignPage, FixedPage
from jobcenters import finder_cards, listing, registry
from jobcenters.finder import Answer, find
from jobcenters.laender import in_land


class JobcenterIndexPage(FixedPage, CampaignPage):
    """„Jobcenter finden“: the finder, its answer, and all centres beside the map; `?land=hessen` narrows both."""

    intro = models.TextField("Einleitung", blank=True)

    content_panels = [*CampaignPage.content_panels, FieldPanel("intro")]
    parent_page_types = ["campaign.HomePage"]
    subpage_types = ["jobcenters.JobcenterPage"]
    max_count = 1

    class Meta:
        verbose_name = "Verzeichnis der Jobcenter"

    def get_context(self, request, *args, **kwargs):
        query = request.GET.get("q")
        now = registry.current()
        choice = listing.choose(request.GET.get(listing.PARAMETER, ""), now.centres)
        answer = None if query is None else find(query, now.finder)
        found = {result.ags for result in answer.results} if answer else set()
        return super().get_context(request, *args, **kwargs) | {
            "query": query or "",
            "answer": answer,
            "cards": finder_cards.cards(answer) if answer else [],
            "choice": choice,
            "summary": listing.summary(now, choice),
            "options": listing.options(now, choice, self.get_url(request) or ""),
            "laender": listing.by_land(now, choice),
            "map": listing.drawing(now, choice, found),
            **self._head(request, choice, answer),
        }

    def _head(self, request, choice: listing.Choice, answer: Answer | None) -> dict[str, str]:
        """The list of one Land is a page of its own for browsers and search engines; an answer says so first."""
        if answer is not None:
            return {"page_title": finder_cards.title(answer, self.title)}
        if not choice.code:
            return {}
        return {
            "page_title": f"Kommunale Jobcenter {in_land(choice.name)}",
            "canonical_url": f"{self.get_full_url(request)}?{listing.PARAMETER}={choice.slug}",
        }
