"""What is true on a day: records in memory with everything decided that has come true, settled by the job or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from jobcenters.models import Jobcenter, RegistryChange


@dataclass(frozen=True)
class Standing:
    """The registry on a day.

    serving: the centres that are there, in the order given. kreise: key of a serving centre -> AGS that are its own
    besides the present one: those it had before, and those of centres that went up in it. former: key -> names that
    lead to it and are no longer used. ended: AGS in which a gemeinsame Einrichtung is responsible now.
    """

    serving: tuple[Jobcenter, ...]
    kreise: dict[int, tuple[str, ...]]
    former: dict[int, tuple[str, ...]]
    ended: frozenset[str]


def on(day: date, records: Iterable[Jobcenter]) -> Standing:
    """Say how the registry stands on a day; one query for all changes. The records are changed in memory only."""
    records = list(records)
    happened = [
        change
        for change in RegistryChange.objects.filter(
            state__in=(RegistryChange.State.SCHEDULED, RegistryChange.State.APPLIED), effective_on__lte=day
        ).order_by("effective_on", "pk")
        if change.kind != RegistryChange.Kind.BORDER
    ]
    by_key = {record.pk: record for record in records}
    olds: dict[int, dict[str, list[str]]] = {record.pk: {"ags": [], "names": []} for record in records}
    for change in happened:
        record = by_key.get(change.centre_id)
        if record is not None:
            _note_old(olds[record.pk], change, record)
            if change.state == RegistryChange.State.SCHEDULED:
                change.lay_over(record)
    kreise: dict[int, list[str]] = {}
    former: dict[int, list[str]] = {}
    ended = set()
    for record in records:
        heir = _heir(record, by_key, day)
        codes, names = [*olds[record.pk]["ags"]], [*olds[record.pk]["names"]]
        if heir is not record:
            codes, names = [record.ags, *codes], [record.name, record.traeger, *names, *record.aliasse]
        if heir is None:
            ended.update(codes)
            continue
        kreise.setdefault(heir.pk, []).extend(codes)
        former.setdefault(heir.pk, []).extend(name for name in names if name not in _names(heir))
    return Standing(
        serving=tuple(record for record in records if not record.is_closed(day)),
        kreise={key: tuple(dict.fromkeys(codes)) for key, codes in kreise.items()},
        former={key: tuple(dict.fromkeys(names)) for key, names in former.items()},
        ended=frozenset(ended),
    )


def _note_old(olds: dict[str, list[str]], change: RegistryChange, record: Jobcenter) -> None:
    """Collect what the change replaces: from its note where it is settled, else from the record."""
    before: dict[str, Any] = change.before or {
        "shown": record.name,
        **{name: getattr(record, name) for name in change.values if hasattr(record, name)},
    }
    if "ags" in before:
        olds["ags"].append(before["ags"])
    if change.values.keys() & {"jobcenter_name", "traeger"}:
        olds["names"] += [before[name] for name in ("shown", "traeger") if name in before]


def _heir(record: Jobcenter, by_key: dict[int, Jobcenter], day: date) -> Jobcenter | None:
    """Return who is responsible for a centre's area: itself, the one it went up in at last, or None for a gE."""
    seen: set[int] = set()
    found: Jobcenter | None = record
    while found is not None and found.is_closed(day):
        if found.pk in seen:
            return None
        seen.add(found.pk)
        found = by_key.get(found.successor_id) if found.successor_id else None
    return found


def _names(record: Jobcenter) -> tuple[str, ...]:
    return record.name, record.traeger
