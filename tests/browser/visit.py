"""One visit to the site: everything a browser can tell about a page, from a single load."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request, Response

from tests.browser import axe, markup

DESK = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
CALM = {"reduced_motion": "reduce"}
# Names what sticks out, but not what lies in a box of its own that scrolls.
STICKING_OUT = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const scrolls = node => node && (getComputedStyle(node).overflowX !== 'visible' || scrolls(node.parentElement));
    const wide = [...document.body.querySelectorAll('*')].filter(
        node => (node.getBoundingClientRect().right > width + 0.5 || node.getBoundingClientRect().left < -0.5)
            && !scrolls(node.parentElement));
    return wide.map(node => [node.localName, ...node.classList].join('.') + (node.id ? '#' + node.id : ''));
}"""


@dataclass
class Visit:
    """A private window; `problems` grows while somebody looks around in it."""

    site: str
    context: BrowserContext
    problems: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    answer: Response | None = None

    @classmethod
    def begin(cls, browser: Browser, site: str, **options: Any) -> "Visit":
        """Open the window; options are those of Playwright's contexts."""
        settings = {"viewport": DESK, "color_scheme": "light", "locale": "de-DE", **CALM, **options}
        visit = cls(site, browser.new_context(**settings))
        visit.context.set_default_timeout(15_000)
        visit.context.on("console", lambda message: visit._heard(message.type, message.text))
        visit.context.on("weberror", lambda fault: visit._heard("error", str(fault.error)))
        visit.context.on("request", visit._asked)
        visit.context.on("response", visit._answered)
        return visit

    def _heard(self, kind: str, text: str) -> None:
        # The browser also reports the status of an error page, which is examined by itself.
        if kind == "error" and "the server responded with a status of" not in text:
            self.problems.append(f"Konsole: {text}")

    def _asked(self, request: Request) -> None:
        self.requests.append(request)
        if not request.url.startswith((f"{self.site}/", "data:", "blob:")):
            self.problems.append(f"fragt einen fremden Server: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.answer = response if response.status not in (301, 302, 303, 307) else self.answer
        elif response.status >= 400:
            self.problems.append(f"{response.status} für {response.url.removeprefix(self.site)}")

    def open(self, path: str, status: int = 200) -> Page:
        """Load a page in a new tab and note a wrong status."""
        page = self.context.new_page()
        page.goto(f"{self.site}{path}")
        self.expect(status)
        return page

    def expect(self, status: int) -> None:
        """Note it when the last page came with another status."""
        assert self.answer is not None, "noch keine Seite geladen"
        if self.answer.status != status:
            self.problems.append(f"{self.answer.url} antwortet {self.answer.status} statt {status}")

    def examine(self, page: Page, *, cookies: bool = False) -> None:
        """Look at the loaded page: its HTML, what it stored, and how it is light, dark and narrow."""
        assert self.answer is not None, "noch keine Seite geladen"
        self.problems += markup.problems(self.answer.text())
        if not cookies and self.context.cookies():
            self.problems.append(f"setzt Cookies: {[cookie['name'] for cookie in self.context.cookies()]}")
        self.look(page)

    def look(self, page: Page) -> None:
        """Let axe look at the page light, dark and narrow; at 320 pixels nothing may stick out."""
        self._axe(page, "hell")
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        self._axe(page, "dunkel", axe.PUBLIC_COLOURS)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.set_viewport_size(NARROW)
        self._axe(page, "320 px")
        if sticking_out := page.evaluate(STICKING_OUT):
            self.problems.append(f"320 px: ragt hinaus: {', '.join(sticking_out[:5])}")
        page.set_viewport_size(DESK)

    def _axe(self, page: Page, where: str, options: axe.Options = axe.PUBLIC) -> None:
        offences = axe.violations(page, options)
        self.problems += [f"{where}: {axe.as_line(offence)}" for offence in offences]

    def end(self) -> list[str]:
        """Close the window and return what was found, each finding once."""
        self.context.close()
        return list(dict.fromkeys(self.problems))
