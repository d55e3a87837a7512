"""The cells of the import file: every fault is named with line and column, no faulty row gets through."""

from datetime import date
from decimal import Decimal

import pytest

from jobcenters.columns import COLUMNS
from jobcenters.importing import parse
from tests.jobcenters.import_files import HARZ, JENA, csv_bytes, messages, only_problem


def test_a_right_row_becomes_typed_values() -> None:
    parsed = parse(csv_bytes(HARZ))
    assert parsed.problems == ()
    row = parsed.rows[0]
    assert (row.zeile, row.ags, row.land, row.traeger) == (2, "15085", "Sachsen-Anhalt", "Landkreis Harz")
    assert (row.seit, row.einwohner, row.flaeche_km2) == (2005, 214446, Decimal("2104.72"))
    assert (row.stand, row.stand_erlaeuterung) == (date(2018, 12, 31), "")
    assert (row.lat, row.lon) == (Decimal("51.89562"), Decimal("11.05622"))
    assert row.name_geprueft is True
    assert (row.telefon, row.durchwahl) == ("+493943583234", "3234")
    assert (row.slug, row.orte) == ("landkreis-harz", ("Wernigerode",))
    assert row.aliasse == ("KoBa", "Kommunale Beschäftigungsagentur")


def test_optional_cells_may_be_empty() -> None:
    optional = [name for name, column in COLUMNS.items() if not column.required]
    parsed = parse(csv_bytes(HARZ | dict.fromkeys(optional, "")))
    assert parsed.problems == ()
    row = parsed.rows[0]
    assert (row.website, row.telefon, row.durchwahl, row.email, row.adresse) == ("", "", "", "", "")
    assert (row.orte, row.aliasse, row.slug) == ((), (), "landkreis-harz")


def test_the_added_columns_may_be_missing_and_the_order_is_free() -> None:
    kept = {name: cell for name, cell in reversed(HARZ.items()) if COLUMNS[name].in_every_file}
    parsed = parse(csv_bytes(kept, header=list(kept)))
    assert parsed.problems == ()
    assert parsed.rows[0].ags == "15085"


@pytest.mark.parametrize(
    "change", [lambda data: b"\xef\xbb\xbf" + data, lambda data: data.replace(b"\n", b"\r\n")]
)
def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(change) -> None:
    parsed = parse(change(csv_bytes(HARZ, JENA)))
    assert parsed.problems == ()
    assert [row.zeile for row in parsed.rows] == [2, 3]


def test_a_date_may_be_followed_by_an_explanation_in_brackets() -> None:
    row = parse(csv_bytes(HARZ | {"stand": "2023-12-31 (ohne Hanau)"})).rows[0]
    assert (row.stand, row.stand_erlaeuterung) == (date(2023, 12, 31), "ohne Hanau")


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("ags", "1508", "fünf Ziffern"),
        ("ags", "1508O", "fünf Ziffern"),
        ("ags", "١٥٠٨٥", "fünf Ziffern"),
        ("nuts3", "EE09", "NUTS-3"),
        ("land_code", "DE-XX", "DE-ST"),
        ("land", "Sachsen", "„Sachsen-Anhalt“"),
        ("traeger", "–", "Kurzname"),
        ("traeger_typ", "Gau", "Kreisfreie Stadt"),
        ("seit", "2004", "ab 2005"),
        ("seit", "05", "Jahreszahl"),
        ("einwohner", "214.446", "ganze Zahl"),
        ("einwohner", "0", "ganze Zahl"),
        ("einwohner", "-5", "ganze Zahl"),
        ("flaeche_km2", "2104,72", "Dezimalpunkt"),
        ("flaeche_km2", "0", "über null"),
        ("flaeche_km2", "nan", "Dezimalpunkt"),
        ("stand", "31.12.2018", "JJJJ-MM-TT"),
        ("stand", "2018-02-30", "JJJJ-MM-TT"),
        ("lat", "11.05622", "von 47.2 bis 55.1 Grad"),
        ("lat", "1e1", "Dezimalpunkt"),
        ("lon", "51.89562", "von 5.8 bis 15.1 Grad"),
        ("name_geprueft", "Ja", "„ja“ oder „nein“"),
        ("website", "www.harz.example", "https://"),
        ("website", "javascript:alert(1)", "https://"),
        ("website", "https://harz", "https://"),
        ("website", "https://a b.example/", "https://"),
        ("website", "https://harz.example:port/", "https://"),
        ("website", "https://nutzer@harz.example/", "https://"),
        ("website", 'https://harz.example/"><b>', "https://"),
        ("website", "https://[::1", "https://"),
        ("telefon", "583234", "Vorwahl"),
        ("telefon", "anrufen", "Vorwahl"),
        ("email", "info@harz", "E-Mail-Adresse"),
        ("email", "info harz@harz.example", "E-Mail-Adresse"),
        ("email", ".info@harz.example", "E-Mail-Adresse"),
        ("slug", "Landkreis-Harz", "a–z"),
        ("slug", "landkreis--harz", "a–z"),
        ("aliasse", "KoBa||Harz", "Trennstrichen"),
        ("hinweis", "x" * 2001, "höchstens 2000"),
        ("jobcenter_name", "x" * 256, "höchstens 255"),
        ("jobcenter_name", "KoBa\0Harz", "NUL"),
        ("jobcenter_name", "KoBa\x07Harz", "Steuerzeichen"),
    ],
)
def test_a_wrong_cell_is_named_by_line_and_column_and_says_what_is_expected(
    column: str, cell: str, expected: str
) -> None:
    data = csv_bytes(JENA, HARZ | {column: cell})
    problem = only_problem(data)
    assert (problem.line, problem.column) == (3, column)
    assert expected in problem.text
    assert str(problem) == f"Zeile 3, Spalte {column}: {problem.text}"
    assert [row.ags for row in parse(data).rows] == ["16053"]


