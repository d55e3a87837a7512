"""What is read from figures without a database: their numbers, and the bars of a chart."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from campaign.figures.charts import by_land
from campaign.figures.numbers import as_number, share, whole_of
from campaign.models import Kennzahl
from campaign.spreadsheets import harmless, xlsx_download


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("104", "104"),
        ("1,5 Millionen", "1500000"),
        ("mehr als 250.000", "250000"),
        ("mehr als 22 Millionen", "22000000"),
        ("rund 1.240,5", "1240.5"),
        ("-3,2", "-3.2"),
        ("2 Mio", "2000000"),
        ("12 %", "12"),
    ],
)
def test_a_value_is_read_as_germans_write_it(text, number):
    assert as_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "viele", "1.5", "12.34.567", "1,2,3", "einhundert"])
def test_what_is_no_german_number_is_none(text):
    assert as_number(text) is None


def test_a_unit_names_the_whole_and_with_it_the_share():
    assert whole_of("von 407 Jobcentern") == 407
    assert whole_of("von insgesamt 1.000 Betrieben") == 1000
    assert whole_of("Menschen") is None
    assert round(share("104", "von 407 Jobcentern") or 0, 3) == 0.256


@pytest.mark.parametrize(
    ("value", "unit"), [("500", "von 407"), ("104", "von 0"), ("104", "Stück"), ("viele", "von 9")]
)
def test_there_is_no_share_where_it_makes_no_sense(value, unit):
    assert share(value, unit) is None


def of_land(land: str, value: str, **fields) -> Kennzahl:
    fields = {
        "unit": "Jobcenter",
        "label": "je Land",
        "source": "KomtrZV",
        "as_of": date(2026, 1, 1),
    } | fields
    return Kennzahl(key=land.lower(), level="land", land=land, value=value, **fields)


def test_bars_compare_the_laender_longest_first():
    figures = [
        of_land("DE-MV", "1"),
        of_land("DE-NW", "18"),
        of_land("DE-HE", "9"),
        of_land("DE-BY", "viele"),
    ]
    [chart] = by_land(figures)
    assert [(bar.name, bar.value, bar.percent) for bar in chart.bars] == [
        ("Nordrhein-Westfalen", "18", 100),
        ("Hessen", "9", 50),
        ("Mecklenburg-Vorpommern", "1", 5.6),
    ]
    assert chart.source == "KomtrZV" and chart.as_of == date(2026, 1, 1)
    assert [bar.top for bar in chart.bars] == sorted({bar.top for bar in chart.bars})


def test_a_chart_names_one_source_only_if_all_bars_have_it():
    [chart] = by_land([of_land("DE-NW", "18"), of_land("DE-HE", "16", source="Destatis")])
    assert chart.source == "" and {bar.source for bar in chart.bars} == {"KomtrZV", "Destatis"}


def test_one_bar_makes_no_chart_and_different_things_are_not_mixed():
    assert by_land([of_land("DE-NW", "18"), of_land("DE-HE", "3", unit="Beratungen")]) == []


@pytest.mark.parametrize("cell", ["=1+1", "+49", "-2", "@x", "\t=1", "\r=1"])
def test_no_spreadsheet_computes_a_cell(cell):
    assert harmless(cell) == f"'{cell}"
    assert harmless("104") == "104"


def test_characters_that_xml_forbids_do_not_break_a_table():
    answer = xlsx_download("tabelle", [["Titel"], ["Ein\x0bUmbruch\x01"]])
    rows = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert list(rows) == [("Titel",), ("Ein\nUmbruch ",)]
