"""Reads the public events from the database, as plain entries; a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from jobcenters import registry
from jobcenters.events.calendar import Entry, in_order, slug_of
from jobcenters.events.times import Span
from jobcenters.models import CoHost, EventKind, EventPage, Jobcenter
from jobcenters.models.events import EventQuerySet
from jobcenters.models.section import REGISTRY_URL
from jobcenters.registry import ListedCentre

FIELDS = (
    *("pk", "title", "slug", "url_path", "kind", "starts_on", "starts_at", "ends_on", "ends_at"),
    *("place_name", "town", "online_url", "cancelled", "aktion_id"),
    *("aktion__slug", "aktion__title", "aktion__live"),
)
KINDS = dict(EventKind.choices)


def upcoming(limit: int, *, day: date, centre: Jobcenter | None = None) -> list[Entry]:
    """Return the next events, not cancelled, in order; of one centre where it is named. At most three queries.

    For the start page, for sections, for blocks: components/event_row.html shows one entry.
    """
    events = of_centre(centre) if centre else EventPage.objects.live()
    chosen = events.ahead(day).filter(cancelled=False).order_by("starts_on", "starts_at", "pk")
    return entries(chosen[:limit])


def of_centre(centre: Jobcenter) -> EventQuerySet:
    """Return the public events that a centre holds, alone or with others."""
    return of_centres([centre.slug])


def of_centres(slugs: Iterable[str]) -> EventQuerySet:
    """Return the public events of centres by their slugs: those of their sections, and those they agreed to hold."""
    slugs = list(slugs)
    agreed = CoHost.objects.filter(says=CoHost.Says.YES, centre__slug__in=slugs)
    condition = Q(pk__in=agreed.values("event"))
    for path in Jobcenter.objects.filter(slug__in=slugs).values_list("section__path", flat=True):
        condition |= Q(path__startswith=path)
    return EventPage.objects.live().filter(condition)


def entries(events: EventQuerySet) -> list[Entry]:
    """Return events in order of their start; three queries, whatever their number."""
    rows = list(events.values(*FIELDS))
    centres = {slug_of(centre): centre for centre in registry.current().centres}
    agreed = agreed_hosts([row["pk"] for row in rows], centres)
    return in_order(_entry(row, centres, agreed[row["pk"]]) for row in rows)


def agreed_hosts(pks: list[int], centres: dict[str, ListedCentre]) -> dict[int, list[ListedCentre]]:
    """Return, for each event, the centres that agreed to hold it and still exist."""
    found: dict[int, list[ListedCentre]] = defaultdict(list)
    agreed = CoHost.objects.filter(event__in=pks, says=CoHost.Says.YES).order_by("centre__sort_key")
    for event, slug in agreed.values_list("event", "centre__slug") if pks else ():
        if slug in centres:
            found[event].append(centres[slug])
    return found


def _entry(row: dict, centres: dict[str, ListedCentre], agreed: list[ListedCentre]) -> Entry:
    owner = row["url_path"].strip("/").split("/")[-2]
    where = ", ".join(filter(None, (row["place_name"], row["town"])))
    return Entry(
        pk=row["pk"],
        title=row["title"],
        url=f"{REGISTRY_URL}{owner}/{row['slug']}/",
        kind=row["kind"],
        kind_label=KINDS.get(row["kind"], ""),
        span=Span(row["starts_on"], row["starts_at"], row["ends_on"], row["ends_at"]),
        where=where or ("online" if row["online_url"] else ""),
        cancelled=row["cancelled"],
        hosts=(*filter(None, [centres.get(owner)]), *agreed),
        aktion=row["aktion__slug"] if row["aktion__live"] else "",
        aktion_title=row["aktion__title"] if row["aktion__live"] else "",
    )
