"""The registry in memory for finder, list and map; it reloads when a record changes."""

import threading
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from django.db.models import Count, Max

from jobcenters import karte, postcodes
from jobcenters.finder_index import CentreEntry, FinderIndex, build_index
from jobcenters.finder_places import PlaceIndex, build_places
from jobcenters.kreise import alle_kreise

if TYPE_CHECKING:
    from jobcenters.models import Jobcenter

Version = tuple[datetime | None, int]


@dataclass(frozen=True)
class ListedCentre:
    """A centre in the list and on the map; `x` and `y` are units of the map."""

    ags: str
    name: str
    url: str
    land: str
    land_code: str
    x: int
    y: int


@dataclass(frozen=True)
class Registry:
    """Everything that is true until a record changes: the centres in order, their dots, the finder's index."""

    version: Version
    centres: tuple[ListedCentre, ...]
    dots: str
    finder: FinderIndex


_lock = threading.Lock()
_loaded: Registry | None = None


def current() -> Registry:
    """Return the registry; one query to see whether it is still true, 104 rows more when it is not."""
    global _loaded
    from jobcenters.models import Jobcenter

    state = Jobcenter.objects.aggregate(changed=Max("updated_at"), number=Count("pk"))
    version = (state["changed"], state["number"])
    loaded = _loaded
    if loaded is None or loaded.version != version:
        with _lock:
            loaded = _loaded = _load(version, list(Jobcenter.objects.in_order()))
    return loaded


def finder_index() -> FinderIndex:
    """Return the finder's index; costs what `current` costs."""
    return current().finder


def _load(version: Version, records: list["Jobcenter"]) -> Registry:
    centres = tuple(_listed(record) for record in records)
    return Registry(
        version=version,
        centres=centres,
        dots=karte.dots((centre.x, centre.y) for centre in centres),
        finder=build_index(
            [_entry(record) for record in records],
            alle_kreise(),
            postcodes=postcodes.shipped(),
            places=_places(),
        ),
    )


@cache
def _places() -> PlaceIndex:
    return build_places(postcodes.shipped(), postcodes.quarters())


def _listed(record: "Jobcenter") -> ListedCentre:
    x, y = karte.sheet().position(float(record.lat), float(record.lon))
    return ListedCentre(record.ags, record.name, record.url, record.land, record.land_code, x, y)


def _entry(record: "Jobcenter") -> CentreEntry:
    return CentreEntry(
        ags=record.ags,
        name=record.name,
        traeger=record.traeger,
        land=record.land,
        url=record.url,
        towns=(record.verwaltungssitz, *record.orte),
        aliases=tuple(record.aliasse),
    )
