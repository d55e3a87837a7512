"""Every answer carries the headers of the house, whatever it is; faults are pages with the right status."""

import pytest
from django.core.exceptions import DisallowedHost
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from campaign import views
from campaign.middleware import ADMIN_POLICY, PUBLIC_POLICY, FaultMiddleware, SecurityHeadersMiddleware
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db
PUBLIC = ["/", "/jobcenter/", "/gibt/es/nicht/", "/robots.txt", "/daten/finder.json?q=38820", "/healthz"]
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def directives(response) -> dict[str, list[str]]:
    parts = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in parts}


@pytest.mark.parametrize("path", [*PUBLIC, "/admin/", "/admin/login/", "/admin/gibt/es/nicht/"])
def test_every_answer_carries_the_headers(client: Client, path: str):
    response = client.get(path)
    assert {name: response[name] for name in EVERYWHERE} == EVERYWHERE
    assert "geolocation=()" in response["Permissions-Policy"]
    assert "'none'" in directives(response)["default-src"]


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_allow_nothing_inline_and_no_frame(client: Client, path: str):
    response = client.get(path)
    assert response["Content-Security-Policy"] == PUBLIC_POLICY
    assert "unsafe" not in PUBLIC_POLICY and directives(response)["frame-ancestors"] == ["'none'"]
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", PUBLIC)
def test_visitors_get_no_cookie_and_answers_they_may_keep(client: Client, path: str):
    response = client.get(path)
    assert not response.cookies
    assert "no-store" not in response["Cache-Control"] and response["Cache-Control"]


def test_the_login_is_as_strict_as_a_public_page_but_never_stored(client: Client):
    response = client.get("/admin/login/")
    assert response["Content-Security-Policy"] == PUBLIC_POLICY
    assert response["Cache-Control"] == "private, no-store"


def test_the_admin_may_be_framed_by_itself_and_is_never_stored():
    client = client_for(builders.officer())
    for path in ("/admin/", "/admin/pages/", "/admin/gibt/es/nicht/", "/admin/sprite/", "/admin/jsi18n/"):
        response = client.get(path)
        assert response["Content-Security-Policy"] == ADMIN_POLICY
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert response["Cache-Control"] == "private, no-store"


def test_in_a_preview_the_outer_request_sets_the_headers():
    author = builders.officer()
    story = builders.draft(author)
    response = client_for(author).get(reverse("wagtailadmin_pages:view_draft", args=[story.pk]))
    assert response.status_code == 200 and "Werkbank" in response.content.decode()
    assert response["Content-Security-Policy"] == ADMIN_POLICY
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Cache-Control"] == "private, no-store"


def test_what_somebody_logged_in_sees_is_not_shared():
    client = client_for(builders.officer())
    assert client.get("/jobcenter/")["Cache-Control"] == "private, no-store"


def test_a_view_may_set_its_own_headers(rf):
    own = {"Content-Security-Policy": "frame-ancestors *", "Cache-Control": "public, max-age=600"}
    middleware = SecurityHeadersMiddleware(lambda request: HttpResponse(headers=own))
    response = middleware(rf.get("/einbetten/"))
    assert {name: response[name] for name in own} == own
    again = SecurityHeadersMiddleware(lambda request: response)(rf.get("/einbetten/"))
    assert {name: again[name] for name in own} == own


def test_over_https_browsers_are_told_to_stay_there(client: Client, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    assert client.get("/robots.txt", secure=True)["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/jobcenter/%00/", 404),
        ("/%00", 404),
        ("/admin/%00/", 404),
        ("/jobcenter/?q=%00", 400),
        ("/%ff%fe/", 404),
        ("/jobcenter/?q=%ff%fe", 200),
        ("/%c0%ae%c0%ae/", 404),
        ("/jobcenter/?q=%ed%a0%80", 200),
    ],
)
def test_odd_bytes_are_no_error(path: str, status: int):
    response = Client(raise_request_exception=False).get(path)
    assert response.status_code == status
    assert response["Content-Security-Policy"]


class Away:
    """Stands in for a view, or an inner layer, whose database has gone."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __call__(self, *args, **kwargs):
        raise self.error


def test_a_database_that_is_away_means_503_and_when_to_come_back(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = FaultMiddleware(HttpResponse).process_exception(rf.get("/"), OperationalError("weg"))
    assert response.status_code == 503 and int(response["Retry-After"]) > 0
    assert "kurze Pause" in response.content.decode()


@pytest.mark.parametrize("error", [OperationalError("weg"), ValueError("kaputt")])
def test_outside_of_any_view_the_last_page_tells_the_two_apart(
    rf, error: Exception, django_assert_num_queries
):
    try:
        raise error
    except Exception:
        with django_assert_num_queries(0):
            response = views.server_error(rf.get("/"))
    assert response.status_code == (503 if isinstance(error, OperationalError) else 500)
    assert "kaputt" not in response.content.decode() and "weg" not in response.content.decode()


@pytest.mark.parametrize("path", ["/", "/jobcenter/", "/admin/", "/admin/login/"])
def test_every_page_answers_503_while_the_database_is_away(path: str, monkeypatch: pytest.MonkeyPatch):
    from django.db.backends.utils import CursorWrapper

    client = client_for(builders.officer(), raise_request_exception=False)
    visitor = Client(raise_request_exception=False)
    monkeypatch.setattr(CursorWrapper, "execute", Away(OperationalError("weg")))
    response = client.get(path)
    assert response.status_code == 503 and response["Retry-After"]
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"]
    assert client.get("/healthz").status_code == 200
    assert visitor.get("/")["Cache-Control"] == "private, no-store"


def test_a_foreign_host_name_is_refused_with_a_page(client: Client):
    response = Client(raise_request_exception=False).get("/", HTTP_HOST="boese.example")
    assert response.status_code == 400 and "verstehen wir nicht" in response.content.decode()
    assert DisallowedHost.__name__ not in response.content.decode()


def test_an_old_form_is_refused_with_a_page():
    response = Client(enforce_csrf_checks=True).post(
        "/admin/login/", {"login": "a@beispiel.test", "password": "x"}
    )
    assert response.status_code == 403 and "abgelaufen" in response.content.decode()
