"""Who sees which numbers, and how."""

import csv
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Page

from campaign.accounts.models import User
from campaign.models import DailyCount
from campaign.publishing import review
from jobcenters.models import Jobcenter
from stories.demo import views_seen
from stories.models import StoryPage
from stories.statistics import numbers
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db
INDEX, TABLE = "/admin/statistik/", "/admin/statistik/tabelle/"
TODAY = timezone.localdate()


def seen(key: object, number: int, kind: str = "page", host: str = "", day: date = TODAY) -> None:
    DailyCount.objects.create(day=day, kind=kind, key=str(key), host=host, number=number)


@pytest.fixture
def two(picture) -> tuple[StoryPage, StoryPage]:
    """A story of Düren and one of Harz, both seen and embedded."""
    harz = builders.centre("landkreis-harz")
    stories = [
        builders.published(title="=Geschichte kreis-dueren", portrait=picture),
        builders.published(harz, title="=Geschichte landkreis-harz", portrait=builders.image(harz)),
    ]
    for place, story in enumerate(stories):
        seen(story.pk, 1234 + place)
        seen(f"story:{story.pk}", 40 + place, "embed", f"www.website{place}.de")
    seen(builders.centre("kreis-dueren").section_id, 7)
    seen(Page.objects.get(slug="presse").pk, 88)
    seen("finder", 21, "embed", "www.website2.de")
    return stories[0], stories[1]


def page(user: User, query: str = "") -> str:
    answer = client_for(user).get(f"{INDEX}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_redaktion_sees_its_own_pages_and_nothing_of_another_centre(two):
    html = page(builders.officer("kreis-dueren"))
    assert "=Geschichte kreis-dueren" in html and "1.234" in html and "www.website0.de" in html
    for foreign in ("landkreis-harz", "1.235", "www.website1.de", "www.website2.de", "Presse", ">88<"):
        assert foreign not in html.partition("<main")[2], foreign


def test_the_koordination_sees_all_and_chooses_a_centre_or_a_land(two):
    user = builders.coordinator()
    html = page(user)
    assert all(word in html for word in ("1.234", "1.235", "Nach Land", "Nach Jobcenter", "www.website2.de"))
    of_land = page(user, "?land=DE-ST")
    assert "1.235" in of_land and "1.234" not in of_land
    of_centre = page(user, "?jobcenter=kreis-dueren")
    assert "1.234" in of_centre and "1.235" not in of_centre and "Nach Jobcenter" not in of_centre


def test_a_foreign_centre_answers_like_one_that_is_none(two):
    client = client_for(builders.officer("kreis-dueren"))
    answers = [client.get(f"{INDEX}?jobcenter={slug}") for slug in ("landkreis-harz", "gibt-es-nicht")]
    assert [one.status_code for one in answers] == [404, 404]
    assert [client.get(f"{TABLE}?jobcenter={slug}").status_code for slug in ("landkreis-harz", "%00")] != [
        200
    ]
    assert client.get(f"{INDEX}?jobcenter=kreis-dueren").status_code == 200


@pytest.mark.parametrize("query", ["?monat=2026-13", "?monat=1999-01", "?monat=x", "?land=DE-XX", "?als=x"])
def test_odd_words_choose_nothing(query):
    user = builders.coordinator()
    assert page(user, query) is not None
    assert client_for(user).get(f"{TABLE}{query}").status_code == 200


def test_small_numbers_are_not_told_apart(two):
    html = page(builders.officer("kreis-dueren"))
    assert "unter 10" in html
    assert [numbers.in_words(one) for one in (0, 1, 9, 10, 1234567)] == [
        *("keine", "unter 10", "unter 10", "10", "1.234.567")
    ]


def test_a_withdrawn_story_is_out_of_the_numbers_at_once(two):
    story = two[0]
    review.withdraw(story, builders.officer(), reason="Beispiel")
    for user in (builders.officer("kreis-dueren"), builders.coordinator()):
        assert "=Geschichte kreis-dueren" not in page(user)
        content = b"".join(client_for(user).get(TABLE).streaming_content).decode()
        assert "kreis-dueren" not in content and "www.website0.de" not in content


def test_a_month_shows_its_own_numbers(two):
    first = numbers.month_before(numbers.first_of(TODAY))
    seen(two[0].pk, 4321, day=first)
    seen(two[0].pk, 5555, day=first - timedelta(days=1))
    html = page(builders.officer("kreis-dueren"), f"?monat={first:%Y-%m}")
    assert html.count("4.321") == 2
    assert html.count("5.555") == html.count("1.241") == 1


def test_the_number_of_queries_does_not_grow_with_what_was_seen(
    two, django_assert_max_num_queries, django_assert_num_queries
):
    client = client_for(builders.coordinator())
    client.get(INDEX)
    with django_assert_max_num_queries(40) as before:
        client.get(INDEX)
    for one in Page.objects.filter(depth=4)[:60]:
        DailyCount.objects.get_or_create(day=TODAY, kind="page", key=str(one.pk), defaults={"number": 50})
    with django_assert_num_queries(len(before)):
        client.get(INDEX)


def test_tables_for_spreadsheets_hold_the_same_and_compute_nothing(two):
    client = client_for(builders.officer("kreis-dueren"))
    text = b"".join(client.get(f"{TABLE}?als=csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))
    sheet = load_workbook(BytesIO(client.get(f"{TABLE}?als=xlsx").content)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [[str(cell or "") for cell in row] for row in cells] == rows
    assert all(cell.data_type in "sn" for row in sheet.iter_rows() for cell in row if cell.value)
    titles = {row[1]: row[-1] for row in cells[1:]}
    assert titles["'=Geschichte kreis-dueren"] in (1234, 40)
    assert len(rows) == 4 and "Harz" not in text


def test_the_demo_has_numbers_and_a_second_run_adds_none():
    centres = list(Jobcenter.objects.select_related("section", "folder")[:2])
    views_seen.invent(centres, seed=1)
    number = DailyCount.objects.count()
    views_seen.invent(centres, seed=2)
    assert DailyCount.objects.count() == number > 100
    assert any(one.pages for one in numbers.months(numbers.Area(tuple(centres)), numbers.first_of(TODAY)))
