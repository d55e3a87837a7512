"""Login, second factor, invitation and password: every step and every refusal in the browser."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.accounts.login import totp
from tests.browser.fill import PASSWORD
from tests.browser.findings import assert_nothing
from tests.browser.site import Site
from tests.browser.visit import Visit


def send(page: Page, **fields: str) -> None:
    """Fill in a form and send it with the enter key in its last field."""
    for name, value in fields.items():
        page.fill(f"input[name={name}]", value)
    with page.expect_navigation():
        page.locator(f"input[name={name}]").press("Enter")


def test_the_login_is_fit_for_everybody_and_so_are_its_refusals(site: Site, visit: Callable[..., Visit]):
    account = site.account("redaktion.zwei")
    looking = visit()
    page = looking.open("/admin/login/")
    looking.examine(page, cookies=True)
    send(page, login=account["username"], password="Falsch-falsch-7")
    looking.examine(page, cookies=True)
    send(page, login=account["username"], password=account["password"])
    assert "/admin/2fa/code/" in page.url
    looking.examine(page, cookies=True)
    send(page, code="000000")
    looking.examine(page, cookies=True)
    assert_nothing({"Anmeldung": looking.end()})


def test_the_way_back_to_a_forgotten_password_is_fit_for_everybody(visit: Callable[..., Visit]):
    looking = visit()
    page = looking.open("/admin/passwort/vergessen/")
    looking.examine(page, cookies=True)
    send(page, email="keine Adresse")
    looking.examine(page, cookies=True)
    send(page, email="niemand@beispiel.example")
    assert page.url.endswith("/gesendet/")
    looking.examine(page, cookies=True)
    for path in ("/admin/passwort/neu/1-veraltet/", "/admin/inaktiv/"):
        looking.examine(looking.open(path), cookies=True)
    assert_nothing({"Passwort vergessen": looking.end()})


def test_an_invitation_is_fit_for_everybody_from_the_link_to_the_second_factor(
    site: Site, visit: Callable[..., Visit]
):
    looking = visit()
    looking.examine(looking.open("/admin/einladung/gibt-es-nicht/", 404), cookies=True)
    page = looking.open(site.content["invitation"])
    looking.examine(page, cookies=True)
    send(page, first_name="", last_name="", password1="kurz", password2="anders")
    looking.examine(page, cookies=True)
    send(page, first_name="Kim", last_name="Beispiel", password1=PASSWORD, password2=PASSWORD)
    looking.examine(page, cookies=True)
    send(page, login="neu@beispiel.example", password=PASSWORD)
    assert page.url.endswith("/2fa/einrichten/")
    looking.examine(page, cookies=True)
    send(page, code="000000")
    looking.examine(page, cookies=True)
    send(page, code=totp(page.locator("main code").first.inner_text()))
    assert page.url.endswith("/2fa/notfallcodes/")
    looking.examine(page, cookies=True)
    for path in ("2fa/", "passwort/", "2fa/notfallcodes/neu/", "2fa/ersetzen/", "logout/"):
        looking.examine(looking.open(f"/admin/{path}"), cookies=True)
    assert_nothing({"Einladung": looking.end()})
