"""Navigation of the public pages."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from urllib.parse import quote

from django import template
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page, Site

from campaign.remembering import remembered

register = template.Library()
LINKS = "_site_links"
START = "Start"
EASY = "/leichte-sprache/"
REPORT = "/barriere-melden/"
NOT_HANDED_ON = ("admin", "barriere-melden", "einwilligung", "widerruf")


@register.simple_tag(takes_context=True)
def navigation_items(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the main menu: {title, url, current} of the start page's children that are shown in menus."""
    return [item for item in _links(context) if item["in_menu"]]


@register.simple_tag(takes_context=True)
def legal_items(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the links of the footer: {title, url, current}."""
    return [item for item in _links(context) if item["in_footer"]]


@register.simple_tag(takes_context=True)
def barrier_url(context: dict[str, Any]) -> str:
    """Return where a barrier of this page is reported, with its path; personal links and logins are not handed on."""
    request: HttpRequest | None = context.get("request")
    path = request.path if request is not None else "/"
    first = path.strip("/").split("/")[0]
    return REPORT if first in NOT_HANDED_ON else f"{REPORT}?seite={quote(path)}"


@register.simple_tag(takes_context=True)
def easy_url(context: dict[str, Any]) -> str:
    """Return where this page is to be read in Leichte Sprache, else where Leichte Sprache begins."""
    own: str = context.get("leichte_sprache_url") or ""
    return own or next((item["url"] for item in _links(context) if item["is_easy"]), EASY)


@register.simple_tag(takes_context=True)
def breadcrumb(context: dict[str, Any]) -> list[dict[str, str]]:
    """Return the way from the start page to `page`: {title, url}, the page itself without url. One query at most.

    Empty on the start page and where there is no page.
    """
    page, request = context.get("page"), context.get("request")
    site = Site.find_for_request(request) if request is not None else None
    if not isinstance(page, Page) or site is None or page.depth <= site.root_page.depth:
        return []
    parent = page.path[: -page.steplen]
    above = remembered(("above", site.root_page_id, parent), partial(_read_above, site, parent, request))
    return [*above, {"title": page.title, "url": ""}]


def _read_above(site: Site, parent: str, request: HttpRequest | None) -> tuple[dict[str, str], ...]:
    """Return {title, url} from the start page to the page with this path; the same for all pages below that."""
    start = site.root_page
    above: Iterable[Page] = [start]
    if len(parent) > len(start.path):
        paths = [parent[:end] for end in range(len(start.path), len(parent) + 1, Page.steplen)]
        places = Page.objects.filter(path__in=paths).order_by("path")
        above = places.only("depth", "title", "url_path", "content_type")
    return tuple(
        {
            "title": START if place.depth == start.depth else place.title,
            "url": place.get_url(request, current_site=site) or "",
        }
        for place in above
        if getattr(place.specific_class, "in_breadcrumb", True)
    )


@register.filter
def dotted(text: str) -> SafeString:
    """Return the text with every full stop in the signal colour."""
    return mark_safe(escape(text).replace(".", '<span class="dot">.</span>'))


def _links(context: dict[str, Any]) -> list[dict[str, Any]]:
    """What menu, footer and the way to Leichte Sprache are chosen from: one query, asked again when a page changes."""
    request: HttpRequest | None = context.get("request")
    site = Site.find_for_request(request) if request is not None else None
    if request is None or site is None:
        return []
    known: list[dict[str, Any]] | None = getattr(request, LINKS, None)
    if known is None:
        links = remembered(("links", site.root_page_id), partial(_read_links, site, request))
        page = context.get("page")
        known = [
            link
            | {
                "current": request.path.startswith(link["url"]),
                "is_easy": link["easy_of"] is not None and link["easy_of"] == getattr(page, "pk", None),
            }
            for link in links
        ]
        setattr(request, LINKS, known)
    return known


def _read_links(site: Site, request: HttpRequest) -> tuple[dict[str, Any], ...]:
    children = Page.objects.live().child_of(site.root_page)
    # The statement is reachable from every page, whoever edits it (BGG § 12b).
    shown = Q(show_in_menus=True) | Q(contentpage__in_footer=True) | Q(accessibilitypage__isnull=False)
    easy = Page.objects.live().filter(leichtesprachepage__counterpart__isnull=False)
    pages = _placed(children.filter(shown)).union(_placed(easy)).order_by("path")
    return tuple(
        {
            "title": page.title,
            "url": page.get_url(request, current_site=site),
            "in_menu": page.show_in_menus and len(page.path) == len(site.root_page.path) + Page.steplen,
            "in_footer": bool(page.in_footer or page.statement),
            "easy_of": page.easy_of,
        }
        for page in pages
    )


def _placed(pages: Any) -> Any:
    """Add to each page where it is linked; one union of two selections costs one query."""
    placed = pages.order_by().annotate(
        in_footer=F("contentpage__in_footer"),
        statement=F("accessibilitypage__pk"),
        easy_of=F("leichtesprachepage__counterpart"),
    )
    return placed.only("path", "title", "url_path", "show_in_menus")
