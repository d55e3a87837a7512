"""What every page of the site has in common."""

from typing import Any, ClassVar, Self

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.panels import CommentPanel, FieldPanel, Panel, TitleFieldPanel
from wagtail.models import Page, PageViewRestriction, Site, SiteRootPath

from campaign.current_request import current_request
from campaign.display_titles import only_public_part
from campaign.forms import CampaignPageForm
from campaign.missing_files import without_missing
from campaign.publishing.permissions import CampaignPagePermissionTester, FixedPagePermissionTester
from campaign.remembering import remembered


class CampaignPage(Page):
    """Base of all page types: one edit form, no hidden pages, no scheduling by hand."""

    base_form_class = CampaignPageForm
    private_page_options: ClassVar[list[str]] = []
    content_panels: ClassVar[list] = [TitleFieldPanel("title", classname="title", heading="Titel")]
    promote_panels: ClassVar[list] = [
        FieldPanel("slug", heading="Adresse (letzter Teil)"),
        FieldPanel("search_description", heading="Beschreibung für Suchmaschinen"),
    ]
    settings_panels: ClassVar[list] = []
    # Related objects a visitor's request needs anyway: fetched with the page, in one query.
    served_with: ClassVar[tuple[str, ...]] = ()
    # The frame of the preview is one of ours (frame-src 'self'), so every size works below the rules of the admin.
    preview_sizes: ClassVar[list[dict[str, Any]]] = [
        {"name": "mobile", "icon": "mobile-alt", "device_width": 390, "label": "Ansicht auf dem Telefon"},
        {"name": "tablet", "icon": "tablet-alt", "device_width": 768, "label": "Ansicht auf dem Tablet"},
        {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": "Ansicht am Schreibtisch"},
    ]
    # A page that is only a place in the tree is no station on the way to the pages below it.
    in_breadcrumb: ClassVar[bool] = True

    class Meta:
        abstract = True

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], *args: Any, **kwargs: Any) -> Self:
        """As in Wagtail; a version that names what is gone opens without it."""
        try:
            return super().from_serializable_data(data, *args, **kwargs)
        except Exception:  # modelcluster raises nothing more exact
            mended = without_missing(cls, data)
            if mended is None or mended == data:
                raise
            return super().from_serializable_data(mended, *args, **kwargs)

    def _get_site_root_paths(self, request: HttpRequest | None = None) -> list[SiteRootPath]:
        """As in Wagtail; looked up once per request, also where the caller does not name it."""
        return super()._get_site_root_paths(request or current_request())

    def get_url(self, request: HttpRequest | None = None, current_site: Site | None = None) -> str | None:
        """As in Wagtail; where there is one website, nobody looks up which one is asked."""
        request = request or current_request()
        is_alone = len({path.site_id for path in self._get_site_root_paths(request)}) == 1
        return super().get_url(None if is_alone else request, current_site)

    # Wagtail binds the property to its own get_url.
    url = property(get_url)

    @property
    def status_string(self) -> str:
        """As in Wagtail; that a page has a draft besides what is public is nobody's business outside the centre."""
        return _("live") if self.live and only_public_part(self) else super().status_string

    def permissions_for_user(self, user) -> CampaignPagePermissionTester:
        return CampaignPagePermissionTester(user, self)

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """As in Wagtail, but the tree is only searched if there is a restriction at all (we offer none)."""
        if not remembered("view restrictions", PageViewRestriction.objects.exists):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()


def with_comments(panels: list[Panel]) -> list[Panel]:
    """Return the panels of a campaign page's form with Wagtail's comments; pages of centres and stories have none."""
    return [*panels, CommentPanel()]


class FixedPage(models.Model):
    """Mixin for the pages that carry the tree: start, indexes, sections and story folders."""

    class Meta:
        abstract = True

    def permissions_for_user(self, user) -> FixedPagePermissionTester:
        return FixedPagePermissionTester(user, self)
