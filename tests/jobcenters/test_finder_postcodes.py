"""What a postcode answers: one Jobcenter, the question for the municipality, the gemeinsame Einrichtung, a plain fault."""

import pytest

from jobcenters.finder import FinderIndex, build_index, find
from jobcenters.finder_places import build_places
from jobcenters.kreise import alle_kreise
from jobcenters.postcodes import Correction, PostcodeRow, corrected, grouped
from tests.jobcenters.finder_data import ROWS, entry, found, real_index


@pytest.fixture(scope="module")
def index() -> FinderIndex:
    return real_index()


@pytest.mark.parametrize(
    "query",
    [
        *("38820", "D-38820", "d 38820", " 38 820 ", "٣٨٨٢٠", "３８８２０", "38820,", "38820 Halberstadt"),
        *("Halberstadt 38820", "38820 Harz", "Hauptstraße 3, 38820 Halberstadt", "38820 Beispielweg"),
    ],
)
def test_a_postcode_finds_its_jobcenter_however_it_is_written(query: str, index: FinderIndex) -> None:
    answer = find(query, index)
    assert found(answer) == ("one", ["15085"])
    assert answer.query == query
    assert answer.message == (
        "Die Postleitzahl 38820 liegt im Landkreis Harz. In der Regel ist dieses Jobcenter für Sie zuständig: "
        "KoBa Harz – Kommunale Beschäftigungsagentur Jobcenter Landkreis Harz."
    )


@pytest.mark.parametrize("plz", ["63450", "63452", "63454", "63456", "63457"])
def test_hanau_is_no_longer_in_the_main_kinzig_kreis(plz: str, index: FinderIndex) -> None:
    assert found(find(plz, index)) == ("ge", ["06415"])


def test_a_gemeinsame_einrichtung_is_said_plainly_with_the_kreis_and_the_115(index: FinderIndex) -> None:
    answer = find("10115", index)
    assert found(answer) == ("ge", ["11000"])
    assert "gemeinsame Einrichtung" in answer.message and "in der Stadt Berlin" in answer.message
    assert "in der Regel" in answer.message and "115" in answer.message
    assert answer.results[0].url == "/jobcenter/?q=Stadt+Berlin"


def test_a_postcode_over_several_jobcenters_asks_for_the_municipality(index: FinderIndex) -> None:
    asked = [plz for plz in index.postcodes if find(plz, index).kind == "several"]
    assert len(asked) > 50
    for plz in asked:
        answer = find(plz, index)
        assert len({one.ags for one in answer.results}) > 1
        assert all(one.place for one in answer.results)
        assert "In welcher Gemeinde wohnen Sie?" in answer.message


def test_a_postcode_over_several_kreise_with_gemeinsame_einrichtungen_names_each(index: FinderIndex) -> None:
    answers = [answer for plz in index.postcodes if (answer := find(plz, index)).kind == "ge"]
    several = [answer for answer in answers if len(answer.results) > 1]
    assert several
    for answer in several:
        assert len({one.ags for one in answer.results}) == len(answer.results)
        assert all(one.place and one.kreis in answer.message for one in answer.results)


def test_the_municipality_beside_the_postcode_decides(index: FinderIndex) -> None:
    asked = next(answer for plz in index.postcodes if (answer := find(plz, index)).kind == "several")
    for one in asked.results:
        narrowed = find(f"{asked.query} {one.place}", index)
        assert {result.ags for result in narrowed.results} == {one.ags}


def test_a_postcode_and_another_town_are_not_guessed_about(index: FinderIndex) -> None:
    answer = find("38820 Düren", index)
    assert found(answer) == ("several", ["15085", "05358"])
    assert "passen nicht zusammen" in answer.message


@pytest.mark.parametrize("query", ["O1067", "o1067", "O1O67 Dresden"])
def test_the_letter_o_is_read_as_zero_and_the_answer_says_so(query: str, index: FinderIndex) -> None:
    answer = find(query, index)
    assert found(answer) == ("ge", ["14612"])
    assert "Buchstaben O als Null" in answer.message and answer.query == query


@pytest.mark.parametrize(
    ("query", "kind", "expected"),
    [
        ("3882", "invalid", "Sie haben 4 Ziffern eingegeben"),
        ("1067", "invalid", "Meinten Sie 01067?"),
        ("00123", "invalid", "Die Postleitzahl 00123 gibt es nicht"),
        ("99999", "unknown", "Die Postleitzahl 99999 kennen wir nicht"),
        ("99999 Halberstadt", "one", "Die Postleitzahl 99999 kennen wir nicht"),
    ],
)
def test_a_wrong_postcode_is_told_what_is_wrong_and_stays_in_the_field(
    query: str, kind: str, expected: str, index: FinderIndex
) -> None:
    answer = find(query, index)
    assert (answer.kind, answer.query) == (kind, query)
    assert expected in answer.message


def small_index(*corrections: Correction, without: str = "") -> FinderIndex:
    rows = [PostcodeRow("06493", name, "15085") for name in ("Ballenstedt", "Harzgerode")]
    postcodes = corrected(grouped(rows), corrections)
    centres = [entry(row) for row in ROWS if row.ags != without]
    return build_index(centres, alle_kreise(), postcodes=postcodes, places=build_places(postcodes))


@pytest.mark.parametrize(
    ("corrections", "expected"),
    [
        ([], ("one", ["15085"])),
        ([Correction("06493", "", "15087")], ("ge", ["15087"])),
        ([Correction("06493", "harzgerode", "15087")], ("several", ["15085", "15087"])),
        (
            [Correction("06493", "", "15087"), Correction("06493", "", "15085")],
            ("several", ["15085", "15087"] * 2),
        ),
        (
            [Correction("06493", "", "15087"), Correction("06493", "Ballenstedt", "15085")],
            ("several", ["15085", "15087"]),
        ),
        ([Correction("06999", "", "15087")], ("one", ["15085"])),
    ],
)
def test_a_correction_goes_before_the_data(
    corrections: list[Correction], expected: tuple[str, list[str]]
) -> None:
    kind, ags = found(find("06493", small_index(*corrections)))
    assert (kind, sorted(ags)) == (expected[0], sorted(expected[1]))


def test_a_correction_may_bring_a_postcode_nobody_knew() -> None:
    answer = find("06999", small_index(Correction("06999", "", "15087")))
    assert found(answer) == ("ge", ["15087"])


def test_a_kommunales_jobcenter_that_is_not_in_the_registry_is_never_replaced_by_another() -> None:
    answer = find("06493", small_index(Correction("06493", "Harzgerode", "15087"), without="15085"))
    assert found(answer) == ("unknown", ["15087"])
    assert "nicht nennen können" in answer.message


def test_a_quarter_beside_the_postcode_decides_too(index: FinderIndex) -> None:
    # Walbeck is a part of Hettstedt; the postcode also belongs to Falkenstein/Harz.
    assert found(find("06333 Walbeck", index)) == ("ge", ["15087"])
