"""Tells nginx which answers it may keep, browsers whether theirs is still right, and has outdated copies replaced."""

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, set_response_etag

from campaign.operations.page_cache import copies, memory, own_copies, refreshing
from campaign.operations.page_cache.watching import Seen, looking

OF_THE_BODY = ("content-length", "content-type", "content-encoding", "content-disposition")


class PageCacheMiddleware:
    """Stands outside of whatever sets headers, for it reads them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with looking() as seen:
            if not settings.CACHE_PURGE_URLS:
                return self._from_memory(request, seen)
            response = self._noted(request, seen)
        if seen.changed:
            refreshing.after_act()
        return copies.packed(request, conditional(request, response))

    def _from_memory(self, request: HttpRequest, seen: Seen) -> HttpResponse:
        name = own_copies.name_of(request)
        now = memory.notes_of(seen) if name else None
        if name is None or now is None:
            return conditional(request, self.get_response(request))
        if kept := memory.held(name, now):
            return conditional(request, kept.value.answer(request))
        response = self.get_response(request)
        answer = conditional(request, response)
        if not seen.changed and copies.may_be_kept(request, response, seen.tables):
            own_copies.keep(name, request, response, seen)
        return answer

    def _noted(self, request: HttpRequest, seen: Seen) -> HttpResponse:
        uri, known, began = copies.address(request), set(), timezone.now()
        try:
            known = copies.known_changes() if uri else set()
        except DatabaseError:
            uri = ""
        response = self.get_response(request)
        if uri and copies.may_be_kept(request, response, seen.tables):
            try:
                seconds = copies.note(request, uri, seen.tables, known, began)
            except DatabaseError:
                seconds = 0
            if seconds:
                response[copies.LIFETIME_HEADER] = str(seconds)
        return response


def conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give an answer that may be stored its ETag, and answer 304 where the asker has it already, with all our headers."""
    stored = "no-store" not in response.get("Cache-Control", "no-store")
    if (
        request.method not in ("GET", "HEAD")
        or response.status_code != 200
        or response.streaming
        or not stored
    ):
        return response
    if not response.has_header("ETag"):
        set_response_etag(response)
    answer = get_conditional_response(request, etag=response.get("ETag"), response=response)
    if answer is None or answer is response or answer.status_code != 304:
        return response
    for name, value in response.items():
        if name.lower() not in OF_THE_BODY:
            answer[name] = value
    return answer
