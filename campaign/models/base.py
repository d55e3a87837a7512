"""What every page of the site has in common."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.models import Page

from campaign.forms import CampaignPageForm
from campaign.publishing.permissions import FixedPagePermissionTester


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

    class Meta:
        abstract = True


class FixedPage(models.Model):
    """Mixin for the pages that carry the tree: start, indexes, sections and story folders."""

    class Meta:
        abstract = True

    def permissions_for_user(self, user) -> FixedPagePermissionTester:
        return FixedPagePermissionTester(user, self)
