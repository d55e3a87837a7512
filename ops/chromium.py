"""The system's Chromium, driven by Playwright: for the tests in tests/browser and for `make screenshots`.

Playwright would download a browser of its own; Debian's is there, gets its security updates, and is the one CI installs.
"""

import shutil

from playwright.sync_api import Browser, Page, Playwright

PROGRAM = "chromium"
# Nothing leaves the machine, and it also runs as root and in a container with little shared memory.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
]


def launch(playwright: Playwright) -> Browser:
    """Start the browser without a window; RuntimeError in German when none is installed."""
    path = shutil.which(PROGRAM)
    if not path:
        raise RuntimeError("Chromium fehlt. Debian/Ubuntu: apt-get install -y chromium")
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


def sign_in(page: Page, base_url: str, username: str, password: str, code: str) -> None:
    """Log in through both steps of the form; `code` is that of the authenticator app, "" without one."""
    page.goto(f"{base_url}/admin/login/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", password)
    page.locator("input[name=password]").press("Enter")
    if code:
        page.fill("input[name=code]", code)
        page.locator("input[name=code]").press("Enter")
    page.wait_for_url(f"{base_url}/admin/**")
