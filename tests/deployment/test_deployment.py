"""Two processes behind a real nginx with PostgreSQL and Redis: what one writes the other shows; faults are a page."""

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from campaign.media.formats import CONTENT_TYPES, VIDEO_MB, disposition_of
from campaign.middleware import EVERYWHERE
from campaign.operations.page_cache import refreshing
from campaign.publishing import review
from tests import builders
from tests.conftest import ROOT
from tests.deployment import deployment
from tests.deployment.deployment import Answer, Deployment
from tests.observatory import Answer as Seen
from tests.observatory import score

pytestmark = [pytest.mark.requires("nginx", "redis-server")]
MORE = ("Content-Security-Policy", "Cache-Control")


def both(site: Deployment, path: str) -> list[int]:
    """Return what each process answers."""
    return [site.get(path, port=port).status for port in site.web]


def test_what_is_published_or_withdrawn_elsewhere_shows_on_the_next_request(site: Deployment, story):
    path = story.get_url()
    assert both(site, path) == [200, 200] and site.get(path).status == 200
    other = builders.published(title="Noch eine Geschichte")
    refreshing.run(refreshing.OF_AN_ACT)
    for port in (0, *site.web):
        assert other.title in site.get("/menschen-vor-ort/", port=port).body.decode()
    review.withdraw(other, builders.coordinator())
    refreshing.run(refreshing.OF_AN_ACT)
    assert both(site, other.get_url()) == [410, 410] and site.get(other.get_url()).status == 410
    for port in (0, *site.web):
        assert other.title not in site.get("/menschen-vor-ort/", port=port).body.decode()


def faults_of(answer: Answer, is_plain: bool = False) -> dict[str, object]:
    """Return headers of the house that an answer lacks or has twice, and points below what the Observatory praises."""
    once = {name: answer.headers.get_all(name, []) for name in (*EVERYWHERE, *MORE)}
    found: dict[str, object] = {name: values for name, values in once.items() if len(values) != 1}
    found |= {name: once[name] for name, value in EVERYWHERE.items() if once[name] != [value]}
    points, spoilt = score(Seen(answer.headers, SimpleCookie(answer.header("Set-Cookie")), ""))
    # Browsers pay no heed to HSTS over http.
    return found | ({"points": spoilt} if points < (80 if is_plain else 130) else {})


def test_plain_http_leads_to_https_and_headers_arrive(site: Deployment):
    plain = site.get("/jobcenter/?q=38820", scheme="http")
    assert (plain.status, plain.header("Location")) == (
        301,
        f"https://{deployment.NAME}/jobcenter/?q=38820",
    )
    answer = site.get("/")
    assert answer.status == 200 and not answer.header("Set-Cookie")
    assert {name: answer.header(name) for name in EVERYWHERE} == EVERYWHERE
    assert answer.header("Strict-Transport-Security").startswith("max-age=31536000")
    assert re.fullmatch("[0-9a-f]{32}", answer.header("X-Request-ID"))
    assert "nginx/" not in answer.header("Server")


