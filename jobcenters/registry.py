"""The registry in memory for finder, list and map; it reloads when a record changes."""

import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone, translation

from campaign.current_request import current_request
from campaign.remembering import remembered
from campaign.site_languages import GERMAN
from jobcenters import karte, postcodes
from jobcenters.finder_index import CentreEntry, FinderIndex, build_index
from jobcenters.finder_places import PlaceIndex, build_places
from jobcenters.kreise import alle_kreise
from jobcenters.names import is_city, sort_key
from jobcenters.postcodes import Correction, Postcodes

if TYPE_CHECKING:
    from jobcenters.life.standing import Standing
    from jobcenters.models import Jobcenter

Version = tuple[str, date]


@dataclass(frozen=True)
class ListedCentre:
    """A centre in the list and on the map; `x` and `y` are units of the map, a city is no Kreis.

    areas: AGS of what it is responsible for, its own first; more than one where another centre went up in it.
    """

    ags: str
    name: str
    url: str
    land: str
    land_code: str
    x: int
    y: int
    is_city: bool
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Registry:
    """Everything that is true until a record changes or a new day begins: centres in order, dots, finder's index.

    `municipalities` are the names of all municipalities of a centre by its AGS, in alphabetical order.
    """

    version: Version
    centres: tuple[ListedCentre, ...]
    dots: str
    finder: FinderIndex
    municipalities: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Base:
    """The postcodes without corrections, and the places they name; `key` is the imported set's, None without one."""

    key: int | None
    postcodes: Postcodes
    places: PlaceIndex


_OF_REQUEST = "_registry"
_lock = threading.Lock()
_loaded: Registry | None = None
_base: _Base | None = None


def current() -> Registry:
    """Return the registry; one query per request to see whether it is still true, a few more when it is not."""
    request = current_request()
    known: Registry | None = getattr(request, _OF_REQUEST, None)
    if known is None:
        known = _current()
        if request is not None:
            setattr(request, _OF_REQUEST, known)
    return known


def _current() -> Registry:
    global _loaded
    from jobcenters.models import FinderVersion

    token = remembered("finder version", FinderVersion.objects.values_list("token", flat=True).first) or ""
    version = (token, timezone.localdate())
    loaded = _loaded
    if loaded is None or loaded.version != version:
        with _lock:
            loaded = _loaded = _load(version)
    return loaded


def finder_index() -> FinderIndex:
    """Return the finder's index; costs what `current` costs."""
    return current().finder


def corrected_on(base: Postcodes, day: date) -> Postcodes:
    """The postcodes with the corrections that hold on a day laid over them; one query."""
    from jobcenters.models import FinderCorrection

    holds = Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    rows = FinderCorrection.objects.filter(holds).values_list("plz", "ort", "kreis")
    return postcodes.corrected(base, [Correction(*row) for row in rows])


def municipalities(known: Postcodes, wanted: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The municipalities by AGS of their Jobcenter, each once and in alphabetical order; wanted: Kreis -> Jobcenter."""
    found: dict[str, set[str]] = defaultdict(set)
    for rows in known.values():
        for row in rows:
            if row.ort and row.ags in wanted:
                found[wanted[row.ags]].add(row.ort)
    return {ags: tuple(sorted(names, key=sort_key)) for ags, names in found.items()}


@translation.override(GERMAN)
def _load(version: Version) -> Registry:
    # What stays in memory is German, whoever asked first.
    from jobcenters.life import standing
    from jobcenters.models import Jobcenter

    base = _loaded_base()
    now = standing.on(version[1], Jobcenter.objects.in_order().select_related("section"))
    centres = tuple(_listed(record, now) for record in now.serving)
    kreise = (replace(one, kommunal=False) if one.ags in now.ended else one for one in alle_kreise())
    known = corrected_on(base.postcodes, version[1])
    return Registry(
        version=version,
        centres=centres,
        dots=karte.dots((centre.x, centre.y) for centre in centres),
        finder=build_index(
            [_entry(record, now) for record in now.serving],
            kreise,
            postcodes=known,
            places=base.places,
        ),
        municipalities=municipalities(
            known,
            {
                ags: record.ags
                for record in now.serving
                for ags in (record.ags, *now.kreise.get(record.pk, ()))
            },
        ),
    )


def _loaded_base() -> _Base:
    """The postcodes stay in memory until another set is activated: there are thousands, and they rarely change."""
    global _base
    from jobcenters.models import PostcodeSet

    active = PostcodeSet.objects.defer("rows").active()
    key = active.pk if active else None
    if _base is None or _base.key != key:
        known = (
            postcodes.merged(postcodes.shipped(), postcodes.read(active.rows))
            if active
            else postcodes.shipped()
        )
        _base = _Base(key, known, build_places(known, postcodes.quarters()))
    return _base


def _listed(record: "Jobcenter", now: "Standing") -> ListedCentre:
    x, y = karte.sheet().position(float(record.lat), float(record.lon))
    city = is_city(record.traeger)
    areas = (record.ags, *now.kreise.get(record.pk, ()))
    return ListedCentre(record.ags, record.name, record.url, record.land, record.land_code, x, y, city, areas)


def _entry(record: "Jobcenter", now: "Standing") -> CentreEntry:
    return CentreEntry(
        ags=record.ags,
        name=record.name,
        traeger=record.traeger,
        land=record.land,
        url=record.url,
        towns=(record.verwaltungssitz, *record.orte),
        aliases=tuple(record.aliasse),
        phone=record.section.call["phone_display"],
        kreise=now.kreise.get(record.pk, ()),
        former=now.former.get(record.pk, ()),
    )
