"""The admin in the browser: what we built passes axe, and what Wagtail brings has no faults but the known ones."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser import axe
from tests.browser.findings import assert_nothing
from tests.browser.site import Site
from tests.browser.visit import DESK, NARROW, Visit

Look = tuple[str, dict[str, int], axe.Options]
# The admin scrolls inside of its window: what lies beyond the right edge and in no box that scrolls is lost; the closed
# panel at the side waits there.
_LOST = """() => {
    const boxed = node => node !== document.body && !node.matches('.content')
        && (getComputedStyle(node).overflowX !== 'visible' || boxed(node.parentElement));
    return [...document.querySelectorAll('.content *')]
        .filter(node => node.checkVisibility() && node.getBoundingClientRect().right > innerWidth + 1
            && !node.closest('.form-side') && !boxed(node.parentElement))
        .map(node => [node.localName, ...node.classList].join('.'));
}"""
OFFICER, COORDINATOR = "redaktion.zwei", "koordination.dst"
# Rule and selector of what Wagtail 7.4 does wrong, with its issue; anything else fails.
KNOWN = {
    ("aria-input-field-name", r'^div\[aria-describedby="placeholder-'): "Name des Textfelds: wagtail#14205",
    # The cell bears its name as aria-label, which this rule of good practice does not count.
    (
        "empty-table-header",
        r"^\.bulk-actions-filter-checkbox",
    ): "Kopf der Spalte zum Ankreuzen: wagtail#11596",
    ("label", r"^#body-\d+-value(-\d+-value)?$"): "Beschriftung in Blöcken: wagtail#11179",
}


def screens(site: Site, who: str) -> list[str]:
    """The addresses of the screens that somebody of this role works in."""
    centre = site.manifest["centres"][0]
    story = {
        state: site.objects("story", state, centre["key"])[0] for state in ("draft", "in_review", "live")
    }

    def act(name: str, state: str) -> str:
        return site.manifest["forms"][name]["url"].format(id=story[state]["id"])

    both = [story["draft"]["edit_url"], story["in_review"]["edit_url"], story["draft"]["history_url"]]
    both += [
        centre["section_edit_url"],
        centre["story_add_url"],
        act("withdraw", "live"),
        "/admin/images/add/",
    ]
    if who == OFFICER:
        return [*both, act("submit", "draft"), act("recall", "in_review")]
    return [*both, act("approve", "in_review"), act("send_back", "in_review"), "/admin/bausteine/"]


def menu(visit: Visit) -> list[str]:
    """The ways that the menu shows; Wagtail's reports are its own matter."""
    page = visit.open("/admin/")
    ways = set(re.findall(r'"url": ?"(/admin/[^"]*)"', page.content()))
    return sorted(way for way in ways if "/reports/" not in way and way != "/admin/logout/")


def is_known(offence: dict[str, str]) -> bool:
    return any(
        offence["rule"] == rule and re.search(selector, offence["selector"]) for rule, selector in KNOWN
    )


def looks(path: str, who: str, shared: set[str]) -> list[Look]:
    """Return colour scheme, size and rules of each look at a screen: all rules light and narrow, the colours dark.

    What both roles see each looks at in part: the Redaktion light, the Koordination dark and narrow.
    """
    light: list[Look] = [("light", DESK, axe.ADMIN)]
    others: list[Look] = [("dark", DESK, axe.ADMIN_COLOURS), ("light", NARROW, axe.ADMIN)]
    if path in shared:
        return light if who == OFFICER else others
    return light + others


@pytest.mark.parametrize("who", [OFFICER, COORDINATOR])
def test_the_screens_of_a_role_have_no_faults_but_wagtails_known_ones(
    site: Site, visit: Callable[..., Visit], signed_in: Callable[[str], Any], who: str
):
    looking = visit(storage_state=signed_in(who))
    ways = {
        role: dict.fromkeys(["/admin/", *menu(visit(storage_state=signed_in(role))), *screens(site, role)])
        for role in (OFFICER, COORDINATOR)
    }
    # Each role's own first page is another one.
    shared = (ways[OFFICER].keys() & ways[COORDINATOR].keys()) - {"/admin/"}
    found: dict[str, list[str]] = {}
    for path in ways[who]:
        page = looking.open(path)
        page.wait_for_load_state("networkidle")
        found[path] = []
        for scheme, size, rules in looks(path, who, shared):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            offences = [offence for offence in axe.violations(page, rules) if not is_known(offence)]
            lost = page.evaluate(_LOST)[:3] if size == NARROW else []
            found[path] += [*map(axe.as_line, offences), *(f"ragt hinaus: {one}" for one in lost)]
        page.close()
    found["Browser"] = looking.end()
    assert_nothing(found)


def test_every_screen_is_looked_at_light_dark_and_narrow():
    """What only one role sees, by this role; what both see, by both together."""
    for path, seen_by in (("/admin/eins/", [OFFICER]), ("/admin/zwei/", [OFFICER, COORDINATOR])):
        shared = {path} if len(seen_by) == 2 else set()
        found = [look for who in seen_by for look in looks(path, who, shared)]
        assert {scheme for scheme, _, _ in found} == {"light", "dark"}
        assert [size for _, size, rules in found if rules == axe.ADMIN] == [DESK, NARROW]
