"""What the templates of Aktionen and events show."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse

from campaign import phone
from jobcenters.events import calendar, hosting, reading
from jobcenters.events.calendar import FILTERS, Choice, Entry
from jobcenters.models import AktionIndexPage, AktionPage, ConferencePage, EventKind, EventPage
from jobcenters.models.aktionen import AktionState

PER_PAGE = 25
PAGE = "seite"
WITHIN_AKTION = ("art", "land", "jobcenter")


def of_index(page: AktionIndexPage, parameters: Mapping[str, str], day: date) -> dict[str, Any]:
    """What „Aktionen“ shows: what is coming and past of Aktionen and conferences, and the calendar."""
    past = parameters.get(calendar.WHEN) == calendar.PAST
    live = EventPage.objects.live()
    entries = reading.entries(live.behind(day) if past else live.ahead(day))
    aktionen = list(AktionPage.objects.child_of(page).live().order_by("starts_on", "pk"))
    conferences = list(ConferencePage.objects.child_of(page).live().order_by("-starts_on", "-pk"))
    states = {one.pk: one.state(day) for one in aktionen}
    over = [one for one in aktionen if states[one.pk] == AktionState.AFTER]
    return _calendar(entries, parameters, page.get_url() or "", FILTERS) | {
        "aktionen": [
            *(_aktion(one, states[one.pk]) for one in aktionen if one not in over),
            *(_conference(one) for one in reversed(conferences) if not one.is_over(day)),
        ],
        "archive": [_aktion(one, AktionState.AFTER) for one in reversed(over)],
        "conferences": [one for one in conferences if one.is_over(day)],
        "calendar_url": reverse("events_calendar"),
    }


def of_aktion(page: AktionPage, parameters: Mapping[str, str], day: date) -> dict[str, Any]:
    """What an Aktion shows: where it stands, its text or report, its events."""
    entries = reading.entries(EventPage.objects.live().filter(aktion=page))
    return _calendar(entries, parameters, page.get_url() or "", WITHIN_AKTION) | {
        "state": page.state(day),
        "state_label": page.state(day).label,
        "is_over": page.state(day) == AktionState.AFTER,
        "calendar_url": reverse("aktion_calendar", args=[page.slug]),
    }


def of_event(page: EventPage, day: date) -> dict[str, Any]:
    """What an event shows: when, where, who, and the way into somebody's own calendar."""
    centres = reading.known_centres()
    agreed = reading.agreed_hosts(page.pk, centres) if page.pk else []
    owner = page.url_path.strip("/").split("/")[-2] if page.url_path else ""
    number = page.contact_phone
    return {
        "is_over": page.span.is_over(day),
        "kind_label": EventKind(page.kind).label if page.kind in EventKind.values else "",
        "owner": centres.get(owner),
        "co_hosts": agreed,
        "shown_aktion": page.aktion if page.aktion and page.aktion.live else None,
        "phone_display": phone.din5008(number, page.contact_phone_extension) if number else "",
        "phone_uri": phone.tel_uri(number) if number else "",
        "calendar_url": reverse("event_calendar", args=[owner, page.slug]) if page.pk and owner else "",
        "begin": page.span.begin.isoformat(),
        "refusal": hosting.refusal(page) if page.pk and not page.live else "",
    }


def _calendar(
    entries: list[Entry], parameters: Mapping[str, str], base: str, names: Iterable[str]
) -> dict[str, Any]:
    choice = calendar.read(parameters, entries, names)
    fitting = [entry for entry in entries if choice.fits(entry)]
    if choice.past:
        fitting.reverse()
    rows = Paginator(fitting, PER_PAGE).get_page(parameters.get(PAGE))
    return {
        "choice": choice,
        "summary": calendar.in_sentence(fitting, choice),
        "months": calendar.by_month(rows.object_list),
        "rows": rows,
        "query": choice.query(),
        "groups": calendar.filters(entries, choice, base, names),
        "reset_url": f"{base}?{Choice(past=True).query()}" if choice.past else base,
        "map": calendar.drawing(fitting, choice, base),
        "base": base,
    }


def _conference(page: ConferencePage) -> dict[str, Any]:
    return {
        "title": page.title,
        "url": page.get_url(),
        "period": f"{page.when}, {page.place}",
        "intro": page.intro,
        "state": AktionState.BEFORE.value,
        "state_label": "Tagung",
    }


def _aktion(page: AktionPage, state: AktionState) -> dict[str, Any]:
    return {
        "title": page.title,
        "url": page.get_url(),
        "period": page.period,
        "intro": page.intro,
        "state": state.value,
        "state_label": state.label,
    }
