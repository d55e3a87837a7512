"""The tree of pages in the admin, without the filters that name everybody who ever wrote."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from campaign.accounts.person import person
from campaign.accounts.roles import Role


class NamelessFilterSet(GenericPageFilterSet):
    """Wagtail's filters but „owner“ and „edited by“: their choices are the people of all centres."""

    owner = None
    edited_by = None


class ExplorerView(ExplorableIndexView):
    """The Redaktion filters by what the pages are, not by who wrote them."""

    @cached_property
    def filterset_class(self) -> Any:
        nameless = person(self.request).roles == {Role.REDAKTION}
        return NamelessFilterSet if nameless else self.base_filterset_class

    @cached_property
    def sort_order_field(self) -> str | None:
        """Name the order by hand where somebody may change it: all children stand on one page then."""
        return "ord" if self.permissions.can_reorder_children() else None

    def get_side_panels(self) -> MediaContainer:
        """Who changed a page last, and when, is said to those who may change it."""
        return super().get_side_panels() if self.permissions.can_edit() else MediaContainer()


class ExplorerViewSet(PageViewSet):
    """Takes the place of Wagtail's own for all types of pages."""

    model = Page
    name = "explorer"
    index_view_class = ExplorerView
    # The view chooses itself, by role.
    filterset_class = PageViewSet.UNDEFINED
