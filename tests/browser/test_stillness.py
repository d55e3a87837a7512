"""Nothing jumps while a page loads, though the fonts come late and others stand in for them until then."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Route

from tests.browser.visit import Visit

SHIFT = 0.02
SCREENS = {"phone": {"width": 412, "height": 823}, "desk": {"width": 1350, "height": 940}}
PAGES = ("/", "/menschen-vor-ort/", "/jobcenter/", "/jobcenter/kreis-dueren/", "/presse/", "/impressum/")
# What jumped, each time with how much of the screen, and where it was and is.
_SHIFTED = """() => new Promise(done => {
    const found = [];
    const words = node => (node.outerHTML || node.textContent).slice(0, 80);
    const place = one => one.node && [words(one.node), one.previousRect.y, one.currentRect.y];
    new PerformanceObserver(list => list.getEntries().forEach(one => found.push([one.value, one.sources.map(place)])))
        .observe({type: 'layout-shift', buffered: true});
    document.fonts.ready.then(() => setTimeout(() => done(found), 200));
})"""


def late(route: Route) -> None:
    """Answer when the page has long been drawn."""
    time.sleep(0.15)
    route.continue_()


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_jumps_when_the_fonts_come_late(visit: Callable[..., Visit], screen: str):
    looking = visit(viewport=SCREENS[screen])
    looking.context.route("**/*.woff2", late)
    for path in PAGES:
        page = looking.open(path)
        shifted = page.evaluate(_SHIFTED)
        assert page.evaluate("""document.fonts.check('600 16px "Fira Sans"')""")
        assert sum(number for number, _ in shifted) <= SHIFT, (path, shifted)
        page.close()
    looking.end()
