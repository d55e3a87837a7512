"""The one write path of „Logo im Einsatz“, and what the Koordination sees of all centres."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.http import StreamingHttpResponse
from django.utils import timezone

from campaign.accounts.models import User
from campaign.audit import log
from campaign.spreadsheets import csv_download
from jobcenters.models import Jobcenter
from jobcenters.models.logo_use import LogoUse

Place, State = LogoUse.Place, LogoUse.State
COLUMNS: Final = (
    "Land",
    "AGS",
    "Jobcenter",
    "Wo",
    "Stand",
    "seit oder ab",
    "Anmerkung",
    "Adresse",
    "eingetragen am",
)
OPEN: Final = "keine Angabe"


@dataclass(frozen=True)
class Answer:
    """What a Redaktion says about one place; state "" takes an answer back."""

    state: str
    since: date | None = None
    note: str = ""
    link: str = ""


def answers(centre: Jobcenter) -> dict[str, Answer]:
    """Return place -> answer of those that were given; one query."""
    return {row.place: Answer(row.state, row.since, row.note, row.link) for row in centre.logo_uses.all()}


def save(centre: Jobcenter, given: Mapping[str, Answer], *, actor: User) -> int:
    """Write down what has changed, place by place; return how many places that were."""
    with transaction.atomic():
        Jobcenter.objects.select_for_update(of=("self",)).get(pk=centre.pk)
        before = answers(centre)
        changed = {place: one for place, one in given.items() if one != before.get(place, Answer(""))}
        for place, one in changed.items():
            if one.state:
                LogoUse.objects.update_or_create(centre=centre, place=place, defaults=vars(one))
            else:
                LogoUse.objects.filter(centre=centre, place=place).delete()
        if changed:
            told = {place: one.state or OPEN for place, one in changed.items()}
            log.record(
                "logo_use.changed", actor=actor, obj=centre, centre=centre.ags, label=centre.name, data=told
            )
    return len(changed)


def overview(centres: Iterable[Jobcenter]) -> list[dict[str, Any]]:
    """Return what material/logo_use_overview.html shows, by Land: {land, rows, answered}; rows have a cell per place.

    centres: in the order of the registry, with their logo_uses prefetched.
    """
    lands: dict[str, list[dict[str, Any]]] = {}
    for centre in centres:
        uses = {use.place: use for use in centre.logo_uses.all()}
        cells = [{"place": label, "use": uses.get(place)} for place, label in Place.choices]
        row = {"centre": centre, "cells": cells, "open": len(cells) - len(uses)}
        lands.setdefault(centre.land, []).append(row)
    return [
        {"land": land, "rows": rows, "answered": sum(row["open"] == 0 for row in rows)}
        for land, rows in lands.items()
    ]


def totals(centres: Iterable[Jobcenter]) -> list[tuple[str, int]]:
    """Return for each place its name and how many centres show the logo there."""
    shown = [use.place for centre in centres for use in centre.logo_uses.all() if use.state == State.YES]
    return [(label, shown.count(place)) for place, label in Place.choices]


def table(centres: Iterable[Jobcenter]) -> StreamingHttpResponse:
    """Return everything as a CSV file: a line per centre and place, also where there is no answer."""
    return csv_download(f"logo-im-einsatz-{timezone.localdate():%Y-%m-%d}", _lines(centres))


def _lines(centres: Iterable[Jobcenter]) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for centre in centres:
        uses = {use.place: use for use in centre.logo_uses.all()}
        for place, label in Place.choices:
            yield (centre.land, centre.ags, centre.name, str(label), *_told(uses.get(place)))


def _told(use: LogoUse | None) -> tuple[str, ...]:
    if use is None:
        return (OPEN, "", "", "", "")
    since = use.since.isoformat() if use.since else ""
    return (str(use.get_state_display()), since, use.note, use.link, f"{use.changed_at:%Y-%m-%d}")
