"""Figures in public: one change follows everywhere at once, with charts, list of changes and a table to load."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from campaign.figures import acts
from campaign.figures.acts import Why
from campaign.models import FiguresPage, HomePage, Kennzahl
from jobcenters.models import JobcenterPage
from tests import builders
from tests.campaign.test_blocks import page_with
from tests.figures.test_acts import content, latest, own_figure

pytestmark = pytest.mark.django_db
PAGE = "/zahlen-und-fakten/"
TABLE = f"{PAGE}csv/"


def text_of(path: str) -> str:
    return Client().get(path).content.decode()


def put_on_start_page(*figures: Kennzahl) -> HomePage:
    home = HomePage.objects.get()
    home.figures = [("figure", figure) for figure in figures]
    home.save_revision().publish()
    return home


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Client().get(TABLE).content.decode())))


def test_one_change_shows_on_every_page_at_the_next_request_also_from_a_cache():
    coordinator = builders.coordinator()
    figure = acts.begin(content(value="4711"), actor=coordinator)
    put_on_start_page(figure)
    block = {"type": "figures", "value": [figure.pk]}
    page = page_with(block)
    section = JobcenterPage.objects.get(pk=builders.centre().section_id)
    section.body = json.dumps([block])
    section.save_revision().publish()
    places = ["/", PAGE, TABLE, page.get_url(), section.get_url()]
    cache.clear()
    seen = {path: Client().get(path) for path in places}
    assert all("4711" in answer.content.decode() for answer in seen.values())
    acts.change(figure, content(value="4712"), Why("neu"), actor=coordinator, loaded=latest(figure))
    for path, answer in seen.items():
        again = Client().get(path, headers={"If-None-Match": answer.headers.get("ETag", '"keins"')})
        assert again.status_code == 200 and "4712" in again.content.decode(), path
        assert path == PAGE or "4711" not in again.content.decode(), path
    acts.take_down(figure, actor=coordinator, loaded=latest(figure), reason="weg")
    assert all("<strong>4712</strong>" not in text_of(path) for path in places)


def test_what_waits_or_was_sent_back_is_nowhere_in_public():
    officer, coordinator = builders.officer(), builders.coordinator()
    figure = own_figure(officer, value="815")
    page = page_with({"type": "figures", "value": [figure.pk]})
    for path in (PAGE, TABLE, page.get_url()):
        assert "815" not in text_of(path)
    acts.approve(figure, actor=coordinator, loaded=latest(figure))
    centre = builders.centre()
    assert "815" in text_of(page.get_url()) and f'href="{centre.url}"' in text_of(PAGE)
    acts.change(figure, content(value="816"), Why("neu"), actor=officer, loaded=latest(figure))
    acts.send_back(figure, actor=coordinator, loaded=latest(figure), remark="Geheimes Wort")
    for path in (PAGE, TABLE, page.get_url()):
        assert "816" not in text_of(path) and "Geheimes Wort" not in text_of(path)


def test_the_page_draws_the_laender_and_says_the_same_as_a_table():
    coordinator = builders.coordinator()
    for land, value in (("DE-HE", "16"), ("DE-NW", "18")):
        acts.begin(
            content(value=value, unit="kommunale Jobcenter", label="je Land"), actor=coordinator, land=land
        )
    acts.begin(content(value="3", unit="Bereiche", label="nur in Bayern"), actor=coordinator, land="DE-BY")
    text = text_of(PAGE)
    assert 'width="88.9%"' in text and 'style="' not in text.partition("<main")[2]
    for words in (
        '<th scope="row">Hessen</th><td>16</td>',
        "Balkendiagramm: Kommunale Jobcenter je Land",
        "Bayern",
    ):
        assert words in text


def test_the_list_of_changes_says_what_was_corrected_and_when():
    coordinator = builders.coordinator()
    figure = acts.begin(content(), actor=coordinator)
    assert "Bisher wurde keine Zahl geändert." in text_of(PAGE)
    acts.change(
        figure, content(value="8"), Why("Zahlendreher", True), actor=coordinator, loaded=latest(figure)
    )
    acts.change(
        figure,
        content(value="8", source="Amt"),
        Why("bessere Quelle"),
        actor=coordinator,
        loaded=latest(figure),
    )
    text = text_of(PAGE)
    for words in (
        "· Korrektur</p>",
        "bisher 7 Stück, jetzt 8 Stück",
        "Zahlendreher",
        "Geändert: Quelle",
        "bessere Quelle",
    ):
        assert words in text
    assert coordinator.email not in text


def test_the_table_has_source_date_and_licence_in_every_row_and_no_formula():
    Kennzahl.objects.all().delete()
    figure = acts.begin(
        content(value="1,5 Millionen", source="=HYPERLINK(1)", definition="+1", as_of=date(2019, 8, 21)),
        actor=builders.coordinator(),
    )
    [row] = rows()
    assert row["zahl"] == "1500000" and row["stand"] == "2019-08-21" and row["aelter_als_24_monate"] == "ja"
    assert row["quelle"] == "'=HYPERLINK(1)" and row["definition"] == "'+1"
    assert row["lizenz"] and row["adresse"].endswith(f"{PAGE}#{figure.key}")
    answer = Client().get(TABLE)
    assert (
        answer["Content-Type"] == "text/csv; charset=utf-8" and "attachment" in answer["Content-Disposition"]
    )
    FiguresPage.objects.get().unpublish()
    assert Client().get(TABLE).status_code == 404


def test_the_page_costs_the_same_for_few_and_many_figures():
    coordinator = builders.coordinator()

    def enter(number: int) -> None:
        for count in range(number):
            figure = acts.begin(content(label=f"Zahl {count}"), actor=coordinator)
            acts.change(figure, content(value="8"), Why("neu"), actor=coordinator, loaded=latest(figure))

    def cost() -> int:
        Client().get(PAGE)
        with CaptureQueriesContext(connection) as captured:
            Client().get(PAGE)
        return len(captured)

    enter(2)
    few = cost()
    enter(6)
    assert cost() == few <= 12


def test_an_old_figure_says_so_wherever_it_stands():
    figure = acts.begin(content(as_of=date(2019, 8, 21)), actor=builders.coordinator())
    page = page_with({"type": "figures", "value": [figure.pk]})
    assert "Älter als zwei Jahre." in text_of(page.get_url())
