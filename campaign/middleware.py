"""The outermost layers: headers that every answer carries, and faults that become pages instead of errors."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDictKeyError
from modelsearch.backends.base import FieldError
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from campaign import views
from campaign.current_request import FOR_ONE_ASKER

logger = logging.getLogger(__name__)

# What only odd input brings about: a value no database takes, a form without parts of itself, a search
# limited by what is not in the index.
ODD_INPUT = (DataError, OverflowError, MultiValueDictKeyError, FieldError)

ADMIN = "/admin/"
# Pages below /admin/ that are ours: they need nothing of what Wagtail's own pages need.
ENTRANCE = tuple(
    f"{ADMIN}{part}/"
    for part in (
        "login",
        "logout",
        "inaktiv",
        "bestaetigen",
        "einladung",
        "passwort",
        "adresse",
        "2fa",
        "sitzung",
    )
)

PUBLIC_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; font-src 'self'; "
    "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Cards for other people's websites: the only pages that may stand in a frame, whatever they answer.
EMBEDDED = "/einbetten/"
EMBEDDED_POLICY = PUBLIC_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
# Wagtail 7.4 writes scripts and styles into the pages of its editor; its previews are frames.
ADMIN_POLICY = (
    "default-src 'none'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'unsafe-inline'; font-src 'self'; media-src 'self' blob:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'self'"
)
EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), "
    "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
# Name of the attribute in which a response remembers which headers are ours.
OURS = "headers_of_the_house"
NEVER_STORED = "private, no-store"
ALWAYS_CHECKED = "public, max-age=0, must-revalidate"


class SecurityHeadersMiddleware:
    """Sets the headers of the outer request; a header that a view set itself stays.

    A preview runs through here twice, first as if the public page were asked for: what the inner run set is
    not the view's, and the outer run replaces it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        ours: set[str] = getattr(response, OURS, set())
        wanted = headers(request, response)
        if request.path_info.startswith(EMBEDDED):
            wanted |= {
                "Content-Security-Policy": EMBEDDED_POLICY,
                "Cross-Origin-Resource-Policy": "cross-origin",
            }
            del wanted["X-Frame-Options"]
        for name, value in wanted.items():
            if name in ours or not response.has_header(name):
                response[name] = value
                ours.add(name)
        if request.path_info.startswith(ADMIN):
            response["Cache-Control"] = NEVER_STORED
        setattr(response, OURS, ours)
        return response


def headers(request: HttpRequest, response: HttpResponse) -> dict[str, str]:
    """Return the headers an answer gets unless its view set them."""
    admin = request.path_info.startswith(ADMIN) and not request.path_info.startswith(ENTRANCE)
    personal = is_personal(request) or bool(response.cookies)
    passing = response.status_code >= 500
    return EVERYWHERE | {
        "Content-Security-Policy": ADMIN_POLICY if admin else PUBLIC_POLICY,
        "X-Frame-Options": "SAMEORIGIN" if admin else "DENY",
        "Cache-Control": NEVER_STORED if personal or passing else ALWAYS_CHECKED,
    }


def is_personal(request: HttpRequest) -> bool:
    """Say whether an answer may be one person's: somebody is known here, or the page holds a form made for one asker."""
    known = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}
    return (
        not known.isdisjoint(request.COOKIES)
        or "Authorization" in request.headers
        or getattr(request, FOR_ONE_ASKER, False)
    )


class FaultMiddleware:
    """Turns what no view can foresee into a page: bytes no database takes, a database that is away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            return views.page_not_found(request, Http404())
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or "\x00" in query:
            return views.bad_request(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 503 when database or disk space are away, 400 to odd input; every other error takes its way."""
        if views.is_passing(exception):
            return views.unavailable(exception)
        if isinstance(exception, ODD_INPUT):
            logger.warning("Unbrauchbarer Wert: %s", type(exception).__name__)
            return views.bad_request(request)
        return None


class PublicRedirectMiddleware(RedirectMiddleware):
    """Wagtail's redirects for the public pages; what is missing below /admin/ is missing, and costs no query."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Look for a redirect where a public address leads nowhere."""
        if request.path_info.startswith(ADMIN):
            return response
        return super().process_response(request, response)
