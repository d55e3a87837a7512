"""The two levels above the stories: the index with the workflow, and one folder per centre."""

from dataclasses import replace

from django.db import models
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from campaign.media import renditions
from campaign.models import CampaignPage, FixedPage
from campaign.publishing.fixed import add_published
from campaign.publishing.models import Approval, Withdrawal
from campaign.publishing.permissions import FixedPagePermissionTester
from jobcenters.models import Jobcenter
from stories import list_counts
from stories.cards import cards
from stories.facets import Cell, Counts
from stories.models.story import StoryPage
from stories.parts import CountedPaginator
from stories.selection import Selection, in_words, narrowed, read
from stories.sharing import alternates


class StoryBranchPermissionTester(FixedPagePermissionTester):
    """Nothing under „Menschen vor Ort“ is published by hand."""

    def can_publish_subpage(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False


class FolderPermissionTester(StoryBranchPermissionTester):
    """A folder is only a place: it has no text to edit, publish or submit."""

    def can_edit(self) -> bool:
        return False

    def can_publish(self) -> bool:
        return False

    def can_submit_for_moderation(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False


class StoryIndexPage(FixedPage, CampaignPage):
    """„Menschen vor Ort“: all public stories, newest first. Carries the approval workflow for everything below."""

    intro = models.TextField("Einleitung", blank=True)

    content_panels = [*CampaignPage.content_panels, FieldPanel("intro")]
    parent_page_types = ["campaign.HomePage"]
    subpage_types = ["stories.StoryFolderPage"]
    max_count = 1

    class Meta:
        verbose_name = "Menschen vor Ort"

    def permissions_for_user(self, user) -> StoryBranchPermissionTester:
        return StoryBranchPermissionTester(user, self)

    def get_context(self, request: HttpRequest, *args, **kwargs):
        selection, counts = _selected(request)
        number = counts.total(selection)
        stories = list_counts.matching(StoryPage.objects.public(), selection, number).for_cards()
        part = CountedPaginator(stories, number, selection).get_page(request.GET.get("seite"))
        shown = list(part)
        renditions.prefetch(story.portrait for story in shown)
        lead = shown.pop(0) if shown and not selection and part.number == 1 else None
        url = self.get_url(request) or ""
        traeger = counts.traeger(selection.centre)
        result = in_words(part.paginator.count, selection, traeger)
        return super().get_context(request, *args, **kwargs) | {
            "page_obj": part,
            "lead": lead and lead.as_lead(request),
            "cards": cards(shown, request),
            "selection": selection,
            "groups": counts.groups(selection, url),
            "index_url": url,
            "centre_url": selection.centre and f"/jobcenter/{selection.centre}/",
            "result": result,
            "alternates": alternates.feeds(selection.query, narrowed(selection, traeger)),
            "page_title": f"{result if selection else self.title}{_part_name(part.number)}",
            "canonical_url": self._canonical_url(selection, part.number),
        }

    def _canonical_url(self, selection: Selection, part: int) -> str:
        """A filtered list shows what the whole list shows; for search engines it is the whole list.

        The parts of the whole list hold different stories, so each of them names itself.
        """
        return self.full_url if selection or part == 1 else f"{self.full_url}?seite={part}"


def _selected(request: HttpRequest) -> tuple[Selection, Counts]:
    """Read the filters and count; a centre without stories is looked up, one that nobody knows is left out."""
    selection = read(request.GET)
    counts = list_counts.counted(selection)
    if selection.centre and not counts.traeger(selection.centre):
        centre = Jobcenter.objects.filter(slug=selection.centre).first()
        if centre is None:
            selection = selection.without("centre")
            return selection, list_counts.counted(selection)
        empty = Cell(centre.slug, centre.name, centre.traeger, centre.land_code, "", 0)
        counts = replace(counts, cells=(*counts.cells, empty))
    return selection, counts


def _part_name(number: int) -> str:
    return "" if number == 1 else f", Seite {number}"


class StoryFolderPage(CampaignPage):
    """The place of one centre's stories; made by provisioning. Its address leads to the filtered index."""

    parent_page_types = ["stories.StoryIndexPage"]
    subpage_types = ["stories.StoryPage"]
    in_breadcrumb = False
    menu_view = "publishing_index"

    class Meta:
        verbose_name = "Geschichten eines Jobcenters"

    @classmethod
    def can_create_at(cls, parent) -> bool:
        """Only provisioning creates folders."""
        return False

    def permissions_for_user(self, user) -> FolderPermissionTester:
        return FolderPermissionTester(user, self)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer 410 where a story once was, and say so where one may come back; everything else as usual."""
        try:
            return super().route(request, path_components)
        except Http404:
            if len(path_components) == 1:
                gone = f"{self.url_path}{path_components[0]}/"
                if Withdrawal.objects.at(gone).exists():
                    return RouteResult(self, kwargs={"gone": True})
                if Approval.objects.filter(page__url_path=gone).exclude(published_at=None).exists():
                    return RouteResult(self, kwargs={"rests": True})
            raise

    def serve(self, request: HttpRequest, *args, gone: bool = False, rests: bool = False, **kwargs):
        if gone:
            return TemplateResponse(request, "410.html", status=410)
        if rests:
            return TemplateResponse(request, "stories/not_now.html", status=404)
        return redirect(f"{self.get_parent().get_url(request)}?jobcenter={self.slug}", permanent=False)


def make_folder(title: str, slug: str) -> Page:
    """Make the story folder of a centre."""
    return add_published(StoryIndexPage.objects.get(), StoryFolderPage(title=title, slug=slug))
