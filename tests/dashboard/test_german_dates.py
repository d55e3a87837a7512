"""How long ago something was, in words."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from campaign.accounts import german_dates

NOW = timezone.make_aware(datetime(2027, 5, 14, 9, 0))


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "heute"),
        (10, "gestern"),
        (24 * 2, "vor 2 Tagen"),
        (24 * 13, "vor 13 Tagen"),
        (24 * 14, "vor 2 Wochen"),
        (24 * 59, "vor 8 Wochen"),
        (24 * 60, "vor 2 Monaten"),
        (24 * 729, "vor 24 Monaten"),
        (24 * 730, "vor 2 Jahren"),
        (-48, "heute"),
    ],
)
def test_days_count_from_midnight_and_grow_into_weeks_months_years(hours: int, words: str):
    moment = NOW - timedelta(hours=hours)
    assert german_dates.ago(moment, NOW) == words
    assert german_dates.since(moment, NOW) == (
        words.replace("vor ", "seit ") if "vor" in words else f"seit {words}"
    )


def test_a_moment_is_written_in_german_time_and_does_not_break():
    assert german_dates.day(NOW).replace("\N{NO-BREAK SPACE}", " ") == "14. Mai 2027, 9:00 Uhr"
    assert "14.\N{NO-BREAK SPACE}Mai" in german_dates.day(NOW)
