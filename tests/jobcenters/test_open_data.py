"""Registry and finder as data: for every website, with ETag, documented field by field, and not without limit."""

import csv
import io

import pytest
from django.test import Client

from jobcenters import open_data, views
from jobcenters.rate_limit import RateLimit
from tests import builders

pytestmark = pytest.mark.django_db
ADDRESSES = ["/daten/jobcenter.json", "/daten/jobcenter.csv", "/daten/finder.json?q=38820"]


@pytest.fixture(autouse=True)
def nobody_asked_before(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(views, "QUESTIONS", RateLimit(views.BURST, views.PER_SECOND))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_website_may_read_and_ask_whether_something_changed(address: str):
    first = Client().get(address)
    assert first.status_code == 200 and first["Access-Control-Allow-Origin"] == "*"
    again = Client().get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    assert Client().head(address).status_code == 200
    assert Client().post(address).status_code == 405


def test_another_fact_is_another_etag():
    before = Client().get("/daten/jobcenter.json")["ETag"]
    centre = builders.centre()
    centre.einwohner += 1
    centre.save()
    assert Client().get("/daten/jobcenter.json")["ETag"] != before


def test_the_answers_have_exactly_the_documented_fields():
    answer = Client().get("/daten/finder.json", {"q": "38820"}).json()
    assert list(answer) == list(open_data.FINDER_FIELDS)
    assert list(answer["results"][0]) == list(open_data.RESULT_FIELDS)
    data = Client().get("/daten/jobcenter.json").json()
    assert {tuple(row) for row in data["results"]} == {tuple(open_data.COLUMNS)}
    table = csv.DictReader(io.StringIO(Client().get("/daten/jobcenter.csv").content.decode()))
    assert table.fieldnames == list(open_data.COLUMNS) and len(list(table)) == len(data["results"]) == 104


def test_the_page_for_developers_names_every_field_and_every_source():
    html = Client().get("/daten/").content.decode()
    for field in (*open_data.COLUMNS, *open_data.FINDER_FIELDS, *open_data.RESULT_FIELDS):
        assert f"<code>{field}</code>" in html
    for word in ("OpenStreetMap-Mitwirkende", "ODbL", "GeoBasis-DE / BKG", "GeoNames", "Retry-After"):
        assert word in html
    assert 'href="/daten/"' in Client().get("/jobcenter/").content.decode()


def test_the_page_for_developers_says_where_it_lies_and_is_found_by_search_engines():
    html = Client().get("/daten/").content.decode()
    trail = html.split('class="breadcrumb wrap"')[1].split("</nav>")[0]
    assert (
        'href="/" itemprop="item"><span itemprop="name">Start</span></a>' in trail
        and '<a href="/jobcenter/"' in trail
    )
    assert '<span aria-current="page" itemprop="name">Daten für Entwickler</span>' in trail
    assert "/daten/</loc>" in Client().get("/sitemap.xml").content.decode()


@pytest.mark.parametrize(
    "path", ["/", "/impressum/", "/menschen-vor-ort/", "/jobcenter/stadt-jena/", "/gibt-es-nicht/"]
)
def test_the_sources_are_one_click_away_from_every_page(path: str):
    assert 'href="/daten/#lizenz"' in Client().get(path).content.decode()
    assert 'id="lizenz"' in Client().get("/daten/").content.decode()


def test_who_asks_too_much_is_told_when_to_come_back():
    client = Client()
    statuses = [client.get("/daten/finder.json", {"q": "x"}).status_code for _ in range(views.BURST)]
    assert set(statuses) == {200}
    refused = next(
        answer for _ in range(50) if (answer := client.get("/daten/finder.json")).status_code == 429
    )
    assert int(refused["Retry-After"]) >= 1 and refused["Access-Control-Allow-Origin"] == "*"
    assert "Bitte fragen Sie" in refused.json()["message"]
    assert Client(REMOTE_ADDR="198.51.100.7").get("/daten/finder.json").status_code == 200


def test_permits_come_back_with_time_and_each_client_has_its_own():
    limit = RateLimit(burst=2, per_second=0.5)
    assert [limit.seconds_to_wait("a", now=0.0) for _ in range(3)] == [0, 0, 2]
    assert limit.seconds_to_wait("b", now=0.0) == 0
    assert limit.seconds_to_wait("a", now=1.0) == 1
    assert limit.seconds_to_wait("a", now=2.0) == 0
    assert [limit.seconds_to_wait("a", now=1000.0) for _ in range(3)] == [0, 0, 2]


HOSTILE = [
    *("\x00", "Harz\x00", "%00", "\x1b[31m", "\ud800".encode("utf-8", "surrogatepass"), b"\xff\xfe\xfa", b"\xc3("),
    *("a" * 3500, "ä" * 3500, "38820" * 700, " " * 3500, "ﷺ" * 100, "\u0301" * 100, "\u202e" * 50),
    *("a & b | !c", "'harz':*", "<->", "((((", "a:*&", "\\", "%", "_", "%_%", "' OR 1=1 --", '"; DROP TABLE x;'),
    *("{{7*7}}", "<script>alert(1)</script>", "../../etc/passwd", "-1e309", "١٢٣٤٥", "O" * 5, "00000"),
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_never_break_finder_or_data(query):
    assert len(HOSTILE) >= 30
    for address in ("/daten/finder.json", "/jobcenter/"):
        assert Client().get(address, {"q": query}).status_code in (200, 400)
