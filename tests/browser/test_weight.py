"""What a first visit weighs, with the files as production delivers them."""

import gzip
import urllib.request
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from tests.browser.site import Site
from tests.browser.visit import DESK, Visit

KB = 1024
HTML = {"/": 8 * KB, "/menschen-vor-ort/": 8 * KB, "/jobcenter/": (12 + 30) * KB}
LOOKS_BYTES = 42 * KB
REQUESTS = {"/": 11, "/menschen-vor-ort/": 15, "/jobcenter/": 15}
# Everything together, pictures included.
TOTAL = {"/": 190 * KB, "/menschen-vor-ort/": 100 * KB}


def weigh(url: str) -> int:
    """Return the bytes of a file as they travel; HTML is compressed by the server in front."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "br, gzip"})
    with urllib.request.urlopen(request) as answer:
        body = answer.read()
        html = "html" in answer.headers["Content-Type"] and not answer.headers["Content-Encoding"]
        return len(gzip.compress(body)) if html else len(body)


def asked(visit: Callable[..., Visit], path: str, **options) -> list[str]:
    """Return the addresses a browser asks for, in order, with the page read down to its end."""
    looking = visit(**options)
    page = looking.open(path)
    page.keyboard.press("End")
    page.wait_for_load_state("networkidle")
    looking.end()
    return [request.url for request in looking.requests if not request.url.startswith("data:")]


@pytest.mark.parametrize("path", HTML)
def test_the_html_is_light(site: Site, path: str):
    assert weigh(f"{site.url}{path}") <= HTML[path]


@pytest.mark.parametrize("path", REQUESTS)
def test_a_page_needs_few_requests(visit: Callable[..., Visit], path: str):
    requests = asked(visit, path)
    assert len(requests) <= REQUESTS[path], "\n".join(requests)


@pytest.mark.parametrize("options", [{"viewport": DESK}, {"viewport": {"width": 390, "height": 844}}])
def test_styles_fonts_and_scripts_of_the_start_page_are_light(visit: Callable[..., Visit], options: dict):
    looks = {
        url: weigh(url)
        for url in asked(visit, "/", **options)
        if urlsplit(url).path.startswith("/static/") and url.endswith((".css", ".js", ".woff2"))
    }
    assert len(looks) >= 3
    assert sum(looks.values()) <= LOOKS_BYTES, looks


@pytest.mark.parametrize("path", TOTAL)
def test_a_page_with_its_pictures_is_light_on_the_phone(visit: Callable[..., Visit], path: str):
    phone = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
    weights = {url: weigh(url) for url in asked(visit, path, **phone)}
    assert sum(weights.values()) <= TOTAL[path], weights
