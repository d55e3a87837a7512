"""Where somebody is in the admin: the view whose menu item is marked.

Wagtail marks the item whose address is the longest beginning of the page's own. That leaves the forms of pages, which
belong to „Geschichten“ or „Mein Jobcenter“, and every address outside of a list, to the item of „Übersicht“.
"""

from collections.abc import Iterable

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from campaign.accounts.gate import as_id
from campaign.accounts.menu import view_name

# The request remembers the answer for the menu and for the help.
KEPT = "_menu_view_of_page"
OVERVIEW, TREE = "wagtailadmin_home", "wagtailadmin_explore_root"
PAGES = ("wagtailadmin_pages", "wagtailadmin_explore")
# Views by the beginning of their names, whose addresses do not begin with that of the item they belong to.
PLACES = {
    "events_": "events_index",
    "aktionen_": "events_index",
    "registry_unchecked": "registry_index",
    "logo_use_": "material_index",
    "sharing_": "sharing_register",
    "begriff:": "proofreading_index",
    "mfa_": "",
    "account_": "",
}


def here(request: HttpRequest, items: Iterable[MenuItem]) -> str:
    """Return the view of the item that somebody is at; "" where it is none. At most one query, on forms of pages.

    A page says by `menu_view` on its class which item it belongs to; without one, or where the person does not have
    that item, it is the tree of pages.
    """
    match = request.resolver_match
    view = match.view_name if match else ""
    there = {view_name(item): item.url for item in items}
    if view == OVERVIEW:
        return OVERVIEW
    if view.startswith(PAGES):
        return next((one for one in (of_page(request), TREE) if one in there), "")
    for beginning, place in PLACES.items():
        if view.startswith(beginning) and (place in there or not place):
            return place
    covering = [name for name, url in there.items() if name != OVERVIEW and request.path.startswith(url)]
    return max(covering, key=lambda name: len(there[name]), default="")


def home_url(request: HttpRequest) -> str:
    """Return the address of „Übersicht“: on other pages one that Wagtail does not take for their beginning."""
    url = reverse(OVERVIEW)
    return url if request.path == url else f"{url}?"


def of_page(request: HttpRequest) -> str:
    """Return what the class of the page that the address names says of itself, "" for nothing; one query per request.

    A new page's class stands in the address; the page of an open form is known.
    """
    if not hasattr(request, KEPT):
        is_at(request, _page_class(request))
    return getattr(request, KEPT)


def is_at(request: HttpRequest, page_class: type | None) -> None:
    """Note of which class the page is that the address names."""
    setattr(request, KEPT, getattr(page_class, "menu_view", ""))


def _page_class(request: HttpRequest) -> type | None:
    kwargs = request.resolver_match.kwargs if request.resolver_match else {}
    if "content_type_model_name" in kwargs:
        try:
            return apps.get_model(kwargs["content_type_app_name"], kwargs["content_type_model_name"])
        except LookupError:
            return None
    number = as_id(kwargs.get("page_id") or kwargs.get("parent_page_id") or "")
    page = Page.objects.only("content_type").filter(pk=number).first() if number else None
    return page.specific_class if page else None
