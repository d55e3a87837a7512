"""Answers that are no page of the tree: the finder's, filtered and empty lists, the open menu, and every error."""

import json
import urllib.parse
import urllib.request
from collections.abc import Callable

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from playwright.sync_api import Route

from campaign import views
from campaign.accounts.throttle import too_many_requests
from campaign.middleware import SecurityHeadersMiddleware
from tests.browser.findings import assert_nothing
from tests.browser.site import Site
from tests.browser.visit import Visit

FINDER = {
    "one": "KoBa Harz",
    "several": "Rotenburg",
    "ge": "Dresden",
    "unknown": "Nirgendwo",
    "invalid": "3882",
}
LISTS = [
    "/#menue",
    "/jobcenter/?q=",
    "/jobcenter/?q=06333",
    "/daten/",
    "/suche/?q=Harz",
    "/suche/?q=???",
    f"/jobcenter/?q={'x' * 101}",
    "/jobcenter/?land=hessen",
    "/jobcenter/?land=atlantis",
    "/menschen-vor-ort/?land=hessen",
    "/menschen-vor-ort/?kind=employer",
    "/menschen-vor-ort/?jobcenter=landkreis-harz",
    "/menschen-vor-ort/?jobcenter=gibt-es-nicht",
    "/menschen-vor-ort/?page=99",
]
# Nobody can bring these about from outside, or only by an attack: the view answers, the browser shows it.
FAULTS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "400": views.bad_request,
    "403": views.permission_denied,
    "403 Formular": views.csrf_failure,
    "413": lambda request: views.bad_request(request, RequestDataTooBig()),
    "429": lambda request: too_many_requests(request, retry_after=300),
    "500": views.server_error,
    "503": lambda request: views.unavailable(OperationalError()),
}


def finder_kind(site: Site, query: str) -> str:
    address = f"{site.url}/daten/finder.json?q={urllib.parse.quote(query)}"
    with urllib.request.urlopen(address) as answer:
        return json.load(answer)["kind"]


@pytest.mark.parametrize("kind", FINDER)
def test_every_answer_of_the_finder_is_fit_for_everybody(site: Site, visit: Callable[..., Visit], kind: str):
    assert finder_kind(site, FINDER[kind]) == kind
    path = f"/jobcenter/?q={urllib.parse.quote(FINDER[kind])}"
    looking = visit()
    looking.examine(looking.open(path))
    assert_nothing({path: looking.end()})


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path[:40])
def test_filtered_and_empty_lists_are_fit_for_everybody(visit: Callable[..., Visit], path: str):
    looking = visit()
    looking.examine(looking.open(path))
    assert_nothing({path: looking.end()})


def test_what_is_missing_or_withdrawn_says_so_in_a_page_for_everybody(
    site: Site, visit: Callable[..., Visit]
):
    withdrawn = site.objects("story", "withdrawn")[0]["public_url"]
    found = {}
    for path, status in {"/gibt/es/nicht/": 404, withdrawn: 410}.items():
        looking = visit()
        looking.examine(looking.open(path, status))
        found[path] = looking.end()
    assert_nothing(found)


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_told_in_a_page_for_everybody(visit: Callable[..., Visit], rf, name: str):
    answer = SecurityHeadersMiddleware(FAULTS[name])(rf.get("/fehler/"))

    def fulfil(route: Route) -> None:
        route.fulfill(status=answer.status_code, headers=dict(answer.items()), body=answer.content.decode())

    looking = visit()
    looking.context.route("**/fehler/", fulfil)
    looking.examine(looking.open("/fehler/", answer.status_code))
    assert answer.status_code == int(name[:3])
    assert_nothing({name: looking.end()})
