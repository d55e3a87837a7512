"""Opens answers in a real browser that knows nothing but them: what in them runs, asks or leads elsewhere?

The answers are fetched before; the browser gets them, and the files of the design, from memory. So no server is needed,
and no database while Playwright's loop is running.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from playwright.sync_api import Page, Route, sync_playwright

from ops import chromium

OWN: Final = "http://kampagne.example"
# Runs where a tag, or the end of an attribute, is taken for what it says.
PAYLOAD: Final = "'\"><img src=//q.qq onerror=alert(1)>"
# What the policy stops has been injected all the same.
WATCH: Final = """
window.blocked = [];
addEventListener("securitypolicyviolation", (event) => {
  if (/q\\.qq|inline|eval/.test(event.blockedURI)) window.blocked.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""
# Wagtail's editor brings scripts and styles of its own inline; its policy allows them, so nothing of them is blocked.
TYPES: Final = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True)
class Kept:
    """An answer to be shown in the browser: body and the headers that matter there."""

    body: bytes
    headers: Mapping[str, str]


def kept(response: HttpResponse) -> Kept:
    """Keep what a browser would make of an answer."""
    names = ("Content-Type", "Content-Security-Policy", "X-Content-Type-Options")
    return Kept(response.content, {name: response[name] for name in names if name in response})


def finds(screens: Mapping[str, Kept], others: Mapping[str, Kept]) -> list[str]:
    """Return what happened on the screens (path -> answer); others: what they ask for besides.

    In a thread of its own: in this one another browser may be at work.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_found, screens, others).result()


def _found(screens: Mapping[str, Kept], others: Mapping[str, Kept]) -> list[str]:
    answers = dict(others) | dict(screens)
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        context = browser.new_context(service_workers="block")
        context.add_init_script(WATCH)
        found: list[str] = []
        context.route("**/*", lambda route: _answer(route, answers, found))
        page = context.new_page()
        page.on("dialog", lambda dialog: (found.append(f"Dialog auf {page.url}"), dialog.dismiss()))
        for path in screens:
            found += list(_seen(page, path))
        browser.close()
    return found


def _seen(page: Page, path: str) -> Iterator[str]:
    page.goto(f"{OWN}{path}", wait_until="load")
    # What scripts of the page draw comes a moment later.
    page.wait_for_timeout(150)
    yield from (f"verhindert auf {path}: {one}" for one in page.evaluate("window.blocked"))
    drawn = page.evaluate(
        'document.querySelectorAll(\'[onerror], [src^="//q.qq"], [href^="//q.qq"]\').length'
    )
    if drawn:
        yield f"eingesetzt auf {path}: {drawn}"


def _answer(route: Route, answers: Mapping[str, Kept], found: list[str]) -> None:
    address = route.request.url
    path = address.removeprefix(OWN)
    if path == address:
        if not address.startswith(("data:", "blob:")):
            found.append(f"Anfrage an {address}")
        return route.abort()
    if path.startswith("/static/") and (
        file := finders.find(path.partition("?")[0].removeprefix("/static/"))
    ):
        return route.fulfill(body=Path(file).read_bytes(), content_type=TYPES.get(Path(file).suffix, ""))
    answer = answers.get(path)
    if answer is None:
        return route.fulfill(status=404, body="")
    return route.fulfill(body=answer.body, headers=dict(answer.headers))
