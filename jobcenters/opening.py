"""Opening hours: read as people write them, kept in one spelling, answered as „jetzt geöffnet“.

Pure rules on plain data. Times are minutes after midnight in German time; a day is a tuple of spans, `()` is closed and
None is unknown. About what is unknown nothing is said. What people read is in the language of the moment; only German
leaves the minutes of a full hour out.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise
from typing import Final

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from campaign.site_languages import is_german

WEEKDAYS: Final = (
    gettext_noop("Montag"),
    gettext_noop("Dienstag"),
    gettext_noop("Mittwoch"),
    gettext_noop("Donnerstag"),
    gettext_noop("Freitag"),
    gettext_noop("Samstag"),
    gettext_noop("Sonntag"),
)
_SHORT: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
CLOSED: Final = gettext_noop("geschlossen")
MAX_SPANS: Final = 4
_CLOSED_WORDS: Final = frozenset({CLOSED, "zu", "-", "–"})
_HOUR: Final = 60
_DAY: Final = 24 * _HOUR
_LOOK_AHEAD_DAYS: Final = 14
_WEEK: Final = 7
_SPAN: Final = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:-|bis)(\d{1,2})(?:[:.](\d{2}))?")
_EXAMPLE: Final = "Bitte schreiben Sie zum Beispiel „8–12, 13–18“ oder „geschlossen“."


@dataclass(frozen=True, order=True)
class Span:
    """From `start` to `end`, in minutes after midnight; `end` itself is closed."""

    start: int
    end: int


Day = tuple[Span, ...]
Week = tuple[Day | None, ...]


@dataclass(frozen=True)
class Row:
    """One line of the table: neighbouring days with the same hours."""

    days: str
    hours: str
    today: bool
    # As schema.org's openingHours writes it: „Mo-Fr 08:00-12:00“; closed days say nothing.
    machine: tuple[str, ...]


@dataclass(frozen=True)
class State:
    """What holds now: a sentence, and whether it is open (None: nobody knows)."""

    text: str
    is_open: bool | None


def parse_day(text: str) -> Day | None:
    """Read „8–12, 13:30–18 Uhr“ or „geschlossen“; empty is unknown. ValueError with a German message."""
    written = re.sub(r"\s+|uhr|von", "", text.lower()).replace("–", "-").replace("—", "-")
    if not written:
        return None
    if written in _CLOSED_WORDS:
        return ()
    spans = [_span(part, text) for part in re.split(r"[,;/+]|und", written)]
    if len(spans) > MAX_SPANS:
        raise ValueError(f"Mehr als {MAX_SPANS} Zeiten an einem Tag sind nicht möglich.")
    if any(second.start < first.end for first, second in pairwise(spans)):
        raise ValueError(f"In „{text.strip()}“ folgen die Zeiten nicht aufeinander. {_EXAMPLE}")
    return _joined(spans)


def _joined(spans: list[Span]) -> Day:
    """Make one of spans that touch: nobody closes at 12 to open at 12."""
    day = spans[:1]
    for span in spans[1:]:
        if span.start == day[-1].end:
            day[-1] = Span(day[-1].start, span.end)
        else:
            day.append(span)
    return tuple(day)


def _span(part: str, text: str) -> Span:
    found = _SPAN.fullmatch(part)
    if found is None:
        raise ValueError(f"„{text.strip()}“ ist keine Öffnungszeit. {_EXAMPLE}")
    from_hour, from_minute, to_hour, to_minute = (int(number or 0) for number in found.groups())
    start, end = from_hour * _HOUR + from_minute, to_hour * _HOUR + to_minute
    if max(from_minute, to_minute) >= _HOUR or end > _DAY:
        raise ValueError(f"In „{text.strip()}“ steht eine Uhrzeit, die es nicht gibt. {_EXAMPLE}")
    if start >= end:
        raise ValueError(f"In „{text.strip()}“ liegt das Ende vor dem Anfang. {_EXAMPLE}")
    return Span(start, end)


def write_day(day: Day | None) -> str:
    """The one spelling in which a day is kept: „8–12, 13:30–18“, „geschlossen“ or empty."""
    if day is None:
        return ""
    return ", ".join(f"{_clock(span.start)}–{_clock(span.end)}" for span in day) or CLOSED


def read_week(texts: Sequence[str]) -> Week:
    """Read seven days from Monday; what cannot be read is unknown."""
    return tuple(_readable(text) for text in texts)


def _readable(text: str) -> Day | None:
    try:
        return parse_day(text)
    except ValueError:
        return None


def rows(week: Week, today: date) -> tuple[Row, ...]:
    """The table for people, neighbouring days with the same hours in one line; unknown days are left out."""
    table = []
    for day, group in groupby(range(_WEEK), key=lambda number: week[number]):
        numbers = list(group)
        if day is not None:
            table.append(Row(_days(numbers), _hours(day), today.weekday() in numbers, _machine(numbers, day)))
    return tuple(table)


def _days(numbers: list[int]) -> str:
    first, last = _(WEEKDAYS[numbers[0]]), _(WEEKDAYS[numbers[-1]])
    if len(numbers) == 1:
        return first
    text = _("{first} und {last}") if len(numbers) == 2 else _("{first} bis {last}")
    return text.format(first=first, last=last)


def _machine(numbers: list[int], day: Day) -> tuple[str, ...]:
    days = "-".join(_SHORT[number] for number in dict.fromkeys((numbers[0], numbers[-1])))
    return tuple(
        f"{days} {span.start // _HOUR:02}:{span.start % _HOUR:02}-{span.end // _HOUR:02}:{span.end % _HOUR:02}"
        for span in day
    )


def _hours(day: Day) -> str:
    if not day:
        return _(CLOSED)
    spans = [_("{start} bis {end}").format(start=_hour(span.start), end=_hour(span.end)) for span in day]
    *most, last = spans
    if not most:
        return _("{span} Uhr").format(span=last)
    return _("{spans} und {last} Uhr").format(spans=", ".join(most), last=last)


def state(week: Week, now: datetime, holidays: Collection[date], uncertain: Collection[date]) -> State | None:
    """Say whether it is open at `now` (German time), until when or when again; None when today is unknown.

    `holidays` are closed whatever the week says. On `uncertain` days (a holiday in some municipalities only, the day
    before Christmas) nobody can know.
    """
    today = now.date()
    usual = week[now.weekday()]
    if usual is None:
        return None
    if usual and today in uncertain:
        return State(_("Heute gelten vielleicht andere Zeiten. Bitte rufen Sie vorher an."), None)
    is_holiday = today in holidays
    if not is_holiday:
        minute = now.hour * _HOUR + now.minute
        for span in usual:
            if span.start <= minute < span.end:
                return State(_("Jetzt geöffnet, noch bis {time} Uhr").format(time=_hour(span.end)), True)
        for span in usual:
            if minute < span.start:
                text = (
                    _("Jetzt geschlossen, heute ab {time} Uhr wieder geöffnet")
                    if usual[0].end <= minute
                    else _("Jetzt geschlossen, heute ab {time} Uhr geöffnet")
                )
                return State(text.format(time=_hour(span.start)), False)
    closed = _("Heute ist Feiertag: geschlossen") if is_holiday and usual else _("Jetzt geschlossen")
    return State(closed + _next_opening(week, today, holidays, uncertain), False)


def _next_opening(week: Week, today: date, holidays: Collection[date], uncertain: Collection[date]) -> str:
    """Say on which of the next days it opens; nothing when an unknown day lies before it."""
    for ahead in range(1, _LOOK_AHEAD_DAYS + 1):
        day = today + timedelta(days=ahead)
        hours = week[day.weekday()]
        if hours is None or (hours and day in uncertain):
            return ""
        if hours and day not in holidays:
            text = _(", öffnet {when} um {time} Uhr")
            return text.format(when=_when(day, ahead), time=_hour(hours[0].start))
    return ""


def _when(day: date, ahead: int) -> str:
    if ahead == 1:
        return _("morgen")
    weekday = _(WEEKDAYS[day.weekday()])
    if ahead < _WEEK:
        return weekday
    # The second is a format of Django's dates: „30.11.“, “November 30”.
    return _("{weekday}, {day},").format(weekday=weekday, day=dateformat.format(day, _("j.n.")))


def _hour(minutes: int) -> str:
    """For people: as `_clock` in German; „8:00“ in other languages, as the sign on the door has it."""
    hour, minute = divmod(minutes, _HOUR)
    return _clock(minutes) if is_german() else f"{hour}:{minute:02}"


def _clock(minutes: int) -> str:
    """„8“ or, after DIN 5008, „13:30“."""
    hour, minute = divmod(minutes, _HOUR)
    return f"{hour}:{minute:02}" if minute else str(hour)
