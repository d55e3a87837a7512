"""Calendars to subscribe to: of all, of a Land, of an Aktion, of a centre, and each event alone."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from jobcenters.events import ical, reading
from jobcenters.laender import LAENDER
from jobcenters.models import AktionPage, CoHost, EventPage, Jobcenter
from jobcenters.models.events import EventQuerySet
from jobcenters.names import ascii_slug

# What is over longer than that nobody's calendar misses.
KEPT: Final = timedelta(days=365)
# The campaign's first day: for pages of which nobody knows when they became public.
START: Final = datetime(2018, 11, 26, tzinfo=UTC)
NAME: Final = "Kommunale Jobcenter"
_LAENDER: Final = {ascii_slug(land.name): land for land in LAENDER.values()}


@require_safe
@conditional_page
def all_events(request: HttpRequest) -> HttpResponse:
    """All events, or with `?land=hessen` those of one Land; 404 for what is no Land."""
    word = request.GET.get("land", "").strip().lower()
    if not word:
        return _answer(NAME, EventPage.objects.live(), "termine")
    land = _LAENDER.get(word)
    if land is None:
        raise Http404
    return _answer(f"{NAME}: {land.name}", reading.of_land(land.code), f"termine-{word}")


@require_safe
@conditional_page
def of_aktion(request: HttpRequest, slug: str) -> HttpResponse:
    """The events of an Aktion; 404 where no public one has this address."""
    aktion = get_object_or_404(AktionPage.objects.live(), slug=slug)
    return _answer(aktion.title, EventPage.objects.live().filter(aktion=aktion), slug)


@require_safe
@conditional_page
def of_centre(request: HttpRequest, slug: str) -> HttpResponse:
    """The events of a centre, those it holds with others included; 404 where there is none."""
    centre = get_object_or_404(
        Jobcenter.objects.serving().filter(section__live=True).select_related("section"), slug=slug
    )
    return _answer(f"Termine: {centre.name}", reading.of_centre(centre), slug)


@require_safe
@conditional_page
def of_event(request: HttpRequest, slug: str, event: str) -> HttpResponse:
    """One event for an address book's calendar."""
    events = EventPage.objects.live().filter(slug=event, url_path__endswith=f"/{slug}/{event}/")
    if not events.exists():
        raise Http404
    return _answer(NAME, events, event)


def _answer(name: str, events: EventQuerySet, file_name: str) -> HttpResponse:
    day = timezone.localdate() - KEPT
    response = HttpResponse(ical.calendar(name, _items(events.ahead(day))), content_type=ical.CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{file_name}.ics"'
    return response


def _items(events: EventQuerySet) -> list[ical.Item]:
    """Return the events as calendars want them; three queries."""
    pages = {page.pk: page for page in events.defer("body")}
    entries = {entry.pk: entry for entry in reading.entries(EventPage.objects.filter(pk__in=list(pages)))}
    answered = dict(
        CoHost.objects.filter(event__in=list(pages), answered_at__isnull=False)
        .order_by("answered_at")
        .values_list("event", "answered_at")
    )
    return [_item(pages[pk], entry, answered.get(pk)) for pk, entry in entries.items()]


def _item(page: Any, entry: Any, answered: Any) -> ical.Item:
    hosts = f"Veranstalter: {entry.host_names}" if entry.hosts else ""
    cancelled = f"Abgesagt. {page.cancelled_note}".strip() if page.cancelled else ""
    text = "\n".join(filter(None, (cancelled, page.intro, hosts, page.registration, page.online_url)))
    created = page.first_published_at or START
    changed = max(filter(None, (created, page.last_published_at, answered)))
    return ical.Item(
        key=str(page.translation_key),
        title=page.title,
        span=page.span,
        where=page.where,
        text=text,
        url=f"{settings.BASE_URL}{entry.url}",
        cancelled=page.cancelled,
        created=created,
        changed=changed.replace(microsecond=0),
    )
