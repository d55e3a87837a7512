"""Whatever is answered carries the headers of the house: pages, files, redirects, refusals, faults. None is left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page

from campaign.publishing import review
from tests import builders
from tests.accounts.login import client_for, give_password
from tests.observatory import Answer, score
from tests.test_headers import EVERYWHERE, Away

pytestmark = pytest.mark.django_db
ENOUGH = 130
FRAMEABLE = "/einbetten/"


@dataclass(frozen=True)
class Case:
    """A request, as whom, and the status it must get."""

    path: str
    status: int
    who: str = "visitor"
    method: str = "get"
    data: Any = None
    headers: tuple[tuple[str, str], ...] = ()


CASES = [
    Case("/", 200),
    Case("/jobcenter/?q=38820", 200),
    Case("/jobcenter/?q=" + "a" * 5000, 200),
    Case("/suche/?q=arbeit", 200),
    Case("/robots.txt", 200),
    Case("/sitemap.xml", 200),
    Case("/healthz", 200),
    Case("/.well-known/security.txt", 200),
    Case("/daten/jobcenter.json", 200),
    Case("/daten/jobcenter.csv", 200),
    Case("/daten/finder.json?q=38820", 200),
    Case("/presse/feed/", 200),
    Case("/menschen-vor-ort/feed/", 200),
    Case("/einbetten/finder/", 200),
    Case("/static/css/campaign.css", 200),
    Case("/static/gibt-es-nicht.css", 404),
    Case("/menschenvorort", 301),
    Case("/jobcenter", 301),
    Case("/admin/", 302),
    Case("/admin/gibt/es/nicht/", 302),
    Case("/admin/login/", 200),
    Case("/admin/sprite/", 200),
    Case("/%00", 404),
    Case("/jobcenter/?q=%00", 400),
    Case("/", 400, headers=(("HTTP_HOST", "boese.example"),)),
    Case("/gibt/es/nicht/", 404),
    Case("/einbetten/geschichte/999999/", 404),
    Case("/media/gibt/es/nicht.jpg", 404),
    Case("/api/v2/pages/", 404),
    Case("/django-admin/", 404),
    Case("/daten/finder.json", 405, method="post"),
    Case(
        "/admin/login/", 403, method="post", data={"login": "a@beispiel.test", "password": "x"}, who="strict"
    ),
    Case("/admin/login/", 413, method="post", data={"login": "a" * 6_000_000}),
    Case("/admin/", 200, who="officer"),
    Case("/admin/gibt/es/nicht/", 404, who="officer"),
    Case("/admin/users/", 403, who="officer"),
    Case("/", 200, who="officer"),
]


@pytest.fixture(autouse=True)
def _https(settings) -> Iterator[None]:
    """As in production behind https."""
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    # Files of the design straight from their folder: a test has collected none.
    settings.WHITENOISE_USE_FINDERS = True
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def browser() -> Callable[[str], Client]:
    """Return somebody's browser."""
    made = {
        "visitor": lambda: Client(raise_request_exception=False),
        "strict": lambda: Client(raise_request_exception=False, enforce_csrf_checks=True),
        "officer": lambda: client_for(builders.officer(), raise_request_exception=False),
    }
    return lambda who: made[who]()


def missing(response: HttpResponse, path: str) -> list[str]:
    """Return what an answer lacks."""
    embedded = path.startswith(FRAMEABLE)
    wanted = EVERYWHERE | ({"Cross-Origin-Resource-Policy": "cross-origin"} if embedded else {})
    lacking = [name for name, value in wanted.items() if response.get(name) != value]
    policy = response.get("Content-Security-Policy", "")
    checks = {
        "default-src": policy.startswith("default-src 'none'; "),
        "frame-ancestors": ("frame-ancestors *" in policy) is embedded and "frame-ancestors" in policy,
        "Permissions-Policy": "camera=()" in response.get("Permissions-Policy", ""),
        "Cache-Control": any(word in response.get("Cache-Control", "") for word in ("no-store", "public")),
        "Strict-Transport-Security": "max-age=31536000" in response.get("Strict-Transport-Security", ""),
        "shared and personal": not (response.cookies and "no-store" not in response["Cache-Control"]),
        "Server": not {"Server", "X-Powered-By"} & set(response.headers),
    }
    return lacking + [name for name, is_right in checks.items() if not is_right]


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case.status}-{case.method}-{case.path[:40]}-{case.who}"
)
def test_every_kind_of_answer_carries_all_headers(browser: Callable[[str], Client], case: Case):
    client = browser(case.who)
    response = getattr(client, case.method)(case.path, case.data or {}, secure=True, **dict(case.headers))
    assert response.status_code == case.status
    assert missing(response, case.path.partition("?")[0]) == []


