"""The import file as a whole: lines, header, encoding, garbage."""

import pytest

from jobcenters.importing import parse
from tests.jobcenters.import_files import HARZ, JENA, csv_bytes, messages, only_problem


def test_lines_are_counted_as_in_the_file_when_a_cell_holds_line_breaks() -> None:
    data = csv_bytes(HARZ | {"adresse": "Beispielweg 1\n38820\nHalberstadt"}, JENA | {"seit": "x"})
    assert only_problem(data).line == 5
    assert parse(data).rows[0].adresse == "Beispielweg 1 38820 Halberstadt"


def test_blank_lines_are_passed_over_but_counted() -> None:
    lines = csv_bytes(HARZ | {"seit": "x"}).splitlines()
    assert only_problem(b"\n".join([lines[0], b"", b",,,", lines[1], b"", b""])).line == 4


@pytest.mark.parametrize(("cells", "column"), [(3, "land"), (26, "aliasse")])
def test_a_row_with_too_few_or_too_many_cells_says_how_many_it_has(cells: int, column: str) -> None:
    row = dict(enumerate((*HARZ.values(), "zu viel")))
    data = csv_bytes({str(number): row[number] for number in range(cells)})
    problem = only_problem(data)
    assert (problem.line, problem.column) == (2, column)
    assert f"hat {cells} Zellen" in problem.text
    assert "Erwartet werden 25" in problem.text


def test_an_unclosed_quote_is_named_where_its_row_begins() -> None:
    data = csv_bytes(HARZ) + csv_bytes(JENA).splitlines()[1].replace(b"Stadt Jena", b'"Stadt Jena', 1) + b"\n"
    parsed = parse(data)
    assert [(problem.line, problem.column) for problem in parsed.problems] == [(3, "ags")]
    assert "Anführungszeichen" in parsed.problems[0].text


def test_a_file_that_is_not_utf8_is_named_cell_by_cell() -> None:
    problem = only_problem(
        csv_bytes(HARZ, JENA | {"orte": ""}).replace("Thüringen".encode(), "Thüringen".encode("latin-1"))
    )
    assert (problem.line, problem.column) == (3, "land")
    assert "UTF-8" in problem.text


def test_a_utf16_file_is_refused_as_such() -> None:
    problem = only_problem(csv_bytes(HARZ).decode().encode("utf-16"))
    assert "UTF-16" in problem.text


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n", b" , \n"])
def test_an_empty_file_is_a_problem(data: bytes) -> None:
    assert str(only_problem(data)).startswith("Zeile 1, Spalte ags: Die Datei ist leer.")


def test_a_file_with_nothing_but_the_header_is_a_problem() -> None:
    assert str(only_problem(csv_bytes())).startswith(
        "Zeile 2, Spalte ags: Die Datei enthält nur die Kopfzeile."
    )


def test_a_missing_column_is_named_and_the_other_cells_are_still_checked() -> None:
    rest = {name: cell for name, cell in HARZ.items() if name != "seit"} | {"lat": "0"}
    parsed = parse(csv_bytes(rest, header=list(rest)))
    assert [(problem.line, problem.column) for problem in parsed.problems] == [(1, "seit"), (2, "lat")]
    assert parsed.rows == ()


def test_a_file_with_a_faulty_header_gives_no_rows_even_if_the_rows_are_right() -> None:
    parsed = parse(csv_bytes(HARZ | {"extra": ""}, header=[*HARZ, "extra"]))
    assert [(problem.line, problem.column) for problem in parsed.problems] == [(1, "extra")]
    assert parsed.rows == ()


def test_unknown_and_repeated_columns_are_named() -> None:
    header = ["AGS" if name == "ags" else "lat" if name == "lon" else name for name in HARZ]
    parsed = parse(csv_bytes(HARZ, header=header))
    assert [problem.column for problem in parsed.problems if problem.line == 1] == [
        "AGS",
        "ags",
        "lat",
        "lon",
    ]
    assert parsed.rows == ()


@pytest.mark.parametrize(("delimiter", "called"), [(b";", "Semikolon"), (b"\t", "Tabulator")])
def test_another_delimiter_is_named_instead_of_25_missing_columns(delimiter: bytes, called: str) -> None:
    problem = only_problem(csv_bytes(HARZ).replace(b",", delimiter))
    assert called in problem.text


def test_a_file_without_header_is_told_what_the_header_is() -> None:
    problem = only_problem(csv_bytes(HARZ).splitlines()[1])
    assert "Die Kopfzeile fehlt" in problem.text
    assert "ags, nuts3, land_code" in problem.text


def test_messages_carry_no_control_characters() -> None:
    parsed = parse(csv_bytes(HARZ, header=[*list(HARZ)[:-1], "bö\x1b[2Jse"]))
    assert parsed.problems
    assert all(message.isprintable() for message in messages(parsed))


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 40, b"\0" * 1000, b'"' * 999, b"," * 5000, b"ags" * 100_000]
)
def test_garbage_gives_problems_not_exceptions(data: bytes) -> None:
    parsed = parse(data)
    assert parsed.rows == ()
    assert parsed.problems
