"""What is offered of the material kit, as the public page and the people of the house see it."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from django.db.models import QuerySet

from campaign.written_once import written_once

if TYPE_CHECKING:
    from campaign.models.material import Material, Materialdatei, MaterialQuerySet

PARAMETER: Final = "art"
NEWEST: Final = 5


def shown(materials: "MaterialQuerySet", wanted: str, page_url: str) -> dict[str, Any]:
    """Return what campaign/material_page.html shows: `groups` (kind, items) and the filter; three queries.

    wanted: a kind to show alone; any other word shows everything.
    """
    everything = list(materials.with_files())
    kinds = dict(type(everything[0]).Kind.choices) if everything else {}
    numbers = Counter(one.kind for one in everything)
    chosen = wanted if wanted in numbers else ""
    return {
        "groups": [
            {"kind": kind, "name": name, "items": [item(one) for one in everything if one.kind == kind]}
            for kind, name in kinds.items()
            if numbers[kind] and chosen in ("", kind)
        ],
        "options": [
            {"title": "alle", "url": page_url, "current": not chosen, "count": len(everything)},
            *(
                {
                    "title": name,
                    "url": f"{page_url}?{PARAMETER}={kind}",
                    "current": kind == chosen,
                    "count": numbers[kind],
                }
                for kind, name in kinds.items()
                if numbers[kind]
            ),
        ],
    }


def item(material: "Material") -> dict[str, Any]:
    """Return what components/material_item.html shows of a material with its newest version."""
    version = material.newest
    files: Iterable[Materialdatei] = version.files.all() if version else ()
    return {
        "title": material.title,
        "description": material.description,
        "terms": material.terms,
        "version": version,
        "forms": _by_label(files),
    }


def _by_label(files: Iterable["Materialdatei"]) -> list[dict[str, Any]]:
    """Put the formats of one execution together: {label, files}."""
    found: dict[str, list[Materialdatei]] = {}
    for file in files:
        found.setdefault(file.label, []).append(file)
    return [{"label": label, "files": some} for label, some in found.items()]


def newest(number: int) -> list["Material"]:
    """Return the material with the newest versions, for people of the house; at most NEWEST, one query."""
    return _newest()[:number]


@written_once
def _newest() -> "QuerySet[Material]":
    from campaign.models.material import Material

    found = (
        Material.objects.offered().select_related("newest").only("title", "newest__number", "newest__date")
    )
    return found.order_by("-newest__date", "-newest__made_at")[:NEWEST]
