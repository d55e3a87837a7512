"""News of the campaign on the first page of the admin."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.ui.components import Component

from campaign.material import offer
from campaign.models import PressReleasePage
from campaign.written_once import written_once

SHOWN = 3
NEWS_FOR = timedelta(days=180)


@written_once
def _releases() -> QuerySet[PressReleasePage]:
    since = timezone.localdate() - NEWS_FOR
    newest = PressReleasePage.objects.live().filter(date__gte=since).order_by("-date", "-pk")
    return newest.only("title", "date", "url_path", "content_type", "locale")[:SHOWN]


class NewsPanel(Component):
    """The newest press releases: the Redaktion takes them up in its own house."""

    template_name = "dashboard/news.html"
    order = 40

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        request = (parent_context or {})["request"]
        return {
            "releases": [
                {"title": page.title, "url": page.get_url(request), "date": page.date} for page in _releases()
            ]
        }


class MaterialPanel(Component):
    """The newest versions of what the campaign hands out, and the way to the logo with the own name."""

    template_name = "dashboard/material.html"
    order = 45

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        return {"newest": offer.newest(SHOWN)}
