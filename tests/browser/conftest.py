"""One website and one browser for all tests of this folder, and private windows in it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from ops import chromium
from tests import snapshot
from tests.browser import site as sites
from tests.browser.site import Site
from tests.browser.visit import Visit
from tests.demonstration import Demonstration


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these tests need Chromium and a database; one worker runs them (tests/distribution.py)."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.django_db)
            item.add_marker(pytest.mark.requires("chromium"))


@pytest.fixture(scope="session")
def site(
    demonstration: Demonstration,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """The website, on a database of its own: what happens in the browser no other test can see."""
    folder = tmp_path_factory.mktemp("browser")
    with django_db_blocker.unblock():
        url = snapshot.copy("browser", folder, of=demonstration.database)
    running = sites.start(demonstration, url, folder / "site")
    yield running
    running.stop()
    with django_db_blocker.unblock():
        snapshot.drop_copy("browser")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium. Playwright keeps an event loop in this thread; beside one Django refuses its database, or opens
    connections that cannot be reached any more afterwards.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        running = chromium.launch(playwright)
        yield running
        connections.close_all()
        running.close()


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Visit]]:
    """Opens private windows; none of them stays open."""
    begun: list[Visit] = []

    def begin(**options: Any) -> Visit:
        begun.append(Visit.begin(browser, site.url, **options))
        return begun[-1]

    yield begin
    for one in begun:
        one.context.close()


@pytest.fixture(scope="session")
def sessions() -> dict[str, Any]:
    """The cookies of accounts that have logged in; a code counts once in 30 seconds."""
    return {}


@pytest.fixture
def signed_in(browser: Browser, site: Site, sessions: dict[str, Any]) -> Callable[[str], Any]:
    """Logs an account in, once for all tests, and returns its cookies as Playwright's `storage_state`."""

    def state(name: str) -> Any:
        if name not in sessions:
            account = site.account(name)
            page = browser.new_page()
            chromium.sign_in(page, site.url, account["username"], account["password"], account["code"])
            page.wait_for_url(f"{site.url}/admin/")
            sessions[name] = page.context.storage_state()
            page.context.close()
        return sessions[name]

    return state
