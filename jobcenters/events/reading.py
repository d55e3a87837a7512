"""Reads the public events from the database, as plain entries; a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from campaign.written_once import WrittenOnce, written_once
from jobcenters import registry
from jobcenters.events.calendar import Entry, in_order, slug_of
from jobcenters.events.times import Span
from jobcenters.models import CoHost, EventKind, EventPage, Jobcenter
from jobcenters.models.events import EventQuerySet
from jobcenters.models.section import REGISTRY_URL, below
from jobcenters.names import fold_plain
from jobcenters.registry import ListedCentre

FIELDS = (
    *("pk", "title", "slug", "url_path", "kind", "starts_on", "starts_at", "ends_on", "ends_at"),
    *("place_name", "town", "online_url", "cancelled", "aktion_id"),
    *("aktion__slug", "aktion__title", "aktion__live"),
)
KINDS = dict(EventKind.choices)


def upcoming(limit: int, *, day: date, centre: Jobcenter | None = None) -> list[Entry]:
    """Return the next events, not cancelled, in order; of one centre where it is named. Two queries at most.

    For the start page, for sections, for blocks: components/event_row.html shows one entry.
    """
    if centre:
        return _entries(_next_of(limit, day)(centre.slug, *below(centre.section.path)))
    return _entries(_next(limit, day)())


@lru_cache(maxsize=4)
def _next(limit: int, day: date) -> WrittenOnce[Any]:
    return written_once(lambda: _first(EventPage.objects.live(), limit, day))


@lru_cache(maxsize=4)
def _next_of(limit: int, day: date) -> WrittenOnce[Any]:
    return written_once(lambda slug, first, last: _first(_of({slug: (first, last)}), limit, day))


def _first(events: EventQuerySet, limit: int, day: date) -> QuerySet[EventPage, dict[str, Any]]:
    coming = events.ahead(day).filter(cancelled=False).order_by("starts_on", "starts_at", "pk")[:limit]
    return _rows(EventPage.objects.filter(pk__in=coming.values("pk")))


def of_centre(centre: Jobcenter) -> EventQuerySet:
    """Return the public events that a centre holds, alone or with others."""
    return _of({centre.slug: below(centre.section.path)})


def of_land(code: str) -> EventQuerySet:
    """Return the public events that the centres of a Land hold; one query besides."""
    centres = Jobcenter.objects.serving().filter(land_code=code)
    return _of({slug: below(path) for slug, path in centres.values_list("slug", "section__path")})


def _of(centres: dict[str, tuple[str, str]]) -> EventQuerySet:
    """Return the public events of centres (slug -> where): those of their sections, and those they agreed to hold."""
    agreed = CoHost.objects.filter(says=CoHost.Says.YES, centre__slug__in=list(centres))
    condition = Q(pk__in=agreed.values("event"))
    for where in centres.values():
        condition |= Q(path__range=where)
    return EventPage.objects.live().filter(condition)


def entries(events: EventQuerySet) -> list[Entry]:
    """Return events in order of their start; two queries, whatever their number."""
    return _entries(_rows(events))


def _rows(events: EventQuerySet) -> QuerySet[EventPage, dict[str, Any]]:
    """Return one row for each centre that agreed to an event, and one for an event without any."""
    agreed = FilteredRelation("co_hosts", condition=Q(co_hosts__says=CoHost.Says.YES))
    return events.annotate(agreed=agreed).values(*FIELDS, "agreed__centre__slug")


def _entries(found: Iterable[dict[str, Any]]) -> list[Entry]:
    found = list(found)
    rows = {row["pk"]: row for row in found}
    hosts: dict[int, list[str]] = defaultdict(list)
    for row in found:
        hosts[row["pk"]].append(row["agreed__centre__slug"])
    centres = known_centres()
    return in_order(_entry(row, centres, _existing(hosts[pk], centres)) for pk, row in rows.items())


def known_centres() -> dict[str, ListedCentre]:
    """Return the centres of the registry by slug; one query at most."""
    return {slug_of(centre): centre for centre in registry.current().centres}


def agreed_hosts(event: int, centres: dict[str, ListedCentre]) -> list[ListedCentre]:
    """Return the centres that agreed to hold an event and still exist."""
    agreed = CoHost.objects.filter(event=event, says=CoHost.Says.YES)
    return _existing(agreed.values_list("centre__slug", flat=True), centres)


def _existing(slugs: Iterable[str | None], centres: dict[str, ListedCentre]) -> list[ListedCentre]:
    found = [centres[slug] for slug in slugs if slug in centres]
    return sorted(found, key=lambda centre: fold_plain(centre.name))


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
