"""Larger letters, wider spacing, colours of one's own and the keyboard's focus: nothing is cut off, sticks out, vanishes
or lies under something else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.findings import assert_nothing
from tests.browser.site import Site
from tests.browser.visit import DESK, NARROW, STICKING_OUT, Visit

# WCAG 1.4.12; a style sheet that is made by a program is not held up by the page's rules of security.
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    " p { margin-bottom: 2em !important }"
)
DOUBLE = ":root { font-size: 200% !important }"
_ADD = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""
# Text in a box that hides what does not fit; what is only for the ear is small on purpose.
_CUT_OFF = """() => [...document.body.querySelectorAll('*')].filter(node => {
    const style = getComputedStyle(node);
    const hides = [style.overflowX, style.overflowY].some(one => one === 'hidden' || one === 'clip');
    const said = [...node.childNodes].some(one => one.nodeType === 3 && one.textContent.trim());
    const cut = node.scrollHeight > node.clientHeight + 2 || node.scrollWidth > node.clientWidth + 2;
    return hides && said && cut && node.clientWidth > 1 && style.textOverflow !== 'ellipsis';
}).map(node => [node.localName, ...node.classList].join('.'))"""
# Whether the middle of what has the focus can be seen, or a part of it; dots on the map may overlap each other.
_HIDDEN = """() => {
    const node = document.activeElement;
    if (node === document.body) return '';
    const box = [...node.getClientRects()].find(one => one.width && one.height);
    if (!box) return '';
    const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].map(([x, y]) =>
        document.elementFromPoint(box.left + box.width * x, box.top + box.height * y));
    const drawing = node.ownerSVGElement;
    const seen = points.some(one => one && (node.contains(one) || (drawing && drawing.contains(one)) || one.contains(node)
        || [...(node.labels || [])].some(label => label.contains(one))));
    return seen ? '' : [node.localName, ...node.classList].join('.') + ' ' + node.textContent.trim().slice(0, 30);
}"""
# Text in the very colour of what lies behind it.
_VANISHED = """() => {
    const own = node => getComputedStyle(node).backgroundColor;
    const clear = node => node !== document.body && /^rgba.*, 0\\)$/.test(own(node));
    const ground = node => clear(node) ? ground(node.parentElement) : own(node);
    return [...document.body.querySelectorAll('*')].filter(node =>
        [...node.childNodes].some(one => one.nodeType === 3 && one.textContent.trim())
        && node.checkVisibility() && getComputedStyle(node).color === ground(node)
    ).map(node => [node.localName, ...node.classList].join('.') + ' ' + node.textContent.trim().slice(0, 30));
}"""
STOPS = 60


def addresses(site: Site) -> list[str]:
    """One page of each kind that differs in its layout."""
    types = (
        "stories.StoryPage",
        "jobcenters.JobcenterPage",
        "campaign.PressIndexPage",
        "campaign.FiguresPage",
        "campaign.LeichteSprachePage",
        "campaign.DgsPage",
        "campaign.ContentPage",
        "jobcenters.AktionIndexPage",
        "jobcenters.LanguagePage",
    )
    some = [site.pages(label)[0] for label in types]
    return ["/", "/jobcenter/?q=Rotenburg", "/menschen-vor-ort/", *some, "/suche/?q=Harz", "/admin/login/"]


def problems(page: Page, where: str) -> list[str]:
    found = [f"{where}: ragt hinaus: {one}" for one in page.evaluate(STICKING_OUT)[:3]]
    return found + [f"{where}: abgeschnitten: {one}" for one in page.evaluate(_CUT_OFF)[:3]]


@pytest.mark.parametrize("css", [SPACING, DOUBLE], ids=["Abstände", "200 %"])
def test_larger_letters_and_wider_spacing_cut_nothing_off(site: Site, visit: Callable[..., Visit], css: str):
    looking = visit()
    found = {}
    for path in addresses(site):
        page = looking.open(path)
        page.evaluate(_ADD, css)
        found[path] = problems(page, "breit")
        page.set_viewport_size(NARROW)
        found[path] += problems(page, "320 px") if css == SPACING else []
        page.close()
    assert_nothing(found)


@pytest.mark.parametrize("size", [DESK, NARROW], ids=["breit", "320 px"])
def test_what_has_the_focus_can_be_seen(site: Site, visit: Callable[..., Visit], size: dict[str, int]):
    looking = visit(viewport=size)
    found = {}
    for path in addresses(site)[:5]:
        page = looking.open(path)
        hidden = []
        for _ in range(STOPS):
            page.keyboard.press("Tab")
            hidden.append(page.evaluate(_HIDDEN))
        found[path] = [f"der Fokus liegt verdeckt: {one}" for one in hidden if one]
        page.close()
    assert_nothing(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_vanishes_in_the_colours_that_somebody_has_chosen(
    site: Site, visit: Callable[..., Visit], scheme: str
):
    looking = visit(forced_colors="active", color_scheme=scheme)
    found = {}
    for path in addresses(site):
        page = looking.open(path)
        found[path] = page.evaluate(_VANISHED)
        page.close()
    assert_nothing(found)
