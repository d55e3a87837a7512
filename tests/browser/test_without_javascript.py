"""Everything that matters works as plain forms and links: finder, filters, login, submit, approve, withdraw."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.browser.site import Site
from tests.browser.test_accounts import send
from tests.browser.visit import Visit


def press(page: Page, selector: str) -> None:
    """Press a button or link that leads to another page."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def act(page: Page, site: Site, name: str, story: int) -> None:
    """Open the form of an act and send it as it stands."""
    page.goto(site.url + site.manifest["forms"][name]["url"].format(id=story))
    press(page, "main form button[type=submit]")


def test_a_visitor_finds_and_filters_without_javascript(site: Site, visit: Callable[..., Visit]):
    page = visit(java_script_enabled=False).open("/")
    page.fill("main input[name=q]", "KoBa Harz")
    with page.expect_navigation():
        page.locator("main input[name=q]").press("Enter")
    assert page.locator('main a[href="/jobcenter/landkreis-harz/"]').count()
    page = visit(java_script_enabled=False).open("/menschen-vor-ort/")
    everything = page.locator(".story-card").count()
    page.locator("summary", has_text="Wer erzählt").click()
    press(page, "details[open] a:not([aria-current])")
    assert 0 < page.locator(".story-card").count() < everything


def test_the_summary_of_errors_takes_the_focus_without_javascript(
    visit: Callable[..., Visit], signed_in: Callable[[str], Any]
):
    for path in ("/barriere-melden/", "/admin/login/"):
        page = visit(java_script_enabled=False).open(path)
        press(page, "main form[method=post] button[type=submit]")
        page.locator(".error-summary:focus").wait_for()
    session = signed_in("koordination.dst")
    page = visit(java_script_enabled=False, storage_state=session).open("/admin/personen/einladen/")
    press(page, "form.act__decide button[type=submit]")
    page.locator(".help-critical:focus").wait_for()


def test_a_story_goes_its_way_without_javascript(
    site: Site, visit: Callable[..., Visit], signed_in: Callable[[str], Any]
):
    centre = site.manifest["centres"][1]
    account = site.account(f"redaktion.{centre['key']}")
    draft = site.objects("story", "draft", centre["key"])[0]
    page = visit(java_script_enabled=False).open("/admin/login/")
    send(page, login=account["username"], password=account["password"])
    send(page, code=account["code"])
    assert page.url == f"{site.url}/admin/"
    act(page, site, "submit", draft["id"])

    session = signed_in("koordination.dst")
    coordinator = visit(java_script_enabled=False, storage_state=session).open("/admin/")
    act(coordinator, site, "approve", draft["id"])
    public = visit(java_script_enabled=False)
    public.open(draft["public_url"])
    public.expect(200)
    act(page, site, "withdraw", draft["id"])
    public.open(draft["public_url"], 410)
    assert public.end() == []
