"""The map of all public pages for search engines: an index, and parts of at most 5,000 addresses.

It lists what the search may show at that moment (`campaign.search.kinds.allowed`) and the start page. A part holds the
pages of a range of numbers, so that making it asks of no other pages; copies answer for a minute (0043, 0047).
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, Window
from django.db.models.functions import Mod, RowNumber
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from wagtail.models import Site

from campaign.models.search import SearchEntry
from campaign.search import kinds
from campaign.site_languages import ALTERNATES

PER_PART: Final = 5_000

_addresses: list[Callable[[], str]] = []
_left_out: list[Callable[[], Q]] = []


def add_address(path: Callable[[], str]) -> None:
    """List a public page that is none of the tree; `path` is called when the map is made."""
    _addresses.append(path)


def leave_out(condition: Callable[[], Q]) -> None:
    """Leave entries out that the search shows: a condition on SearchEntry."""
    _left_out.append(condition)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The whole map where one part is enough, else the list of parts."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    parts = len(_starts())
    if parts < 2:
        return _answer(_part(site, 1))
    addresses = [f"{site.root_url}/sitemap-{number}.xml" for number in range(1, parts + 1)]
    return _answer(render_to_string("sitemap_index.xml", {"addresses": addresses}))


@require_safe
def part(request: HttpRequest, number: int) -> HttpResponse:
    """One part, counted from 1; 404 before the first and behind the last."""
    site = Site.find_for_request(request)
    text = site and number and _part(site, number)
    if not text:
        raise Http404
    return _answer(text)


def _answer(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def _part(site: Site, number: int) -> str:
    urls = _urls(site, number)
    return render_to_string("sitemap.xml", {"urls": urls}) if urls else ""


def _urls(site: Site, number: int) -> list[dict[str, Any]]:
    """Return {location, lastmod, alternates} in the order of the pages' numbers, the start page first."""
    root = site.root_page.specific
    first, *behind = _starts()[number - 1 : number + 1] or [0]
    entries = _entries().filter(page_id__gte=first) if first else _entries().none()
    if behind:
        entries = entries.filter(page_id__lt=behind[0])
    rows = entries.order_by("page_id").values_list("page__url_path", "page__last_published_at")
    urls = [_url(site, f"/{path[len(root.url_path) :]}", day) for path, day in rows]
    if number > 1:
        return urls
    more = [_url(site, path()) for path in _addresses]
    return [_url(site, "/", root.last_published_at), *more, *urls]


def _url(site: Site, path: str, lastmod: datetime | None = None) -> dict[str, Any]:
    """`alternates`: language and address of every page that says the same, this one included; else empty."""
    group = ALTERNATES if any(path == other for _, other in ALTERNATES) else ()
    alternates = [(code, f"{site.root_url}{other}") for code, other in group]
    return {"location": f"{site.root_url}{path}", "lastmod": lastmod, "alternates": alternates}


def _entries() -> Any:
    out = Q()
    for condition in _left_out:
        out |= condition()
    entries = SearchEntry.objects.filter(kinds.allowed(), page__isnull=False)
    return entries.exclude(out) if _left_out else entries


def _starts() -> list[int]:
    """Return the number of the first page of each part; of its PER_PART entries some may not be shown."""
    place = Window(RowNumber(), order_by="page_id")
    entries = SearchEntry.objects.filter(page__isnull=False).annotate(left=Mod(place, PER_PART))
    return list(entries.filter(left=1).order_by("page_id").values_list("page_id", flat=True))
