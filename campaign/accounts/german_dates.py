"""How long ago something was, in plain German. Pure functions, no database."""

from datetime import datetime, timedelta

from django.utils import timezone

# From so many days on, that many days make one of the unit; each begins with two, so all are plural.
UNITS = ((730, 365, "Jahren"), (60, 30, "Monaten"), (14, 7, "Wochen"), (2, 1, "Tagen"))

SATURDAY = 5


def ago(moment: datetime, now: datetime | None = None) -> str:
    """Return „heute“, „gestern“, „vor 3 Tagen“, „vor 2 Wochen“ … for an aware moment."""
    days = _days(moment, now)
    return ("heute", "gestern")[days] if days < 2 else f"vor {_span(days)}"


def since(moment: datetime, now: datetime | None = None) -> str:
    """Return „seit heute“, „seit gestern“, „seit 3 Tagen“ … for an aware moment."""
    days = _days(moment, now)
    return ("seit heute", "seit gestern")[days] if days < 2 else f"seit {_span(days)}"


def working_days_since(moment: datetime, now: datetime | None = None) -> str:
    """Return „seit heute“, „seit einem Arbeitstag“, „seit 4 Arbeitstagen“: Mondays to Fridays after that day.

    Public holidays count like any day: they differ from Land to Land.
    """
    begun = timezone.localdate(moment)
    days = [begun + timedelta(days=number) for number in range(1, _days(moment, now) + 1)]
    number = sum(one.weekday() < SATURDAY for one in days)
    return ("seit heute", "seit einem Arbeitstag")[number] if number < 2 else f"seit {number} Arbeitstagen"


def day(moment: datetime) -> str:
    """Return „3. Mai 2027, 9:05 Uhr“ in German time."""
    local = timezone.localtime(moment)
    # Day and month, time and „Uhr“ stay on one line.
    date = f"{local.day}.\N{NO-BREAK SPACE}{MONTHS[local.month - 1]} {local.year}"
    return f"{date}, {local.hour}:{local.minute:02}\N{NO-BREAK SPACE}Uhr"


def older_than(moment: datetime, days: int) -> bool:
    """Whether an aware moment lies more than so many days back."""
    return timezone.now() - moment > timedelta(days=days)


MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


def _days(moment: datetime, now: datetime | None) -> int:
    """Count midnights, not hours: what was done last night was done yesterday."""
    today = timezone.localdate(now or timezone.now())
    return max(0, (today - timezone.localdate(moment)).days)


def _span(days: int) -> str:
    """Return two days or more in the largest unit that fits, in the dative."""
    length, unit = next((length, unit) for least, length, unit in UNITS if days >= least)
    return f"{days // length} {unit}"
