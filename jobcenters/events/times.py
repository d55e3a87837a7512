"""When something is, in plain German. Pure functions, no database; all times are German times."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from campaign.accounts.german_dates import MONTHS

BERLIN = ZoneInfo("Europe/Berlin")
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


@dataclass(frozen=True)
class Span:
    """From when to when: without `starts_at` the whole day; without `ends_on` one day; without `ends_at` open end."""

    starts_on: date
    starts_at: time | None = None
    ends_on: date | None = None
    ends_at: time | None = None

    @property
    def last_day(self) -> date:
        """The day on which it ends."""
        return self.ends_on or self.starts_on

    @property
    def begin(self) -> date | datetime:
        """The start: an aware time, or a day for what lasts whole days."""
        if self.starts_at is None:
            return self.starts_on
        return datetime.combine(self.starts_on, self.starts_at, BERLIN)

    @property
    def end(self) -> date | datetime | None:
        """The end as calendars want it: the day after for whole days (RFC 5545, 3.6.1); None for an open end."""
        if self.starts_at is None:
            return self.last_day + timedelta(days=1)
        if self.ends_at is None:
            return None
        return datetime.combine(self.last_day, self.ends_at, BERLIN)

    def is_over(self, day: date) -> bool:
        """Whether it lies before a day."""
        return self.last_day < day

    def problem(self) -> tuple[str, str] | None:
        """Return the name of the field that is wrong and why, or None."""
        if self.last_day < self.starts_on:
            return "ends_on", "Der letzte Tag liegt vor dem ersten."
        if self.ends_at and self.starts_at is None:
            return (
                "starts_at",
                "Wann beginnt es? Ohne Beginn ist der Termin ganztägig und hat auch kein Ende.",
            )
        if (
            self.ends_at
            and self.starts_at
            and self.last_day == self.starts_on
            and self.ends_at <= self.starts_at
        ):
            return "ends_at", "Das Ende liegt nicht nach dem Beginn."
        return None


def in_words(span: Span) -> str:
    """Return „Mittwoch, 26. August 2026, 10 bis 16 Uhr“, „26. bis 30. August 2026“ …"""
    if span.last_day == span.starts_on:
        return f"{WEEKDAYS[span.starts_on.weekday()]}, {_day(span.starts_on)}{_hours(span)}"
    if span.starts_at is None:
        return days(span.starts_on, span.last_day)
    end = f", {_clock(span.ends_at)} Uhr" if span.ends_at else ""
    return f"{_day(span.starts_on)}, {_clock(span.starts_at)} Uhr, bis {_day(span.last_day)}{end}"


def days(first: date, last: date) -> str:
    """Return „26. August 2026“, „26. bis 30. August 2026“ or „30. August bis 2. September 2026“."""
    if first == last:
        return _day(first)
    if first.year != last.year:
        return f"{_day(first)} bis {_day(last)}"
    if first.month != last.month:
        return f"{first.day}. {MONTHS[first.month - 1]} bis {_day(last)}"
    return f"{first.day}. bis {_day(last)}"


def month_name(month: str) -> str:
    """Return „August 2026“ for „2026-08“."""
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def _day(day: date) -> str:
    return f"{day.day}.\N{NO-BREAK SPACE}{MONTHS[day.month - 1]} {day.year}"


def _hours(span: Span) -> str:
    if span.starts_at is None:
        return ""
    if span.ends_at is None:
        return f", {_clock(span.starts_at)}\N{NO-BREAK SPACE}Uhr"
    return f", {_clock(span.starts_at)} bis {_clock(span.ends_at)}\N{NO-BREAK SPACE}Uhr"


def _clock(moment: time | None) -> str:
    if moment is None:
        return ""
    return f"{moment.hour}:{moment.minute:02}" if moment.minute else str(moment.hour)
