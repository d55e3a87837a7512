"""Reads the public events from the database, as plain entries; a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import FilteredRelation, Q

from jobcenters import registry
from jobcenters.events.calendar import Entry, in_order, slug_of
from jobcenters.events.times import Span
from jobcenters.models import CoHost, EventKind, EventPage, Jobcenter
from jobcenters.models.events import EventQuerySet
from jobcenters.models.section import REGISTRY_URL
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
    events = of_centre(centre) if centre else EventPage.objects.live()
    chosen = events.ahead(day).filter(cancelled=False).order_by("starts_on", "starts_at", "pk")[:limit]
    return entries(EventPage.objects.filter(pk__in=chosen.values("pk")))


def of_centre(centre: Jobcenter) -> EventQuerySet:
    """Return the public events that a centre holds, alone or with others."""
    return _of({centre.slug: centre.section.path})


def of_land(code: str) -> EventQuerySet:
    """Return the public events that the centres of a Land hold; one query besides."""
    centres = Jobcenter.objects.serving().filter(land_code=code)
    return _of(dict(centres.values_list("slug", "section__path")))


def _of(centres: dict[str, str]) -> EventQuerySet:
    """Return the public events of centres (slug -> path): those of their sections, and those they agreed to hold."""
    agreed = CoHost.objects.filter(says=CoHost.Says.YES, centre__slug__in=list(centres))
    condition = Q(pk__in=agreed.values("event"))
    for path in centres.values():
        condition |= Q(path__startswith=path)
    return EventPage.objects.live().filter(condition)


def entries(events: EventQuerySet) -> list[Entry]:
    """Return events in order of their start; two queries, whatever their number."""
    agreed = FilteredRelation("co_hosts", condition=Q(co_hosts__says=CoHost.Says.YES))
    found = events.annotate(agreed=agreed).values(*FIELDS, "agreed__centre__slug")
    # One row for each centre that agreed, and one for an event without any.
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
