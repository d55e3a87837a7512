"""When something is, in words and as calendars want it."""

from datetime import date, time, timedelta

import pytest

from jobcenters.events.times import Span, days, in_words

MONDAY = date(2026, 8, 24)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(MONDAY), "Montag, 24. August 2026"),
        (Span(MONDAY, time(9)), "Montag, 24. August 2026, 9 Uhr"),
        (Span(MONDAY, time(9, 5), None, time(16)), "Montag, 24. August 2026, 9:05 bis 16 Uhr"),
        (Span(MONDAY, None, date(2026, 8, 28)), "24. bis 28. August 2026"),
        (
            Span(MONDAY, time(9), date(2026, 8, 25), time(12)),
            "24. August 2026, 9 Uhr, bis 25. August 2026, 12 Uhr",
        ),
    ],
)
def test_a_time_is_said_as_people_say_it(span, words):
    assert in_words(span).replace("\N{NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (MONDAY, "24. August 2026"),
        (date(2026, 9, 2), "24. August bis 2. September 2026"),
        (date(2027, 1, 3), "24. August 2026 bis 3. Januar 2027"),
    ],
)
def test_days_over_the_end_of_a_month_or_year(last, words):
    assert days(MONDAY, last).replace("\N{NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize(
    ("span", "field"),
    [
        (Span(MONDAY, None, MONDAY - timedelta(days=1)), "ends_on"),
        (Span(MONDAY, None, None, time(12)), "starts_at"),
        (Span(MONDAY, time(12), None, time(12)), "ends_at"),
        (Span(MONDAY, time(12), MONDAY, time(11)), "ends_at"),
    ],
)
def test_what_cannot_be_is_named_at_its_field(span, field):
    problem = span.problem()
    assert problem is not None and problem[0] == field


def test_over_midnight_is_fine():
    assert Span(MONDAY, time(20), MONDAY + timedelta(days=1), time(2)).problem() is None


def test_whole_days_end_on_the_day_after_and_hours_are_german():
    assert Span(MONDAY, None, date(2026, 8, 28)).end == date(2026, 8, 29)
    assert Span(MONDAY, time(9)).end is None
    assert Span(MONDAY, time(9)).begin.isoformat() == "2026-08-24T09:00:00+02:00"
    assert Span(date(2026, 12, 1), time(9)).begin.isoformat() == "2026-12-01T09:00:00+01:00"
