"""Deadlines in months, as the law counts them (BGB § 188 Absätze 2 und 3)."""

import calendar
from datetime import date


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month; where that month is too short, its last day (31 January + 1 -> 28 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
