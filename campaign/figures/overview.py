"""What „Zahlen & Fakten“ shows: all public figures by level, and what changed since they were first published."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from campaign.figures import charts
from campaign.figures.centres import of_groups
from campaign.models.figure_versions import KennzahlFassung
from campaign.models.figures import Kennzahl

# The list of changes goes back so far on the page; the records keep everything.
CHANGES = 100


@dataclass(frozen=True)
class Change:
    """One line of the public list of changes: when, which figure, what kind, from what to what, and why."""

    day: date
    label: str
    kind: str
    before: str
    after: str
    fields: str
    reason: str


def shown(page_url: str) -> dict[str, Any]:
    """Return what the template of the page needs; four queries. page_url: its full address."""
    figures = list(Kennzahl.objects.public())
    of_level: dict[str, list[Kennzahl]] = {level: [] for level in Kennzahl.Level}
    for figure in figures:
        of_level[figure.level].append(figure)
    drawn = charts.by_land(of_level[Kennzahl.Level.LAND])
    counted = {(chart.unit, chart.label) for chart in drawn}
    alone = [one for one in of_level[Kennzahl.Level.LAND] if (one.unit, one.label) not in counted]
    return {
        "records": [figure.as_record(page_url) for figure in of_level[Kennzahl.Level.BUND]],
        "charts": drawn,
        "laender": [one.as_record(page_url) for one in alone],
        "centres": _by_centre(of_level[Kennzahl.Level.ZENTRUM]),
        "changes": changes(),
    }


def _by_centre(figures: list[Kennzahl]) -> list[dict[str, Any]]:
    centres = of_groups(figure.group_id for figure in figures if figure.group_id)
    return [
        {"centre": centre, "figures": [one for one in figures if one.group_id == group]}
        for group, centre in centres.items()
    ]


def changes() -> list[Change]:
    """Return what was corrected, updated or taken down in public, newest first; two queries."""
    states = (KennzahlFassung.State.PUBLIC, KennzahlFassung.State.TAKEN_DOWN)
    recent = KennzahlFassung.objects.filter(state__in=states).order_by("-decided_at", "-pk")[:CHANGES]
    figures = {version.figure_id for version in recent}
    found: list[Change] = []
    before: dict[int, KennzahlFassung] = {}
    rows = KennzahlFassung.objects.filter(state__in=states, figure__in=figures).order_by("decided_at", "pk")
    for version in rows:
        earlier = before.get(version.figure_id)
        before[version.figure_id] = version
        if earlier is not None:
            found.append(_change(version, earlier))
    return found[::-1][:CHANGES]


def _change(version: KennzahlFassung, earlier: KennzahlFassung) -> Change:
    fields = version.changed_fields(earlier)
    is_other_value = any(field.name in ("value", "unit") for field in fields)
    return Change(
        day=timezone.localdate(version.decided_at),
        label=version.label,
        kind=_kind(version),
        before=f"{earlier.value} {earlier.unit}" if is_other_value else "",
        after=f"{version.value} {version.unit}" if is_other_value else "",
        fields=", ".join(field.verbose_name for field in fields if field.name not in ("value", "unit")),
        reason=version.reason,
    )


def _kind(version: KennzahlFassung) -> str:
    if version.state == KennzahlFassung.State.TAKEN_DOWN:
        return "Zurückgenommen"
    return "Korrektur" if version.is_correction else "Neuer Stand"