def test_what_nginx_answers_itself_carries_all_headers_once(site: Deployment, story):
    style = re.search(r'href="(/static/css/campaign\.[0-9a-f]{12}\.css)"', site.get("/").body.decode())[1]
    picture = re.search(r'src="(/media/renditions/[^"]+)"', site.get(story.get_url()).body.decode())[1]
    officer, image = builders.officer(), builders.image()
    mine = {"Cookie": deployment.cookie(officer)}
    large = "a" * 1_100_000
    # Over the 8 kB that nginx takes for a line, and sent in one go: it hangs up before the rest of a longer one is out.
    long = "a" * 10_000
    answers = {
        "page": (200, site.get("/markenkern/")),
        "copy": (200, site.get("/markenkern/")),
        "style": (200, site.get(style)),
        "no style": (404, site.get("/static/gibt-es-nicht.css")),
        "picture": (200, site.get(picture)),
        "private file": (200, site.get(f"/media/{image.file.name}", **mine)),
        "no file": (404, site.get("/media/gibt-es-nicht.jpg")),
        "too large": (413, site.get("/barriere-melden/", data=large)),
        "too large for us": (413, site.get("/admin/login/", data=large * 6)),
        "odd": (400, site.get("/%00")),
        "too long an address": (414, site.get(f"/{long}")),
        "too long a header": (400, site.get("/", Cookie=long)),
        "folder": (404, site.get("/media/renditions/")),
        "foreign name": (400, site.get("/", Host="boese.example")),
        "login": (200, site.get("/admin/login/")),
        "plain": (301, site.get("/", scheme="http")),
    }
    with ThreadPoolExecutor(60) as pool:
        entrance = list(pool.map(lambda _: site.get("/admin/2fa/code/"), range(60)))
    answers["hasty"] = (429, next(one for one in entrance if one.status == 429))
    found = {name: faults_of(answer, name == "plain") for name, (_, answer) in answers.items()}
    assert {name: answer.status for name, (_, answer) in answers.items()} == {
        name: status for name, (status, _) in answers.items()
    }
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert answers["hasty"][1].header("Retry-After") == "10"
    assert "no-store" in answers["too large"][1].header("Cache-Control")


def test_what_gunicorn_cannot_read_carries_all_headers_once(site: Deployment):
    port = site.web[0]
    assert site.get(f"/suche/?q={'a' * 8_000}", port=port).status == 200
    answers = {
        414: site.get(f"/suche/?q={'a' * 9_000}", port=port),
        431: site.get("/", port=port, Cookie="a" * 10_000),
        400: site.get("/", port=port, **{"Transfer-Encoding": "gibt-es-nicht"}),
    }
    assert {status: answer.status for status, answer in answers.items()} == {one: one for one in answers}
    assert [faults_of(answer, is_plain=True) for answer in answers.values()] == [{}, {}, {}]
    assert all("verstehen wir nicht" in answer.body.decode() for answer in answers.values())


def test_styles_come_from_nginx_packed_and_for_good(site: Deployment):
    path = re.search(r'href="(/static/css/campaign\.[0-9a-f]{12}\.css)"', site.get("/").body.decode())[1]
    answer = site.get(path, **{"Accept-Encoding": "gzip"})
    assert answer.status == 200 and answer.header("Content-Encoding") == "gzip"
    assert "immutable" in answer.header("Cache-Control")
    assert "immutable" not in site.get("/static/css/campaign.css").header("Cache-Control")


def test_public_pages_are_packed_and_those_behind_the_login_are_not(site: Deployment):
    assert site.get("/", **{"Accept-Encoding": "gzip"}).header("Content-Encoding") == "gzip"
    assert not site.get("/admin/login/", **{"Accept-Encoding": "gzip"}).header("Content-Encoding")


def test_a_released_picture_comes_from_nginx_as_the_application_would_send_it(site: Deployment, story):
    path = re.search(r'src="(/media/renditions/[^"]+)"', site.get(story.get_url()).body.decode())[1]
    by_nginx, by_us = site.get(path), site.get(path, port=site.web[0])
    assert by_nginx.status == by_us.status == 200 and by_nginx.body == by_us.body
    for name in ("Content-Type", "Content-Disposition", "Cache-Control", "X-Content-Type-Options"):
        assert by_nginx.header(name) == by_us.header(name), name
    assert not by_nginx.header("X-Request-ID") and by_us.header("X-Request-ID")


def test_what_is_not_released_is_sent_by_nginx_to_those_who_may_see_it_only(site: Deployment):
    officer = builders.officer()
    image = builders.image()
    path = f"/media/{image.file.name}"
    assert site.get(path).status == 404
    assert site.get(path, Cookie=deployment.cookie(builders.officer("landkreis-harz"))).status == 404
    mine = site.get(path, Cookie=deployment.cookie(officer))
    assert mine.status == 200 and mine.body == image.file.read()
    assert mine.header("Cache-Control") == "private, no-store" and not mine.header("X-Accel-Redirect")


@pytest.mark.parametrize("path", ["/private-media/", "/@ask", "/media/../private-media/", "/media/%2e%2e/"])
def test_the_inner_places_have_no_address(site: Deployment, path: str):
    image = builders.image()
    assert site.get(f"{path}{image.file.name}").status in (400, 404)


