"""Calendars to subscribe to: valid for two libraries, stable, cancellations stay in them."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
import vobject
from django.test import Client

from jobcenters.events import ical
from jobcenters.events.times import Span
from jobcenters.models import EventPage
from tests.events.made import DUEREN, HARZ, aktion, day, event

CREATED = datetime(2026, 5, 1, 8, tzinfo=UTC)


def item(**fields) -> ical.Item:
    values = {
        "key": "1",
        "title": "Offene Tür; mit Komma, Umlaut äöü und „Zeichen“ –" + " lang" * 30,
        "span": Span(date(2026, 8, 24), time(9), None, time(12)),
        "where": "Kreishaus, Saal 1",
        "text": "Zwei\nZeilen",
        "url": "https://beispiel.example/a/",
        "cancelled": False,
        "created": CREATED,
        "changed": CREATED + timedelta(minutes=90),
    }
    return ical.Item(**(values | fields))


def parsed(data: bytes) -> icalendar.Calendar:
    """Parse with both libraries; vobject raises where something that must be there is missing."""
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    vobject.readOne(data.decode()).validate(raiseException=True)
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors
    return calendar


@pytest.mark.parametrize(
    "span",
    [
        Span(date(2026, 8, 24)),
        Span(date(2026, 8, 24), None, date(2026, 8, 28)),
        Span(date(2026, 8, 24), time(9)),
        Span(date(2026, 12, 31), time(20), date(2027, 1, 1), time(2)),
    ],
)
def test_every_sort_of_time_is_valid_and_comes_back(span):
    (one,) = parsed(ical.calendar("Probe", [item(span=span)])).walk("VEVENT")
    assert one["DTSTART"].dt == span.begin
    assert ("DTEND" in one) == (span.end is not None)
    if span.end is not None:
        assert one["DTEND"].dt == span.end


def test_texts_with_commas_umlauts_and_lines_come_back():
    (one,) = parsed(ical.calendar("Probe", [item()])).walk("VEVENT")
    assert str(one["SUMMARY"]) == item().title
    assert str(one["DESCRIPTION"]) == "Zwei\nZeilen"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\x01\n"])
def test_no_text_begins_a_line_of_its_own(end):
    text = f"Eins{end}ATTENDEE:mailto:fremd@beispiel.example"
    data = ical.calendar(text, [item(title=text, where=text, text=text)])
    assert not [line for line in data.splitlines() if line.startswith(b"ATTENDEE")]
    assert "ATTENDEE" not in parsed(data).walk("VEVENT")[0]


def test_a_calendar_without_events_is_valid():
    assert not parsed(ical.calendar("Leer", [])).walk("VEVENT")


def test_a_change_counts_the_version_up_and_keeps_the_key():
    before = parsed(ical.calendar("Probe", [item()])).walk("VEVENT")[0]
    later = item(changed=CREATED + timedelta(minutes=95), title="Neu", cancelled=True)
    after = parsed(ical.calendar("Probe", [later])).walk("VEVENT")[0]
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"] and after["DTSTAMP"].dt > before["DTSTAMP"].dt
    assert str(after["STATUS"]) == "CANCELLED"


def calendar(path: str) -> dict[str, icalendar.Event]:
    answer = Client().get(path)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar"), path
    assert not answer.cookies
    return {str(one["SUMMARY"]): one for one in parsed(answer.content).walk("VEVENT")}


@pytest.mark.django_db
def test_each_calendar_holds_its_own_events():
    week = aktion()
    both = event(DUEREN, title="In der Woche", aktion=week)
    alone, draft = event(HARZ, title="Daneben"), event(HARZ, title="Entwurf", live=False)
    assert set(calendar("/aktionen/kalender.ics")) == {"In der Woche", "Daneben"}
    assert set(calendar(f"/aktionen/{week.slug}/kalender.ics")) == {"In der Woche"}
    assert set(calendar("/aktionen/kalender.ics?land=sachsen-anhalt")) == {"Daneben"}
    assert set(calendar(f"/jobcenter/{DUEREN}/kalender.ics")) == {"In der Woche"}
    assert set(calendar(f"{both.get_url()}termin.ics")) == {"In der Woche"}
    assert str(calendar(f"{alone.get_url()}termin.ics")["Daneben"]["UID"]).startswith(
        str(alone.translation_key)
    )
    for missing in (
        *(f"{draft.get_url()}termin.ics", "/aktionen/kalender.ics?land=atlantis"),
        *("/aktionen/gibt-es-nicht/kalender.ics", "/jobcenter/gibt-es-nicht/kalender.ics"),
    ):
        assert Client().get(missing).status_code == 404, missing


@pytest.mark.django_db
def test_a_cancelled_event_stays_in_the_calendar_and_says_so_on_its_page():
    page = event(title="Fällt aus", cancelled=True, cancelled_note="Im Herbst wieder")
    one = calendar("/aktionen/kalender.ics")["Abgesagt: Fällt aus"]
    assert str(one["STATUS"]) == "CANCELLED" and "Im Herbst wieder" in str(one["DESCRIPTION"])
    text = Client().get(page.get_url()).content.decode()
    assert "Dieser Termin ist abgesagt." in text and "EventCancelled" in text
    assert "Abgesagt:" in Client().get("/aktionen/").content.decode()


@pytest.mark.django_db
def test_a_second_visit_gets_only_the_word_that_nothing_changed():
    event(starts_on=day(3))
    first = Client().get("/aktionen/kalender.ics")
    assert Client().get("/aktionen/kalender.ics", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    EventPage.objects.first().get_latest_revision().publish()
    assert Client().get("/aktionen/kalender.ics")["ETag"]
