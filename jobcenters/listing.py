"""The list of the 104 by Land, beside the map: which Land is asked for, and how the page says what it shows. No database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from campaign import counting
from jobcenters import karte, registry
from jobcenters.laender import LAENDER, in_land
from jobcenters.names import ascii_slug
from jobcenters.registry import ListedCentre, Registry

if TYPE_CHECKING:
    from jobcenters.models import Jobcenter

PARAMETER: Final = "land"
_SLUGS: Final = {ascii_slug(land.name): land for land in LAENDER.values()}


@dataclass(frozen=True)
class Choice:
    """What `?land=` asks for: a Land by code, name and slug, all empty for all Länder; `notice` says what is odd."""

    code: str = ""
    name: str = ""
    slug: str = ""
    notice: str = ""


def choose(asked: str, centres: Iterable[ListedCentre]) -> Choice:
    """Read the address; what is no Land, or has no kommunales Jobcenter, shows all with a notice."""
    asked = asked.strip().lower()
    land = _SLUGS.get(asked)
    if not asked:
        return Choice()
    if land is None:
        return Choice(notice="Dieses Land kennen wir nicht. Hier sind alle kommunalen Jobcenter.")
    if all(centre.land_code != land.code for centre in centres):
        return Choice(
            notice=f"{counting.as_sentence(in_land(land.name))} gibt es kein kommunales Jobcenter. "
            "Dort führt die Kommune das Jobcenter "
            "gemeinsam mit der Agentur für Arbeit. Auskunft gibt die Behördennummer 115."
        )
    return Choice(land.code, land.name, asked)


def counted(number: int) -> str:
    """„ein kommunales Jobcenter“, „zwölf kommunale Jobcenter“, „16 kommunale Jobcenter“."""
    return counting.counted(number, "ein kommunales Jobcenter", "kommunale Jobcenter")


def summary(now: Registry, choice: Choice) -> str:
    """Say in a sentence what list and map show."""
    if choice.code:
        shown = [centre for centre in now.centres if centre.land_code == choice.code]
        return counting.as_sentence(f"{counted(len(shown))} {in_land(choice.name)}")
    laender = {centre.land for centre in now.centres}
    return f"{len(now.centres)} kommunale Jobcenter in {len(laender)} Ländern"


def by_land(now: Registry, choice: Choice) -> list[dict[str, Any]]:
    """Return the list as components/land_list.html shows it."""
    shown = (centre for centre in now.centres if not choice.code or centre.land_code == choice.code)
    return [
        {
            "name": land,
            "slug": ascii_slug(land),
            # The line above the list of one Land says it already.
            "number": "" if choice.code else counted(len(group)),
            "centres": [{"title": centre.name, "url": centre.url} for centre in group],
        }
        for land, group in ((land, list(group)) for land, group in groupby(shown, key=lambda one: one.land))
    ]


def options(now: Registry, choice: Choice, base: str) -> list[dict[str, Any]]:
    """Return the Länder as components/filters.html shows them, all first."""
    groups = [(land, len(list(group))) for land, group in groupby(now.centres, key=lambda one: one.land)]
    everything = {"title": "Alle Länder", "url": base, "current": not choice.code, "count": len(now.centres)}
    laender = [
        {
            "title": land,
            "url": f"{base}?{PARAMETER}={ascii_slug(land)}",
            "current": land == choice.name,
            "count": number,
        }
        for land, number in groups
    ]
    return [everything, *laender]


def drawing(now: Registry, choice: Choice, found: Collection[str]) -> dict[str, Any]:
    """Return the map as components/map_links.html shows it; `found` are the AGS of the finder's answer."""
    sheet = karte.sheet()
    shown = [centre for centre in now.centres if not choice.code or centre.land_code == choice.code]
    # In the order of the list, for the keyboard. Towns lie inside or beside a Kreis and are small: drawn later, they
    # stay on top and can be pointed at.
    areas = sorted(shown, key=lambda centre: centre.is_city)
    return {
        "view": sheet.view_of(LAENDER[choice.code].ags_prefix) if choice.code else sheet.view,
        "label": f"Karte: {summary(now, choice)}",
        "one_land": bool(choice.code),
        "areas": [
            {
                "name": one.name,
                "url": one.url,
                "path": sheet.area_of(one.areas),
                "dot": karte.dots([(one.x, one.y)]),
            }
            for one in areas
        ],
        "dots": karte.dots((one.x, one.y) for one in shown),
        "found": karte.dots((one.x, one.y) for one in shown if one.ags in found),
    }


def drawing_of(record: "Jobcenter") -> dict[str, str]:
    """Return where a centre lies in its Land, as components/map_area.html shows it."""
    sheet = karte.sheet()
    areas = next((one.areas for one in registry.current().centres if one.ags == record.ags), (record.ags,))
    return {
        "view": sheet.view_of(LAENDER[record.land_code].ags_prefix),
        "area": sheet.area_of(areas),
        "dot": karte.dots([sheet.position(float(record.lat), float(record.lon))]),
        "label": f"Karte: {record.traeger} {in_land(record.land)}",
    }
