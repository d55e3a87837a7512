"""Somebody who uses nothing but the keyboard: Tab, Enter, arrows, typing."""

import re

from playwright.sync_api import Page

# More steps than any page has stops; then the thing cannot be reached.
PATIENCE = 150
# Roughly the accessible name, as a screen reader would say it.
_NAME = """() => {
    const node = document.activeElement;
    const said = ids => (ids || '').split(/\\s+/).map(id => document.getElementById(id)?.innerText || '').join(' ');
    const label = [...(node.labels || [])].map(one => one.innerText).join(' ');
    const drawn = node.querySelector(':scope > title')?.textContent;
    const name = said(node.getAttribute('aria-labelledby')).trim() || node.getAttribute('aria-label') || label
        || (node === document.body ? '' : node.innerText || drawn) || node.getAttribute('title')
        || node.getAttribute('aria-placeholder') || '';
    return name.replace(/\\s+/g, ' ').trim();
}"""


class Keyboard:
    """Works through a page by its stops; `page` is only looked at, never clicked."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def focused(self) -> str:
        """Return the name of what has the focus."""
        return self.page.evaluate(_NAME)

    def to(self, name: str, *, key: str = "Tab") -> None:
        """Press Tab until the thing with this name (a pattern for its whole name) has the focus."""
        passed = [self.focused()]
        while not re.fullmatch(name, passed[-1]):
            assert len(passed) < PATIENCE, f"„{name}“ ist mit {key} nicht zu erreichen, nur: {passed[:60]}"
            self.page.keyboard.press(key)
            passed.append(self.focused())

    def type(self, name: str, text: str) -> None:
        """Go to a field and type; in a list of choices that chooses."""
        self.to(name)
        self.page.keyboard.type(text)

    def press(self, name: str, key: str = "Enter") -> None:
        """Go to a button or link and press it."""
        self.to(name)
        self.page.keyboard.press(key)

    def follow(self, name: str) -> None:
        """Go to a link or button that leads to another page, and wait for that page."""
        self.to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()
