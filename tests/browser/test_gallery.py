"""The component page and the previews of blocks are pages like any other: in the public styles, fit for everybody."""

from collections.abc import Callable
from typing import Any

from tests.browser import axe
from tests.browser.findings import assert_nothing
from tests.browser.site import Site
from tests.browser.test_admin import COORDINATOR
from tests.browser.visit import Visit


def test_every_component_and_block_in_every_state_is_fit_for_everybody(
    visit: Callable[..., Visit], signed_in: Callable[[str], Any]
):
    looking = visit(storage_state=signed_in(COORDINATOR))
    page = looking.open("/admin/bausteine/")
    assert page.locator(".gallery-stage").count() > 100
    looking.look(page)
    assert_nothing({"Bausteine": looking.end()})


def test_every_preview_of_a_block_is_fit_for_everybody(
    site: Site, visit: Callable[..., Visit], signed_in: Callable[[str], Any]
):
    """Dark and narrow the component page shows the same blocks."""
    looking = visit(storage_state=signed_in(COORDINATOR))
    found = {}
    for path in site.content["previews"]:
        page = looking.open(path)
        assert page.locator("main > *").count() > 1, f"{path} ist leer"
        found[path] = [axe.as_line(offence) for offence in axe.violations(page)]
        page.close()
    assert_nothing(found | {"Browser": looking.end()})
