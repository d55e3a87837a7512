"""Until when a file may be shown: `licence_until` is the last good day, by German time; None is without end.

A picture whose licence has ended is in no public page, whether a job has run or not: texts leave it out, stories are
offline (campaign.publishing.lapse), its public files are withdrawn. Pure functions, no database.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from campaign.accounts.german_dates import MONTHS

NOTICE = timedelta(days=30)
SOON = timedelta(days=90)


def today() -> date:
    """Return the day in Germany."""
    return timezone.localdate()


def has_ended(until: date | None, on: date | None = None) -> bool:
    """Say whether the last good day lies behind `on` (today)."""
    return until is not None and until < (on or today())


def ends_within(until: date | None, span: timedelta, on: date | None = None) -> bool:
    """Say whether the last good day is still to come, at most `span` from `on` (today)."""
    day = on or today()
    return until is not None and day <= until <= day + span


def gaps(until: date | None) -> list[str]:
    """Return what forbids publication (German, empty when nothing does)."""
    return [f"Lizenz abgelaufen am {in_words(until)}"] if until and has_ended(until) else []


def warnings(until: date | None) -> list[str]:
    """Return what does not forbid publication yet (German)."""
    if until is None or not ends_within(until, NOTICE):
        return []
    return [f"Die Lizenz endet am {in_words(until)}; danach ist die Datei nicht mehr zu sehen"]


def last_day(files: Iterable) -> date | None:
    """Return the last day on which all of the files may be shown; None is without end."""
    return min((file.licence_until for file in files if file.licence_until), default=None)


def in_words(day: date) -> str:
    """Return „3. Mai 2027“."""
    return f"{day.day}.\N{NO-BREAK SPACE}{MONTHS[day.month - 1]} {day.year}"
