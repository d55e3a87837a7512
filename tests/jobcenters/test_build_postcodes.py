"""The maintainers' script: names of two sources meet, namesakes far away do not, and the shipped files hold together."""

from collections import Counter

import pytest

from jobcenters import postcodes
from jobcenters.data.build_postcodes import Gazetteer, Municipality, spellings
from jobcenters.data.geometry import Area
from jobcenters.kreise import alle_kreise
from jobcenters.territory import today


def square(left: float, bottom: float, side: float = 0.1) -> Area:
    right, top = left + side, bottom + side
    ring = [[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]]
    return Area.of({"type": "Polygon", "coordinates": [ring]})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Burg (Spreewald)", "Burg"),
        ("Drebkau/Drjowk", "Drebkau"),
        ("Bautzen - Budyšin", "Bautzen"),
        ("St. Wendel", "Sankt Wendel"),
        ("Großenhain", "GROSSENHAIN"),
        ("Düren", "Dueren"),
    ],
)
def test_two_sources_meet_in_one_spelling(one: str, other: str) -> None:
    assert set(spellings(one)) & set(spellings(other))


def test_a_namesake_far_away_is_not_meant() -> None:
    near, far = (
        Municipality("Neustadt", ags, square(x, 50.0)) for ags, x in (("01001001", 9.0), ("02001001", 12.0))
    )
    gazetteer = Gazetteer([far, near])
    assert gazetteer.named("Neustadt", (9.15, 50.05)) is near
    assert gazetteer.named("Neustadt", (10.5, 50.05)) is None
    assert gazetteer.named("Neustadt", None) is None
    assert gazetteer.at((12.05, 50.05)) is far
    assert gazetteer.at((10.5, 50.05)) is None


def test_distance_is_measured_to_the_border_in_kilometres() -> None:
    area = square(9.0, 50.0)
    assert area.kilometres_to((9.05, 50.05)) == 0
    assert area.kilometres_to((9.05, 50.2)) == pytest.approx(11.12, abs=0.02)
    assert area.kilometres_to((9.2, 50.05)) == pytest.approx(7.14, abs=0.02)


def test_kreise_of_the_sources_are_those_of_today() -> None:
    assert today("16056") == "16063" and today("03156") == "03159"
    assert today("06435", "Hanau") == "06415" and today("06435", "Maintal") == "06435"


def test_the_shipped_files_name_only_kreise_there_are_and_each_of_them() -> None:
    kreise = {kreis.ags for kreis in alle_kreise()}
    rows = [row for each in postcodes.shipped().values() for row in each]
    assert {row.ags for row in rows} == kreise
    assert {quarter.ags for quarter in postcodes.quarters()} <= kreise
    assert len(postcodes.shipped()) > 8160
    assert all(len(row.plz) == 5 and row.plz.isdigit() and row.ort for row in rows)
    assert max(Counter(rows).values()) == 1
