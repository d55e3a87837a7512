"""Finder and map for somebody who hears the page, uses only the keyboard, or points with a finger."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page

from tests.browser.keyboard import Keyboard
from tests.browser.visit import Visit

TARGET_PX = 24
# What a finger meets on a grid over each area and around its dot.
_MET = """() => [...document.querySelectorAll('.map__areas > a')].map(link => {
    const [area, hit] = link.querySelectorAll('path');
    const dot = hit.getBoundingClientRect(), box = area.getBoundingClientRect();
    const steps = [...Array(25).keys()].map(step => step / 24);
    const meets = (left, top, width, height) => steps.some(across => steps.some(down =>
        document.elementFromPoint(left + across * width, top + down * height)?.closest('a') === link));
    return {
        name: link.querySelector('title').textContent,
        width: parseFloat(getComputedStyle(hit).strokeWidth),
        met: meets(box.x, box.y, box.width, box.height) || meets(dot.x - 12, dot.y - 12, 24, 24),
    };
})"""


class Heard(NamedTuple):
    """What a screen reader says of one thing."""

    role: str
    name: str


def heard(page: Page) -> list[Heard]:
    """Return what Chromium tells screen readers, in their order."""
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    root = next(node for node in nodes.values() if "parentId" not in node)
    found: list[Heard] = []

    def read(node: dict[str, Any]) -> None:
        if not node["ignored"]:
            found.append(Heard(node["role"]["value"], node.get("name", {}).get("value", "")))
        for child in node.get("childIds", ()):
            if child in nodes:
                read(nodes[child])

    read(root)
    return found


def position(found: list[Heard], role: str, beginning: str) -> int:
    """Return where a thing is heard; it must be heard at all."""
    places = [place for place, one in enumerate(found) if one.role == role and one.name.startswith(beginning)]
    assert places, f"{role} „{beginning}“ ist nicht zu hören"
    return places[0]


def test_the_answer_is_heard_before_map_and_list_and_the_map_can_be_skipped(visit: Callable[..., Visit]):
    looking = visit()
    found = heard(looking.open("/jobcenter/?q=06333"))
    order = [
        position(found, "heading", "Jobcenter finden"),
        position(found, "search", "Jobcenter finden"),
        position(found, "searchbox", "Welches Jobcenter ist für Sie da?"),
        position(found, "button", "Jobcenter finden"),
        position(found, "heading", "Zur Auswahl"),
        position(found, "status", ""),
        position(found, "link", "Karte überspringen"),
        position(found, "group", "Karte: 104 kommunale Jobcenter"),
        position(found, "heading", "Baden-Württemberg"),
    ]
    assert order == sorted(order)
    assert looking.end() == []


def test_the_map_names_exactly_the_centres_of_the_list(visit: Callable[..., Visit]):
    looking = visit()
    page = looking.open("/jobcenter/")
    found = heard(page)
    listed = page.locator(".land-list li a").all_inner_texts()
    begin = position(found, "group", "Karte: 104")
    of_map = [one.name for one in found[begin : position(found, "heading", "Baden-Württemberg")]]
    assert len(listed) == 104
    assert [name for name in listed if name not in of_map] == []
    assert page.locator(".map__areas > a").count() == 104
    assert looking.end() == []


def test_somebody_without_a_mouse_asks_chooses_and_gets_to_the_page(visit: Callable[..., Visit]):
    looking = visit(viewport={"width": 320, "height": 640})
    page = looking.open("/jobcenter/")
    keys = Keyboard(page)
    keys.type("Welches Jobcenter ist für Sie da.*", "06333")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    keys = Keyboard(page)
    keys.follow("KoBa Harz.*")
    assert page.url.endswith("/jobcenter/landkreis-harz/")
    assert looking.end() == []


def test_somebody_without_a_mouse_skips_the_map_or_goes_through_it(visit: Callable[..., Visit]):
    looking = visit()
    page = looking.open("/jobcenter/?land=hessen")
    first = page.locator(".land-list li a").first.inner_text()
    keys = Keyboard(page)
    keys.press("Karte überspringen.*")
    page.keyboard.press("Tab")
    assert keys.focused() == first
    page.goto(page.url.split("#")[0])
    keys = Keyboard(page)
    keys.to("Karte überspringen.*")
    passed = []
    for _ in range(16):
        page.keyboard.press("Tab")
        passed.append(keys.focused())
    listed = page.locator(".land-list li a").all_inner_texts()
    assert sorted(passed) == sorted(listed)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.inner_text("h1") == passed[-1]
    assert looking.end() == []


@pytest.mark.parametrize("path", ["/jobcenter/", "/jobcenter/?land=baden-wuerttemberg"])
def test_each_centre_can_be_met_on_the_map_with_a_finger(visit: Callable[..., Visit], path: str):
    looking = visit()
    page = looking.open(path)
    page.locator(".map").scroll_into_view_if_needed()
    dots = page.evaluate(_MET)
    assert dots and all(dot["width"] >= TARGET_PX for dot in dots)
    assert [dot["name"] for dot in dots if not dot["met"]] == []
    assert looking.end() == []
