"""Opening hours: every common spelling is understood, and nothing false is said about now."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from jobcenters.opening import Row, Span, State, Week, parse_day, read_week, rows, state, write_day

BERLIN = ZoneInfo("Europe/Berlin")
# Monday to Sunday.
WEEK = read_week(["8–12", "8–12, 13–18", "geschlossen", "8:30–12", "8–12", "geschlossen", "geschlossen"])
UNKNOWN: Week = (None,) * 7


def at(text: str, week: Week = WEEK, holidays: set[date] = frozenset(), odd: set[date] = frozenset()) -> str:
    """What the page says at a time in the week of Monday, 2 November 2026."""
    moment = datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=BERLIN)
    answer = state(week, moment, holidays, odd)
    return answer.text if answer else ""


@pytest.mark.parametrize(
    "text",
    [
        "8–12, 13–18",
        "8-12,13-18",
        "08:00 - 12:00 Uhr, 13:00 - 18:00 Uhr",
        "8.00–12.00 / 13.00–18.00",
        "8 bis 12 und 13 bis 18 Uhr",
        "von 8 bis 12 Uhr; 13—18",
        "  8 – 12 ,\t13 – 18 ",
    ],
)
def test_a_day_is_kept_in_one_spelling_however_it_was_typed(text):
    assert parse_day(text) == (Span(480, 720), Span(780, 1080))
    assert write_day(parse_day(text)) == "8–12, 13–18"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("8:30-12.15", "8:30–12:15"),
        ("geschlossen", "geschlossen"),
        ("Geschlossen", "geschlossen"),
        ("zu", "geschlossen"),
        ("-", "geschlossen"),
        ("", ""),
        ("   ", ""),
        ("0-24", "0–24"),
        ("8-12, 12-16", "8–16"),
    ],
)
def test_closed_is_something_else_than_unknown(text, kept):
    assert write_day(parse_day(text)) == kept
    assert write_day(parse_day(kept)) == kept


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("immer", "keine Öffnungszeit"),
        ("8", "keine Öffnungszeit"),
        ("8–12, ", "keine Öffnungszeit"),
        ("nach Vereinbarung", "keine Öffnungszeit"),
        ("8–25", "die es nicht gibt"),
        ("8–24:30", "die es nicht gibt"),
        ("8:60–12", "die es nicht gibt"),
        ("12–8", "Ende vor dem Anfang"),
        ("8–8", "Ende vor dem Anfang"),
        ("13–18, 8–12", "folgen die Zeiten nicht aufeinander"),
        ("8–12, 11–13", "folgen die Zeiten nicht aufeinander"),
        ("1–2, 3–4, 5–6, 7–8, 9–10", "Mehr als 4"),
        ("²–12", "keine Öffnungszeit"),
        ("8–12" * 9999, "keine Öffnungszeit"),
    ],
)
def test_what_cannot_be_read_gets_a_german_message_with_an_example(text, message):
    with pytest.raises(ValueError, match=message):
        parse_day(text)


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        ("02T08:00", "Jetzt geöffnet, noch bis 12 Uhr"),
        ("02T11:59", "Jetzt geöffnet, noch bis 12 Uhr"),
        ("02T12:00", "Jetzt geschlossen, öffnet morgen um 8 Uhr"),
        ("02T07:59", "Jetzt geschlossen, heute ab 8 Uhr geöffnet"),
        ("03T12:30", "Jetzt geschlossen, heute ab 13 Uhr wieder geöffnet"),
        ("03T17:59", "Jetzt geöffnet, noch bis 18 Uhr"),
        ("03T18:00", "Jetzt geschlossen, öffnet Donnerstag um 8:30 Uhr"),
        ("04T10:00", "Jetzt geschlossen, öffnet morgen um 8:30 Uhr"),
        ("06T13:00", "Jetzt geschlossen, öffnet Montag um 8 Uhr"),
        ("08T23:59", "Jetzt geschlossen, öffnet morgen um 8 Uhr"),
    ],
)
def test_it_says_until_when_it_is_open_or_when_it_opens_again(moment, text):
    assert at(moment) == text


def test_a_holiday_is_closed_and_the_next_working_day_is_named():
    monday = {date(2026, 11, 2)}
    assert at("02T09:00", holidays=monday) == "Heute ist Feiertag: geschlossen, öffnet morgen um 8 Uhr"
    assert at("01T09:00", holidays=monday) == "Jetzt geschlossen, öffnet Dienstag um 8 Uhr"


def test_a_holiday_on_a_closed_day_is_not_worth_a_word():
    wednesday = {date(2026, 11, 4)}
    assert at("04T09:00", holidays=wednesday) == "Jetzt geschlossen, öffnet morgen um 8:30 Uhr"


def test_on_an_uncertain_day_nobody_claims_to_be_open():
    moment = datetime(2026, 11, 2, 9, 0, tzinfo=BERLIN)
    answer = state(WEEK, moment, frozenset(), {date(2026, 11, 2)})
    assert answer == State("Heute gelten vielleicht andere Zeiten. Bitte rufen Sie vorher an.", None)
    assert at("01T09:00", odd={date(2026, 11, 2)}) == "Jetzt geschlossen"


def test_the_next_opening_after_a_week_of_holidays_carries_its_date():
    closed = {date(2026, 11, day) for day in range(1, 9)}
    assert at("01T09:00", holidays=closed) == "Jetzt geschlossen, öffnet Montag, 9.11., um 8 Uhr"


def test_about_unknown_hours_nothing_is_said():
    assert at("02T09:00", UNKNOWN) == ""
    only_monday = read_week(["8–12", "", "", "", "", "", ""])
    assert at("03T09:00", only_monday) == ""
    assert at("02T13:00", only_monday) == "Jetzt geschlossen"
    assert rows(UNKNOWN, date(2026, 11, 2)) == ()


def test_a_week_without_any_opening_ends_the_search():
    assert at("02T09:00", read_week(["geschlossen"] * 7)) == "Jetzt geschlossen"


def test_an_unreadable_day_from_elsewhere_is_unknown():
    assert read_week(["8–12", "mal so, mal so"]) == ((Span(480, 720),), None)


def test_neighbouring_days_with_the_same_hours_share_a_line():
    week = read_week(["8–12", "8–12", "8–12", "8–12, 13:30–18", "", "geschlossen", "geschlossen"])
    assert rows(week, date(2026, 11, 5)) == (
        Row("Montag bis Mittwoch", "8 bis 12 Uhr", False, ("Mo-We 08:00-12:00",)),
        Row("Donnerstag", "8 bis 12 und 13:30 bis 18 Uhr", True, ("Th 08:00-12:00", "Th 13:30-18:00")),
        Row("Samstag und Sonntag", "geschlossen", False, ()),
    )
