"""Copies of public pages in the memory of this process, for sites without nginx's copies.

A copy is shown only after the database was asked what changed: when the notes of writes (see watching) to the tables it
read are not the same as before its making began, it is over. So it is never older than a fresh page would be, with
however many processes. The clock ends it as it ends nginx's: after a minute, and before a page appears by itself.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import ResponseHeaders
from django.utils import timezone

from campaign.middleware import EMBEDDED
from campaign.operations.models import CacheChange
from campaign.operations.page_cache import copies, lifetime
from campaign.operations.page_cache.watching import EVERYTHING
from campaign.statistics import visits

# Bytes of pages one process keeps; the page nobody asked for the longest goes.
MOST_BYTES: Final = 4 * 1024**2
# With more notes than this (no job has tidied for long) counting them is not worth it.
MOST_NOTES: Final = 20_000
# As much again for names and headers.
_AROUND: Final = 2_000
# Whole numbers, for they are read all the time. After a restore the numbers begin again where the backup ended; the
# note of that has an hour, too.
_NOTES: Final = (
    'SELECT "table", count(*), max(id), CAST(sum(id) AS bigint), '
    f"max(CASE WHEN \"table\" = '{EVERYTHING}' THEN made_at END) "
    f'FROM {CacheChange._meta.db_table} GROUP BY "table"'
)

# Table → what can be said of the notes of writes to it: how many, their highest number, the sum of their numbers.
Notes = dict[str, tuple[Any, ...]]
Name = tuple[str, str, str]


@dataclass(frozen=True)
class Copy:
    """An answer, and the notes of writes to what was read for it, as they stood before its making began."""

    status: int
    headers: ResponseHeaders
    body: bytes
    notes: Notes
    begins: datetime
    ends: datetime
    match: Any
    page: int | None

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return a new answer for this request, logged and counted like the first."""
        response = HttpResponse(self.body, status=self.status)
        response.headers = ResponseHeaders(dict(self.headers.items()))
        request.resolver_match = self.match
        setattr(request, visits.SERVED, self.page)
        visits.count_page(request, response)
        return response


_copies: OrderedDict[Name, Copy] = OrderedDict()
_lock = threading.Lock()


def name_of(request: HttpRequest) -> Name | None:
    """Return the name of the copy that may answer a request, None for no copy.

    Embeds are counted by the website they stand on, each anew. In a transaction pages may show what is taken back.
    """
    wanted = (
        settings.COPIES_IN_MEMORY
        and request.method == "GET"
        and not request.path_info.startswith(EMBEDDED)
        and copies.is_for_everybody(request)
        and not connection.in_atomic_block
    )
    return (
        (request.scheme or "", request.META.get("HTTP_HOST", ""), request.get_full_path()) if wanted else None
    )


def notes() -> Notes | None:
    """Return the notes of all writes there are; None when there are too many, or nobody can tell."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_NOTES)
            found = {table: (number, *rest) for table, number, *rest in cursor.fetchall()}
    except DatabaseError:
        return None
    return found if sum(number for number, *_ in found.values()) <= MOST_NOTES else None


def held(name: Name, now: Notes) -> Copy | None:
    """Return the copy of this name if what it shows is still so. now: the notes of all writes."""
    copy = _copies.get(name)
    if copy is None:
        return None
    is_current = all(now.get(table, ()) == then for table, then in copy.notes.items())
    with _lock:
        if is_current and copy.begins <= timezone.now() < copy.ends:
            if name in _copies:
                _copies.move_to_end(name)
            return copy
        _copies.pop(name, None)
    return None


def keep(
    name: Name, request: HttpRequest, response: HttpResponse, tables: set[str], before: Notes, began: datetime
) -> None:
    """Keep an answer that read these tables. before: the notes of all writes when its making began, at `began`."""
    seconds = lifetime.seconds(began, timezone.now())
    if not seconds:
        return
    copy = Copy(
        response.status_code,
        response.headers,
        response.content,
        {table: before.get(table, ()) for table in (*tables, EVERYTHING)},
        began,
        began + timedelta(seconds=seconds),
        request.resolver_match,
        getattr(request, visits.SERVED, None),
    )
    with _lock:
        _copies[name] = copy
        while sum(len(one.body) + _AROUND for one in _copies.values()) > MOST_BYTES:
            _copies.popitem(last=False)


def forget() -> None:
    """Throw all copies of this process away."""
    with _lock:
        _copies.clear()
