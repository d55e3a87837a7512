"""The admin in the browser: what we built passes axe, and what Wagtail brings has no faults but the known ones."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser import axe
from tests.browser.findings import assert_nothing
from tests.browser.site import Site
from tests.browser.visit import Visit

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


def looks(path: str, who: str, shared: set[str]) -> list[tuple[str, axe.Options]]:
    """Return colour scheme and rules of each look at a screen: all rules light, the colours once more dark.

    What both roles see is looked at once by each: with all rules light as the Redaktion, the colours dark as the
    Koordination.
    """
    if path in shared:
        return [("light", axe.ADMIN) if who == OFFICER else ("dark", axe.ADMIN_COLOURS)]
    return [("light", axe.ADMIN), ("dark", axe.ADMIN_COLOURS)]


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
        offences: list[dict[str, str]] = []
        for scheme, rules in looks(path, who, shared):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            offences += axe.violations(page, rules)
        found[path] = [axe.as_line(offence) for offence in offences if not is_known(offence)]
        page.close()
    found["Browser"] = looking.end()
    assert_nothing(found)


def test_every_screen_is_looked_at_light_and_dark():
    """What only one role sees, by this role; what both see, by both together."""
    for path, seen_by in (("/admin/eins/", [OFFICER]), ("/admin/zwei/", [OFFICER, COORDINATOR])):
        shared = {path} if len(seen_by) == 2 else set()
        found = [look for who in seen_by for look in looks(path, who, shared)]
        assert {scheme for scheme, _ in found} == {"light", "dark"}
        assert axe.ADMIN in [rules for _, rules in found]
