"""Pages for what goes wrong. They never ask the database: it may be what went wrong."""

import errno
import logging
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

from campaign import shared_cache
from campaign.accounts import kept_forms

logger = logging.getLogger(__name__)

RETRY_AFTER = 30
# A database that only reads says so with an error of its own class.
READ_ONLY = "25006"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
NO_ROOM_IN_DATABASE = "53100"
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or form cannot be understood; 413: it is larger than the server takes."""
    return _page("413.html", 413) if isinstance(exception, TOO_MUCH) else _page("400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the person's role does not reach this far."""
    return _page("403.html", 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: missing, or not for this person; the page is the same."""
    return _page("404.html", 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is too old or came from elsewhere; one that waited through a new login can be sent once more."""
    if kept_forms.keep_stale(request):
        return redirect("account_kept_form")
    return _page("403_csrf.html", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the error passes by itself (then it was raised outside of any view)."""
    error = sys.exc_info()[1]
    if error is not None and is_passing(error):
        return unavailable(error)
    return _page("500.html", 500)


def is_passing(error: BaseException) -> bool:
    """Say whether database, shared cache or disk fail: nothing is wrong with the request, later it may be answered."""
    if isinstance(error, InternalError):
        return getattr(error.__cause__, "sqlstate", "") == READ_ONLY
    return _is_full(error) or isinstance(error, OperationalError | InterfaceError | shared_cache.Away)


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    return getattr(error.__cause__, "sqlstate", "") == NO_ROOM_IN_DATABASE


def unavailable(error: BaseException) -> HttpResponse:
    """503 with Retry-After in seconds: something that every answer needs is away, or there is no room."""
    logger.error("Störung: %s: %s", type(error).__name__, str(error).partition("\n")[0][:200])
    response = _page("503_full.html" if _is_full(error) else "503.html", 503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def _page(template: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(template), status=status)
