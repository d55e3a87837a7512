"""Reading a GeoNames file: every row, every fault with line and column, Kreise as they are today."""

import pytest

from jobcenters.geonames import COLUMNS, parse
from jobcenters.kreise import alle_kreise
from jobcenters.postcodes import PostcodeRow

KREISE = {kreis.ags for kreis in alle_kreise()}


def row(plz: str = "38820", place: str = "Halberstadt", code: str = "15085", **other: str) -> str:
    """A line as GeoNames writes it."""
    values = dict(
        zip(
            COLUMNS,
            ["DE", plz, place, "Land", "XX", "", "", "Kreis", code, "51.9", "11.05", "4"],
            strict=True,
        )
    )
    return "\t".join((values | other).values())


def parsed(*lines: str):
    return parse("\n".join(lines).encode(), KREISE)


def test_rows_are_read_with_place_and_kreis():
    found = parsed(row(), row("63450", "Hanau", "06435"), row("99817", "Eisenach", "16056"), "")
    assert found.problems == ()
    assert found.rows == (
        PostcodeRow("38820", "Halberstadt", "15085"),
        PostcodeRow("63450", "Hanau", "06415"),
        PostcodeRow("99817", "Eisenach", "16063"),
    )


def test_a_byte_order_mark_and_foreign_line_ends_do_no_harm():
    found = parse(b"\xef\xbb\xbf" + f"{row()}\r\n{row('10115', 'Berlin', '11000')}\r\n".encode(), KREISE)
    assert [one.plz for one in found.rows] == ["38820", "10115"] and found.problems == ()


def test_rows_without_a_kreis_are_passed_over_and_counted():
    found = parsed(row(), row("11111", "Großkunde", ""))
    assert (len(found.rows), found.without_kreis, found.problems) == (1, (2,), ())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (row("3882"), "Zeile 2, Spalte postal code: „3882“ ist keine Postleitzahl"),
        (row("３８８２０"), "Zeile 2, Spalte postal code: "),
        (row(code="99999"), "Zeile 2, Spalte admin code3: „99999“ ist kein Kreisschlüssel"),
        (row(code="150"), "Zeile 2, Spalte admin code3: "),
        (row(place=""), "Zeile 2, Spalte place name: "),
        (row(place="Ha\x00rz"), "Zeile 2, Spalte place name: "),
        (row(latitude="Nord"), "Zeile 2, Spalte latitude: "),
        (row(longitude="1.2.3"), "Zeile 2, Spalte longitude: "),
        (row(**{"country code": "AT"}), "Zeile 2, Spalte country code: „AT“ ist nicht DE"),
        ("38820;Halberstadt", "Zeile 2, Spalte postal code: Die Zeile hat 1 Spalten"),
        (row() + "\tx", "Zeile 2, Spalte accuracy: Die Zeile hat 13 Spalten"),
    ],
)
def test_every_fault_is_told_with_line_and_column(line: str, expected: str):
    found = parsed(row(), line, row(), row("1"))
    assert str(found.problems[0]).startswith(expected)
    assert [problem.line for problem in found.problems] == [2, 4]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xff\xfe\x00", b"plz\tort", "Äpfel".encode("latin-1")])
def test_what_is_no_such_file_is_refused(data: bytes):
    found = parse(data, KREISE)
    assert found.rows == () and found.problems