def test_wrong_logins_are_counted_by_all_processes_together(site: Deployment):
    statuses = []
    for number in range(7):
        page = site.get("/admin/login/", port=site.web[number % 2])
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.body.decode())[1]
        crumb = page.header("Set-Cookie").partition(";")[0]
        data = urllib.parse.urlencode(
            {"csrfmiddlewaretoken": token, "login": "niemand@beispiel.example", "password": "falsch"}
        ).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{site.web[number % 2]}/admin/login/",
            data,
            {
                "Host": deployment.NAME,
                "X-Forwarded-Proto": "https",
                "X-Forwarded-For": "203.0.113.9",
                "Cookie": crumb,
                "Origin": f"https://{deployment.NAME}",
            },
        )
        try:
            statuses.append(urllib.request.urlopen(request, timeout=30).status)
        except urllib.error.HTTPError as error:
            statuses.append(error.code)
    assert statuses == [200] * 5 + [429] * 2


def test_personal_links_and_searches_stay_out_of_the_log_of_nginx(site: Deployment):
    for path in ("einwilligung", "widerruf", "admin/einladung", "admin/passwort/neu"):
        site.get(f"/{path}/Geheimwort/")
    site.get("/jobcenter/?q=Geheimwort")
    time.sleep(0.2)
    text = (site.folder / "access.log").read_text()
    assert "/einwilligung/***" in text and "/admin/einladung/***" in text and "Geheimwort" not in text


def test_the_log_for_counting_names_no_address_and_no_personal_link(site: Deployment):
    site.get("/widerruf/Geheimwort/")
    site.get("/jobcenter/kreis-dueren/")
    # nginx writes it once a second.
    time.sleep(1.2)
    text = (site.folder / "zaehlung.log").read_text()
    assert (
        '"GET /jobcenter/kreis-dueren/" 200' in text and "Geheimwort" not in text and "127.0.0.1" not in text
    )


def test_while_no_process_answers_nginx_says_so_and_one_is_enough(site: Deployment):
    site.stop("web0")
    assert {site.get("/suche/?q=a").status for _ in range(6)} == {200}
    site.stop("web1")
    began = time.monotonic()
    answer = site.get("/suche/?q=a")
    assert time.monotonic() - began < 1
    assert answer.status == 503 and answer.header("Retry-After") == "30" and faults_of(answer) == {}
    assert "kurze Pause" in answer.body.decode() and "no-store" in answer.header("Cache-Control")
    site.start_web(0)
    site.start_web(1)
    began = time.monotonic()
    while site.get("/suche/?q=a").status != 200:
        assert time.monotonic() - began < 12, "nginx findet die Prozesse nicht wieder."
        time.sleep(0.2)


@pytest.mark.django_db  # one test with this mark, and the session prepares the database that the site shares
def test_the_page_for_faults_is_the_one_of_the_application():
    assert (ROOT / "ops/503.html").read_text() == render_to_string("503.html")


@pytest.mark.parametrize("extension", sorted(CONTENT_TYPES))
def test_nginx_knows_each_type_and_what_to_show_in_place(extension: str):
    text = deployment.TEMPLATE.read_text()
    types = re.search(r"types \{(.*?)\}", text, re.DOTALL)[1]
    known = {ext: words[0] for words in (part.split() for part in types.split(";")) for ext in words[1:]}
    assert known[extension] == CONTENT_TYPES[extension].partition(";")[0]
    inline = re.search(r"~\\\.\(([a-z0-9|]+)\)\$\s+inline", text)[1].split("|")
    assert (extension in inline) is (disposition_of(f"x.{extension}") == "inline")


def test_nginx_takes_the_largest_video():
    largest = max(
        int(size) for size in re.findall(r"client_max_body_size (\d+)m", deployment.TEMPLATE.read_text())
    )
    assert largest * 1024 * 1024 > VIDEO_MB * 1024 * 1024
    assert settings.MEDIA_URL == "/media/"
