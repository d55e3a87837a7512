"""Days as people in Germany count them: a test that adds 24 hours is wrong near midnight and when the clocks change."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def noon(day: date) -> datetime:
    """Noon of a day, here."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def in_days(days: int) -> datetime:
    """Noon, so many days from today."""
    return noon(timezone.localdate() + timedelta(days=days))
