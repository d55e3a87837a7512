"""Which answers nginx may keep, and the note of what was read to make each."""

import gzip
import re
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from campaign.middleware import ADMIN, ALWAYS_CHECKED, EMBEDDED, OURS, is_personal
from campaign.operations.models import CacheChange, CachedCopy
from campaign.operations.page_cache import lifetime
from campaign.operations.page_cache.watching import EVERYTHING

# The address as nginx has it, and so the name of the copy. Whoever asks us directly gets no copy made.
KEY_HEADER: Final = "X-Cache-Key"
# Fetched to replace a copy: whatever is there now, even if it is nothing, takes its place.
REFRESH_HEADER: Final = "X-Cache-Refresh"
# nginx goes on showing it while the database is away.
KEEP_HEADER: Final = "X-Cache-Keep"
# nginx keeps copies packed, and unpacks them for whoever cannot.
PACKED_HEADER: Final = "X-Cache-Packed"
LIFETIME_HEADER: Final = "X-Accel-Expires"
# What people type is theirs: such answers leave no copy anywhere. The same expression stands in nginx's template.
# Few pages of a list: each is one more to replace, and a page without parts answers to any number.
QUERY: Final = re.compile(r"(seite=[1-9])?")
LASTING: Final = (200, 410)
REPLACING: Final = (200, 301, 302, 404, 410)
NO_PAGES: Final = (ADMIN, "/healthz", "/readyz", "/metrics")
STORIES: Final = "stories_storypage"
LONGEST_URI: Final = 300
KEPT_FOR: Final = timedelta(days=1, hours=1)


def address(request: HttpRequest) -> str:
    """Return the address under which nginx may keep an answer to this request, "" for none."""
    uri = request.get_full_path()
    from_nginx = request.headers.get(KEY_HEADER) == f"{settings.SITE_HOST}{uri}"
    return uri if from_nginx and is_for_everybody(request) else ""


def is_for_everybody(request: HttpRequest) -> bool:
    """Say whether a request asks for a page, as anybody else may ask for it."""
    uri = request.get_full_path()
    return (
        request.method in ("GET", "HEAD")
        and len(uri) <= LONGEST_URI
        and QUERY.fullmatch(request.META.get("QUERY_STRING", "")) is not None
        and not uri.startswith(NO_PAGES)
        and not is_personal(request)
    )


def may_be_kept(request: HttpRequest, response: HttpResponseBase, tables: set[str]) -> bool:
    """Say whether an answer is the same for everybody; a view that says itself what may be stored is left alone."""
    wanted = REPLACING if request.headers.get(REFRESH_HEADER) else LASTING
    return (
        response.status_code in wanted
        and not response.streaming
        and "Cache-Control" in getattr(response, OURS, ())
        and response["Cache-Control"] == ALWAYS_CHECKED
        and not response.cookies
        and "cookie" not in response.get("Vary", "").lower()
        and not (request.headers.get(KEEP_HEADER) and (STORIES in tables or uri_is_story_like(request)))
    )


def uri_is_story_like(request: HttpRequest) -> bool:
    """Say whether an address is none that may outlive its time, whatever it shows."""
    return request.path_info.startswith((EMBEDDED, "/menschen"))


def known_changes() -> set[int]:
    """Return the changes noted up to now: a page that is made from here on shows them."""
    return set(CacheChange.objects.values_list("pk", flat=True))


def note(request: HttpRequest, uri: str, tables: set[str], known: set[int], began: datetime) -> int:
    """Note a copy and return its lifetime in seconds; 0 when something it shows changed while it was made.

    began: when it was asked for. Whoever changes something after this finds the note; before it, we find the change.
    """
    now = timezone.now()
    seconds = lifetime.seconds(began, now)
    read = {table for table in tables if not table.startswith("operations_")}
    values: dict[str, Any] = {
        "tables": sorted(read),
        "stored_at": now,
        "fresh_until": now + timedelta(seconds=seconds),
        "kept": bool(request.headers.get(KEEP_HEADER)),
    }
    CachedCopy.objects.bulk_create(
        [CachedCopy(uri=uri, **values)],
        update_conflicts=True,
        unique_fields=["uri"],
        update_fields=list(values),
    )
    since = CacheChange.objects.exclude(pk__in=known).values_list("table", flat=True)
    return 0 if any(table == EVERYTHING or table in read for table in since) else seconds


def packed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return an answer that becomes a copy packed: once here, instead of by nginx for each visitor."""
    if LIFETIME_HEADER in response and PACKED_HEADER in request.headers:
        smaller = gzip.compress(response.content, compresslevel=6, mtime=0)
        if len(smaller) < len(response.content):
            response.content = smaller
            response["Content-Encoding"], response["Content-Length"] = "gzip", str(len(smaller))
    return response


def holding(tables: set[str]) -> list[CachedCopy]:
    """Return the copies that read one of these tables, those first that are shown now and read most of them."""
    living = CachedCopy.objects.filter(Q(fresh_until__gt=timezone.now()) | Q(kept=True))
    found = [copy for copy in living if EVERYTHING in tables or tables & set(copy.tables)]
    return sorted(
        found, key=lambda copy: (copy.fresh_until < timezone.now(), -len(tables & set(copy.tables)), copy.uri)
    )


def forget() -> None:
    """Take out what nginx has dropped long ago."""
    now = timezone.now()
    CachedCopy.objects.filter(kept=False, fresh_until__lt=now - timedelta(minutes=5)).delete()
    CachedCopy.objects.filter(stored_at__lt=now - KEPT_FOR).delete()
    CacheChange.objects.filter(done_at__lt=now - timedelta(minutes=5)).delete()