def test_so_do_withdrawn_pages_files_and_refused_logins(browser: Callable[[str], Client]):
    story = builders.published()
    visitor, found = browser("visitor"), {}
    found["page"] = visitor.get(story.get_url(), secure=True)
    etag = found["page"].get("ETag")
    if etag:
        found["unchanged"] = visitor.get(story.get_url(), secure=True, HTTP_IF_NONE_MATCH=etag)
    found["file"] = client_for(builders.officer()).get(
        builders.image(builders.centre()).file.url, secure=True
    )
    review.withdraw(builders.fresh(story), builders.officer())
    found["gone"] = visitor.get(story.get_url(), secure=True)
    for _ in range(6):
        found["slow"] = give_password(Client(), "wer@beispiel.test", "falsch", secure=True)
    statuses = {name: response.status_code for name, response in found.items()}
    assert statuses == {"page": 200, "file": 200, "gone": 410, "slow": 429} | (
        {"unchanged": 304} if etag else {}
    )
    assert {name: missing(response, "/") for name, response in found.items() if missing(response, "/")} == {}


@pytest.mark.parametrize(("error", "status"), [(OperationalError("weg"), 503), (ValueError("kaputt"), 500)])
@pytest.mark.parametrize("path", ["/gibt/es/nicht/", "/suche/?q=arbeit", "/admin/"])
def test_so_do_faults(
    browser: Callable[[str], Client], monkeypatch, path: str, error: Exception, status: int
):
    client = browser("officer")
    monkeypatch.setattr(CursorWrapper, "execute", Away(error))
    response = client.get(path, secure=True)
    assert response.status_code == status
    assert missing(response, path) == []


def test_the_observatory_gives_every_type_of_public_page_130_points():
    builders.published()
    first = {page.specific_class: page for page in Page.objects.live().filter(depth__gt=1).order_by("-pk")}
    assert len(first) > 8
    given = {}
    for kind, page in first.items():
        response = Client().get(page.get_url(), secure=True)
        points, found = score(Answer(response.headers, response.cookies, response.content.decode()))
        given[kind.__name__] = (points, found)
    assert {kind: found for kind, (points, found) in given.items() if points < ENOUGH} == {}


@pytest.mark.parametrize(
    ("spoilt", "points"),
    [
        ({}, 130),
        ({"Content-Security-Policy": ""}, 75),
        ({"Content-Security-Policy": "default-src 'none'; script-src 'unsafe-inline'"}, 80),
        ({"Strict-Transport-Security": ""}, 80),
        ({"Referrer-Policy": "unsafe-url"}, 120),
        ({"X-Content-Type-Options": ""}, 125),
        ({"Cross-Origin-Resource-Policy": ""}, 120),
    ],
)
def test_our_table_of_the_observatory_takes_points_away(client: Client, spoilt: dict[str, str], points: int):
    response = client.get("/", secure=True)
    headers = dict(response.headers) | spoilt
    assert score(Answer(headers, response.cookies, ""))[0] == points


def test_cookies_and_foreign_scripts_cost_points(client: Client):
    login = client.get("/admin/login/", secure=True)
    assert score(Answer(login.headers, login.cookies, ""))[0] >= ENOUGH
    foreign = '<script src="https://boese.example/x.js"></script>'
    assert score(Answer(login.headers, login.cookies, foreign))[1]["subresource-integrity"] == -5
    for cookie in login.cookies.values():
        cookie["secure"] = ""
    assert score(Answer(login.headers, login.cookies, ""))[1]["cookies"] == -40
