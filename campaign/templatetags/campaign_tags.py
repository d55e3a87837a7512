"""Navigation of the public pages."""

from typing import Any

from django import template
from wagtail.models import Page, Site

from campaign.models import ContentPage

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation_items(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the main menu: {title, url, current} of the start page's children that are shown in menus."""
    return _items(context, Page.objects.filter(show_in_menus=True))


@register.simple_tag(takes_context=True)
def legal_items(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the links of the footer: {title, url, current}."""
    return _items(context, ContentPage.objects.filter(in_footer=True))


def _items(context: dict[str, Any], pages) -> list[dict[str, Any]]:
    request = context.get("request")
    site = Site.find_for_request(request) if request is not None else None
    if site is None:
        return []
    path = request.path
    items = []
    for page in pages.live().child_of(site.root_page).order_by("path"):
        url = page.get_url(request, current_site=site)
        items.append({"title": page.title, "url": url, "current": path.startswith(url)})
    return items
