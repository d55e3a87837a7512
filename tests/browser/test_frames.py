"""Cards in frames of other websites: fit for everybody, as high as they need, and described to whoever asks from outside."""

import json
import threading
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page

from tests.browser.findings import assert_nothing
from tests.browser.site import Site
from tests.browser.visit import Visit

CARDS = ("finder/", "geschichten/", "geschichten/?land=atlantis", "kennzahl/kommunale-jobcenter/", "")


def story_card(site: Site) -> str:
    """Return the address of a public story's card."""
    return f"geschichte/{site.objects('story', 'live')[0]['id']}/"


def asked(site: Site, url: str, **more: str) -> dict[str, Any]:
    """Ask the website about one of its addresses, as another server would."""
    query = urllib.parse.urlencode({"url": url, **more})
    with urllib.request.urlopen(f"{site.url}/oembed/?{query}") as answer:
        return json.load(answer)


@pytest.mark.parametrize("card", CARDS)
def test_cards_are_fit_for_everybody(site: Site, visit: Callable[..., Visit], card: str):
    path = f"/einbetten/{card or story_card(site)}"
    looking = visit()
    looking.look(looking.open(path, status=404 if "atlantis" in path else 200))
    assert looking.context.cookies() == []
    assert_nothing({path: looking.end()})


class Host(BaseHTTPRequestHandler):
    """Somebody's website: whatever is asked, it answers with the one page."""

    page = ""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.page.encode())

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """A second website on this machine; another port is another origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def card_in(page: Page) -> Frame:
    """Return the card once it is there with its style and pictures: a lazy frame does not hold up its page."""
    card = page.frames[1]
    card.wait_for_url("**/einbetten/**", wait_until="load")
    return card


@pytest.fixture
def framed(browser: Browser, host: str) -> Iterator[Callable[..., Page]]:
    """Opens the other website with this in its page."""
    opened: list[BrowserContext] = []

    def look(content: str, width: int = 800) -> Page:
        Host.page = f"<!doctype html><html lang='de'><title>Kreis</title><body>{content}</body></html>"
        opened.append(browser.new_context(viewport={"width": width, "height": 900}))
        page = opened[-1].new_page()
        page.goto(host)
        return page

    yield look
    for one in opened:
        one.close()


def test_what_oembed_answers_stands_in_a_foreign_page_without_cookie_and_fits(
    site: Site, framed: Callable[..., Page]
):
    story = site.objects("story", "live")[0]
    data = asked(site, site.url + story["public_url"])
    page = framed(data["html"])
    card = card_in(page)
    assert data["title"] in card.locator("h1").inner_text()
    needed = card.locator("main").evaluate("card => card.getBoundingClientRect().bottom")
    assert needed <= data["height"] and page.context.cookies() == []
    with page.context.expect_page() as opened:
        card.locator("h1 a").click()
    assert urllib.parse.urlsplit(opened.value.url).path == story["public_url"]


@pytest.mark.parametrize("width", [320, 700])
def test_with_our_line_the_frame_is_as_high_as_the_card_and_without_it_nothing_is_cut_off(
    site: Site, framed: Callable[..., Page], width: int
):
    data = asked(site, f"{site.url}/jobcenter/", maxwidth=str(width))
    line = f'<script src="{site.url}/einbetten/rahmen.js" async></script>'
    for script in ("", line):
        page = framed(data["html"] + script, width + 20)
        card = card_in(page)
        needed = card.locator("main").evaluate("card => Math.ceil(card.getBoundingClientRect().bottom)")
        assert needed <= data["height"]
        if script:
            page.wait_for_function(f"document.querySelector('iframe').height == {needed}")


def test_no_other_page_stands_in_a_frame(site: Site, framed: Callable[..., Page]):
    page = framed(f"<iframe src='{site.url}/jobcenter/'></iframe>")
    assert page.frames[1].url.startswith("chrome-error:")