def test_ags_code_and_name_of_the_land_must_tell_the_same() -> None:
    assert messages(parse(csv_bytes(HARZ | {"land_code": "DE-BY"}))) == [
        "Zeile 2, Spalte land: „Sachsen-Anhalt“ passt nicht zu DE-BY. Erwartet wird „Bayern“.",
        "Zeile 2, Spalte land_code: DE-BY passt nicht zur AGS 15085. In Bayern beginnt die AGS mit 09.",
    ]
    assert only_problem(csv_bytes(HARZ | {"ags": "16085"})).column == "land_code"


@pytest.mark.parametrize("column", [name for name, column in COLUMNS.items() if column.required])
def test_a_required_cell_must_not_be_empty(column: str) -> None:
    problem = only_problem(csv_bytes(HARZ | {column: "  "}))
    assert (problem.line, problem.column) == (2, column)
    assert "leer" in problem.text


def test_all_problems_are_collected_not_only_the_first() -> None:
    parsed = parse(
        csv_bytes(
            HARZ | {"ags": "x", "lat": "0", "email": "keine"},
            JENA | {"seit": "", "telefon": "1"},
        )
    )
    assert [(problem.line, problem.column) for problem in parsed.problems] == [
        (2, "ags"),
        (2, "email"),
        (2, "lat"),
        (3, "seit"),
        (3, "telefon"),
    ]
    assert parsed.rows == ()


def test_a_repeated_ags_and_slug_name_the_line_where_they_stand_first() -> None:
    parsed = parse(csv_bytes(HARZ, JENA, HARZ))
    assert messages(parsed) == [
        "Zeile 4, Spalte ags: Die AGS 15085 steht schon in Zeile 2. Erwartet wird jeder Wert nur einmal.",
        "Zeile 4, Spalte slug: Der Kurzname landkreis-harz steht schon in Zeile 2. "
        "Erwartet wird jeder Wert nur einmal.",
    ]


def test_a_repeated_ags_is_found_even_beside_another_fault_in_both_rows() -> None:
    parsed = parse(csv_bytes(HARZ | {"lat": "0"}, HARZ | {"lon": "0", "slug": "harz-zwei"}))
    assert [(problem.line, problem.column) for problem in parsed.problems] == [
        (2, "lat"),
        (3, "ags"),
        (3, "lon"),
    ]


def test_a_given_slug_collides_with_one_made_from_the_traeger() -> None:
    problem = only_problem(csv_bytes(HARZ, JENA | {"slug": "landkreis-harz"}))
    assert (problem.line, problem.column) == (3, "slug")
