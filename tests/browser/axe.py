"""Runs axe-core in a loaded page. The file comes with a Python package; nothing is downloaded."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

_SOURCE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

# WCAG 2.2 A and AA, and what Deque recommends beyond.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# axe leaves these off: the house asks for 7:1 and for targets of 24 px, and the rest is sure enough to be asked for.
# Not asked for: `p-as-heading`, which takes every large sentence for a heading; `hidden-content`, which only asks
# people to look; other AAA rules, which the house does not promise.
ALSO = {
    rule: {"enabled": True}
    for rule in (
        "color-contrast-enhanced",
        "css-orientation-lock",
        "focus-order-semantics",
        "label-content-name-mismatch",
        "table-fake-caption",
        "target-size",
        "td-has-header",
    )
}
# What can differ when nothing but the colours has changed.
_COLOURS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]

Options = dict[str, Any]
PUBLIC: Options = {"runOnly": {"type": "tag", "values": TAGS}, "rules": ALSO}
PUBLIC_COLOURS: Options = {"runOnly": {"type": "rule", "values": _COLOURS}}
# Behind the login Wagtail sets most colours and promises AA; ours make 7:1 of it in the forms that we look at.
ADMIN: Options = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"color-contrast-enhanced": {"enabled": True}},
}
ADMIN_COLOURS: Options = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "color-contrast-enhanced"]}
}

# Colours that still glide are measured when they have arrived; what moves for ever does not hold this up.
_RUN = """async ([options]) => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame();
    const moves = document.getAnimations().map(move => move.finished);
    await Promise.race([Promise.allSettled(moves), new Promise(done => setTimeout(done, 3000))]);
    const found = await axe.run(document, options);
    return found.violations.flatMap(rule => rule.nodes.map(node => ({
        rule: rule.id,
        selector: node.target.flat().join(' '),
        text: node.failureSummary.split('\\n').slice(1).join(' ').trim(),
    })));
}"""


def violations(page: Page, options: Options = PUBLIC) -> list[dict[str, str]]:
    """Return each offence as `{"rule", "selector", "text"}`; hidden parts are not examined."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(_SOURCE)
    return page.evaluate(_RUN, [{"resultTypes": ["violations"], **options}])


def as_line(offence: dict[str, str]) -> str:
    """Return one offence for reading."""
    return f"axe {offence['rule']}: {offence['selector']} – {offence['text']}"
