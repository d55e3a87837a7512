"""The request being answered, as a place to keep what is worth asking once per request.

Wagtail's admin lists ask each page for its address without naming the request; the addresses of the sites would then
be looked up for every row.
"""

from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

# Name of the attribute of a request whose answer nobody else may get.
FOR_ONE_ASKER = "answer_for_one_asker"
_current: ContextVar[HttpRequest | None] = ContextVar("current_request", default=None)


def current_request() -> HttpRequest | None:
    """Return the request, or None outside of one (commands, jobs)."""
    return _current.get()


class CurrentRequestMiddleware:
    """Notes the request for the time it is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _current.set(request)
        try:
            return self.get_response(request)
        finally:
            _current.reset(token)
