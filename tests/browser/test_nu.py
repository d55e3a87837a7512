"""The Nu HTML checker finds no error: page types, answers, faults, component page, previews of blocks, login."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory

from tests.browser import nu
from tests.browser.findings import assert_nothing
from tests.browser.site import Site
from tests.browser.test_admin import COORDINATOR
from tests.browser.test_answers import FAULTS, FINDER, LISTS
from tests.browser.test_pages import PAGE_TYPES, samples
from tests.browser.visit import Visit

pytestmark = pytest.mark.requires("java")

LOGIN = ["/admin/login/", "/admin/passwort/vergessen/"]


def test_no_page_has_an_error_in_its_html(
    site: Site,
    visit: Callable[..., Visit],
    signed_in: Callable[[str], Any],
    rf: RequestFactory,
    tmp_path: Path,
):
    public = [path for label in PAGE_TYPES for path in samples(site, label)]
    answers = [f"/jobcenter/?q={query}" for query in FINDER.values()]
    public += [*answers, *(path for path in LISTS if "#" not in path), *LOGIN, "/gibt/es/nicht/"]
    inside = ["/admin/bausteine/", *site.content["previews"]]
    pages = {name: fault(rf.get("/fehler/")).content.decode() for name, fault in FAULTS.items()}
    for paths, looking in ((public, visit()), (inside, visit(storage_state=signed_in(COORDINATOR)))):
        pages |= {path: looking.context.request.get(f"{site.url}{path}").text() for path in paths}
    assert_nothing(nu.errors(pages, tmp_path))


def test_the_checker_finds_an_error(tmp_path: Path):
    html = '<!DOCTYPE html><html lang="de"><head><title>T</title></head><body><h1>T</h1>%s</body></html>'
    pages = {"gut": html % "<p>Gut</p>", "schlecht": html % "<ul><p>Schlecht</p></ul>"}
    found = nu.errors(pages, tmp_path)
    assert list(found) == ["schlecht"]
    assert "Element “p” not allowed as child of element “ul”" in found["schlecht"][0]
