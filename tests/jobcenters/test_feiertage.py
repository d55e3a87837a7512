"""Our public holidays against the library `holidays`, which is too heavy to run on the site."""

from datetime import date

import pytest
from holidays.countries.germany import Germany

from jobcenters.feiertage import easter_sunday, holidays, uncertain_days
from jobcenters.laender import LAENDER

YEARS = range(2024, 2036)
# Berlin declares single holidays for anniversaries; it has no kommunales Jobcenter.
COMPARED = [code for code in LAENDER if code != "DE-BE"]


@pytest.mark.parametrize("land_code", COMPARED)
def test_the_holidays_of_a_land_are_those_of_the_library(land_code):
    for year in YEARS:
        theirs = set(Germany(subdiv=land_code.removeprefix("DE-"), years=year))
        assert holidays(land_code, year) == theirs, year


@pytest.mark.parametrize("land_code", ["DE-BY", "DE-SN", "DE-TH"])
def test_holidays_of_some_municipalities_are_uncertain_days(land_code):
    short = land_code.removeprefix("DE-")
    for year in YEARS:
        in_places = set(Germany(subdiv=short, years=year, categories=("catholic",)))
        assert in_places - holidays(land_code, year) <= uncertain_days(land_code, year)
        assert not uncertain_days(land_code, year) & holidays(land_code, year)


def test_the_days_before_christmas_and_new_year_are_uncertain_everywhere():
    assert {date(2026, 12, 24), date(2026, 12, 31)} == uncertain_days("DE-HE", 2026)


@pytest.mark.parametrize(
    ("year", "day"), [(2026, date(2026, 4, 5)), (2038, date(2038, 4, 25)), (2285, date(2285, 3, 22))]
)
def test_easter_falls_on_its_sunday_in_extreme_years_too(year, day):
    assert easter_sunday(year) == day


def test_an_unknown_land_is_refused():
    with pytest.raises(ValueError, match="Kein Land"):
        holidays("DE-XX", 2026)
