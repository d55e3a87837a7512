"""Which requests are views by people: GET, answered with a page, by nobody who is logged in and by no known robot."""

import re
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from campaign.statistics import buffer

# Words with which robots, programs and previews of messengers name themselves; who sends no name is none of ours.
ROBOTS: Final = re.compile(
    r"bot|crawl|spider|slurp|archive|monitor|uptime|check|scan|preview|headless|lighthouse|facebookexternalhit|"
    r"whatsapp|telegram|curl|wget|python|java/|go-http|okhttp|httpx|axios|node-fetch|libwww|perl|ruby|feed|rss",
    re.IGNORECASE,
)


# Name of the attribute of a request that names the page.
SERVED: Final = "page_served"


@hooks.register("before_serve_page")
def remember(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Note which page answers; previews do not come this way."""
    setattr(request, SERVED, page.pk)


class CountMiddleware:
    """Counts what was shown, when it was shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        count_page(request, response)
        return response


def count_page(request: HttpRequest, response: HttpResponse) -> None:
    """Count the page that was shown, if one was."""
    key = getattr(request, SERVED, None)
    is_page = response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
    if key is not None and is_page and by_a_visitor(request):
        buffer.count("page", str(key))


def embedded(request: HttpRequest, key: str) -> None:
    """Count that an embed was shown (call it where the answer is 200); on our own site it is a trial, no use."""
    host = buffer.public_host(request.headers.get("Referer", ""))
    if by_a_visitor(request) and host != settings.SITE_HOST:
        buffer.count("embed", key, host)


def by_a_visitor(request: HttpRequest) -> bool:
    """Say whether a person outside the house asked to see something."""
    headers = request.headers
    name = headers.get("User-Agent", "")
    ahead = "prefetch" in headers.get("Sec-Purpose", "") or headers.get("Purpose", "") == "prefetch"
    is_person = bool(name) and not ROBOTS.search(name) and not ahead
    return request.method == "GET" and is_person and settings.SESSION_COOKIE_NAME not in request.COOKIES
