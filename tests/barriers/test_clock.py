"""The clock of a report: one month as the law counts it, also at the ends of months."""

from datetime import date

import pytest

from campaign.calendar_months import months_later
from jobcenters.barriers import clock


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 1, 28), date(2026, 2, 28)),
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 2, 28), date(2026, 3, 28)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2026, 11, 22), date(2026, 12, 22)),
    ],
)
def test_the_answer_is_due_on_the_same_day_of_the_next_month_or_on_its_last(
    received: date, due: date
) -> None:
    assert clock.due_on(received) == due


def test_a_year_after_a_leap_day_is_the_last_of_february() -> None:
    assert months_later(date(2028, 2, 29), 12) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 2, 20), 0),
        (date(2026, 2, 21), clock.SOON),
        (date(2026, 2, 28), clock.SOON),
        (date(2026, 3, 1), clock.OVERDUE),
    ],
)
def test_a_week_before_it_is_soon_and_only_the_day_after_it_is_overdue(today: date, stage: int) -> None:
    assert clock.stage(date(2026, 2, 28), today) == stage
