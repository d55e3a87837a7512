"""Events as calendar files (RFC 5545): plain data in, text out. No database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from campaign.printable import printable
from jobcenters.events.times import Span

if TYPE_CHECKING:
    from icalendar import Event

CONTENT_TYPE: Final = "text/calendar; charset=utf-8"
PRODUCT: Final = "-//Kommunale Jobcenter//Termine//DE"
# What follows the number of an event in its name for calendars; it stays when the site moves.
DOMAIN: Final = "termine.kommunale-jobcenter"
# How often programs should look for news.
REFRESH: Final = timedelta(hours=12)
# Summer time in the European Union, as every German calendar has known it since 1996.
BERLIN: Final = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


@dataclass(frozen=True)
class Item:
    """One event: `key` never changes; `created` and `changed` are aware, the version counts the minutes between."""

    key: str
    title: str
    span: Span
    where: str
    text: str
    url: str
    cancelled: bool
    created: datetime
    changed: datetime

    @property
    def sequence(self) -> int:
        """The number of the version: it only grows, and two versions of one minute are one."""
        return max(0, int((self.changed - self.created) / timedelta(minutes=1)))


def calendar(name: str, items: Iterable[Item]) -> bytes:
    """Return a calendar to subscribe to; one without events is valid, too: it has the time zone."""
    # Loaded with the first calendar: the other pages need no library for it.
    from icalendar import Calendar, Timezone

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", _line(name))
    # The library writes names it does not know as they are, line ends and all.
    made.add("x-wr-calname", _line(name))
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add_component(Timezone.from_ical(BERLIN))
    for item in items:
        made.add_component(_event(item))
    return made.to_ical()


def _event(item: Item) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{item.key}@{DOMAIN}")
    event.add("dtstamp", item.changed)
    event.add("created", item.created)
    event.add("last-modified", item.changed)
    event.add("sequence", item.sequence)
    event.add("dtstart", item.span.begin)
    if item.span.end is not None:
        event.add("dtend", item.span.end)
    event.add("summary", _line(f"Abgesagt: {item.title}" if item.cancelled else item.title))
    event.add("status", "CANCELLED" if item.cancelled else "CONFIRMED")
    # Visitors' days are not blocked by what they only watch.
    event.add("transp", "TRANSPARENT")
    event.add("url", item.url)
    if item.where:
        event.add("location", _line(item.where))
    if item.text:
        event.add("description", "\n".join(printable(item.text).splitlines()))
    return event


def _line(text: str) -> str:
    return " ".join(printable(text).split())
