"""The map of all public pages for search engines: an index, and parts of at most 5,000 addresses.

It lists what the search may show at that moment (`campaign.search.kinds.allowed`) and the start page. A part is kept for a
minute at most, and only while everything that decides on what is public counts and dates the same.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.core.cache import cache
from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Site

from campaign.models.search import SearchEntry
from campaign.publishing.models import Approval
from campaign.search import kinds
from campaign.site_languages import ALTERNATES

PER_PART: Final = 5_000
LIFETIME: Final = 60
# So many the format allows in one index; a larger number is no part of ours.
MOST_PARTS: Final = 50_000
DATES: Final = ("pk", "published_at", "ended_at", "shown_until")

Watched = Callable[[], tuple[Any, ...]]
_addresses: list[Callable[[], str]] = []
_left_out: list[Callable[[], Q]] = []
_watched: list[Watched] = []


def add_address(path: Callable[[], str]) -> None:
    """List a public page that is none of the tree; `path` is called when the map is made."""
    _addresses.append(path)


def leave_out(condition: Callable[[], Q]) -> None:
    """Leave entries out that the search shows: a condition on SearchEntry."""
    _left_out.append(condition)


def watch(state: Watched) -> None:
    """Make the map anew when this is no longer what it was: a few counts and dates, in one query."""
    _watched.append(state)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The whole map where one part is enough, else the list of parts."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    version = _version()
    parts = cache.get_or_set(f"sitemap-parts-{version}", _number_of_parts, LIFETIME) or 1
    if parts == 1:
        return _answer(_part(site, 1, version))
    addresses = [f"{site.root_url}/sitemap-{number}.xml" for number in range(1, parts + 1)]
    return _answer(render_to_string("sitemap_index.xml", {"addresses": addresses}))


@require_safe
def part(request: HttpRequest, number: int) -> HttpResponse:
    """One part, counted from 1; 404 before the first and behind the last."""
    site = Site.find_for_request(request)
    text = site and 0 < number < MOST_PARTS and _part(site, number, _version())
    if not text:
        raise Http404
    return _answer(text)


def _answer(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def _part(site: Site, number: int, version: str) -> str:
    key = f"sitemap-{number}-{version}"
    text: str | None = cache.get(key)
    if text is None:
        urls = _urls(site, number)
        text = render_to_string("sitemap.xml", {"urls": urls}) if urls else ""
        cache.set(key, text, LIFETIME)
    return text


def _urls(site: Site, number: int) -> list[dict[str, Any]]:
    """Return {location, lastmod, alternates} in the order of the pages' numbers, the start page first."""
    root = site.root_page.specific
    columns = ("page__url_path", "page__last_published_at")
    rows = _entries().order_by("page_id").values_list(*columns)[(number - 1) * PER_PART : number * PER_PART]
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


def _number_of_parts() -> int:
    return max(1, -(-_entries().count() // PER_PART))


def _version() -> str:
    entries = SearchEntry.objects.aggregate(Count("pk"), Max("pk"), Max("written_at"))
    approvals = Approval.objects.aggregate(
        *(Count(name) for name in ("pk", "published_at", "ended_at")), *(Max(name) for name in DATES)
    )
    state = [sorted(one.items()) for one in (entries, approvals)], [state() for state in _watched]
    return hashlib.sha256(f"{timezone.localdate()}{state}".encode()).hexdigest()[:24]
