"""Copies of public pages in the memory of this process, for sites without nginx's copies."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import ResponseHeaders

from campaign.middleware import EMBEDDED
from campaign.operations.page_cache import copies, memory
from campaign.operations.page_cache.watching import Seen
from campaign.statistics import visits

Name = tuple[str, str, str]


@dataclass(frozen=True)
class Copy:
    """An answer, with what its line in the log and the statistics say."""

    status: int
    headers: dict[str, str]
    body: bytes
    match: Any
    page: int | None

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return a new answer for this request, logged and counted like the first."""
        response = HttpResponse(self.body, status=self.status)
        response.headers = ResponseHeaders(self.headers)
        request.resolver_match = self.match
        setattr(request, visits.SERVED, self.page)
        visits.count_page(request, response)
        return response


def name_of(request: HttpRequest) -> Name | None:
    """Return the name of the copy that may answer a request, None for no copy.

    Embeds are counted by the website they stand on, each anew; to replace copies is nginx's to ask.
    """
    if (
        not settings.COPIES_IN_MEMORY
        or request.method != "GET"
        or request.path_info.startswith(EMBEDDED)
        or copies.REFRESH_HEADER in request.headers
        or not copies.is_for_everybody(request)
    ):
        return None
    return request.scheme or "", request.META.get("HTTP_HOST", ""), request.get_full_path()


def keep(name: Name, request: HttpRequest, response: HttpResponse, seen: Seen) -> None:
    """Keep an answer that is the same for everybody."""
    page = getattr(request, visits.SERVED, None)
    # As they are now: layers further out add what belongs to this answer alone.
    headers = dict(response.items())
    copy = Copy(response.status_code, headers, response.content, request.resolver_match, page)
    memory.keep(name, copy, seen, seen.tables, len(copy.body) + memory.A_VALUE)
