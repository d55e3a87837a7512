"""The two levels above the stories: the index with the workflow, and one folder per centre."""

from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from campaign.models import CampaignPage, FixedPage
from campaign.publishing.fixed import add_published
from campaign.publishing.models import Withdrawal
from campaign.publishing.permissions import FixedPagePermissionTester
from stories.models.story import StoryPage

PER_PAGE = 24


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
        stories = StoryPage.objects.public().for_cards()
        centre = request.GET.get("jobcenter", "")
        if centre:
            stories = stories.filter(jobcenter__slug=centre[:255].replace("\x00", ""))
        page_of_stories = Paginator(stories, PER_PAGE).get_page(request.GET.get("seite"))
        return super().get_context(request, *args, **kwargs) | {
            "page_obj": page_of_stories,
            "cards": [story.as_card(request) for story in page_of_stories],
            "centre": centre,
        }


class StoryFolderPage(CampaignPage):
    """The place of one centre's stories; made by provisioning. Its address leads to the filtered index."""

    parent_page_types = ["stories.StoryIndexPage"]
    subpage_types = ["stories.StoryPage"]
    in_breadcrumb = False

    class Meta:
        verbose_name = "Geschichten eines Jobcenters"

    @classmethod
    def can_create_at(cls, parent) -> bool:
        """Only provisioning creates folders."""
        return False

    def permissions_for_user(self, user) -> FolderPermissionTester:
        return FolderPermissionTester(user, self)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer 410 where a story once was; everything else as usual."""
        try:
            return super().route(request, path_components)
        except Http404:
            if len(path_components) == 1:
                gone = f"{self.url_path}{path_components[0]}/"
                if Withdrawal.objects.filter(url_path=gone).exists():
                    return RouteResult(self, kwargs={"gone": True})
            raise

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict]:
        return []

    def serve(self, request: HttpRequest, *args, gone: bool = False, **kwargs):
        if gone:
            return TemplateResponse(request, "410.html", status=410)
        return redirect(f"{self.get_parent().get_url(request)}?jobcenter={self.slug}", permanent=False)


def make_folder(title: str, slug: str) -> Page:
    """Make the story folder of a centre."""
    return add_published(StoryIndexPage.objects.get(), StoryFolderPage(title=title, slug=slug))
