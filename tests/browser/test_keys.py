"""A security key in the browser: connected on the page of the account, then the second step of the login."""

from playwright.sync_api import Browser, Page

from tests.browser.findings import assert_nothing
from tests.browser.site import Site
from tests.browser.visit import Visit

KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def log_in(page: Page, account: dict[str, str]) -> None:
    page.fill("input[name=login]", account["username"])
    page.fill("input[name=password]", account["password"])
    page.get_by_role("button", name="Weiter").click()


def ask_key(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def test_a_key_is_connected_and_opens_the_admin(site: Site, browser: Browser):
    account = site.account("technik")
    # Keys are bound to a name; an address made of numbers has none.
    home = site.url.replace("127.0.0.1", "localhost")
    looking = Visit.begin(browser, home)
    page = looking.open("/admin/2fa/")
    keys = looking.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    log_in(page, account)
    page.fill("input[name=code]", site.account("technik")["code"])
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.get_by_role("link", name="Schlüssel verbinden").click()
    page.fill("input[name=name]", "Blauer Schlüssel")
    looking.examine(page, cookies=True)
    ask_key(page, "Schlüssel verbinden")
    page.goto(f"{home}/admin/2fa/")
    assert page.get_by_text("Blauer Schlüssel").first.is_visible()
    looking.examine(page, cookies=True)
    page.goto(f"{home}/admin/2fa/schluessel/")
    page.get_by_role("button", name="Schlüssel verbinden").click()
    page.get_by_text("schon mit Ihrem Konto verbunden").wait_for()
    looking.context.clear_cookies()
    page.goto(f"{home}/admin/")
    log_in(page, account)
    looking.examine(page, cookies=True)
    ask_key(page, "Mit Schlüssel anmelden")
    assert page.url.endswith("/admin/")
    page.goto(f"{home}/admin/2fa/")
    page.get_by_role("link", name="entfernen").click()
    looking.examine(page, cookies=True)
    page.get_by_role("button", name="Schlüssel entfernen").click()
    page.get_by_text("Der Sicherheitsschlüssel gilt nicht mehr").wait_for()
    assert_nothing({"Schlüssel": looking.end()})
