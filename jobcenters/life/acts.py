"""Who decides what about the registry: proposals of a Redaktion, decisions of the Koordination; each act is logged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from django.db import transaction
from django.utils import timezone

from campaign.accounts.models import User
from campaign.audit import log
from jobcenters.life import ending, notices, settling
from jobcenters.life.ending import Obstacle
from jobcenters.models import FinderCorrection, Jobcenter, RegistryChange

Kind: TypeAlias = RegistryChange.Kind
State: TypeAlias = RegistryChange.State


class Changed(Exception):
    """Somebody else was faster: the change is no longer what the form was about."""


@dataclass(frozen=True)
class Wanted:
    """What is to become true: kind, day, new values (see RegistryChange), reason, source, and who follows."""

    kind: Kind
    effective_on: date
    reason: str
    values: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    successor: Jobcenter | None = None


@transaction.atomic
def propose(centre: Jobcenter, wanted: Wanted, by: User) -> RegistryChange:
    """Hand a proposal of a Redaktion to the Koordination."""
    change = _make(centre, wanted, State.PROPOSED, proposed_by=by)
    _record("change_proposed", change, by)
    notices.proposed(change)
    return change


@transaction.atomic
def schedule(centre: Jobcenter, wanted: Wanted, by: User) -> RegistryChange:
    """Decide a change; what is true from today or earlier is written down at once. Raises Obstacle."""
    change = _make(centre, wanted, State.SCHEDULED, decided_by=by, decided_at=timezone.now())
    _decide(change, by)
    return change


@transaction.atomic
def accept(change: RegistryChange, effective_on: date, decision: str, by: User) -> None:
    """Decide what a Redaktion proposed, from this day on. Raises Changed, Obstacle."""
    change = _held(change, State.PROPOSED)
    change.state, change.effective_on = State.SCHEDULED, effective_on
    _note_decision(change, decision, by)
    notices.decided(change)
    _decide(change, by)


@transaction.atomic
def reject(change: RegistryChange, decision: str, by: User) -> None:
    """Turn a proposal down, with a reason. Raises Changed."""
    change = _held(change, State.PROPOSED)
    change.state = State.REJECTED
    _note_decision(change, decision, by)
    _record("change_rejected", change, by)
    notices.decided(change)


@transaction.atomic
def take_back(change: RegistryChange, by: User) -> None:
    """Give up a proposal before anybody has decided about it. Raises Changed."""
    change = _held(change, State.PROPOSED)
    change.state = State.CANCELLED
    _note_decision(change, "", by)
    _record("change_taken_back", change, by)


@transaction.atomic
def cancel(change: RegistryChange, decision: str, by: User) -> None:
    """Call off what was decided for a later day. Raises Changed."""
    change = _held(change, State.SCHEDULED)
    change.state = State.CANCELLED
    FinderCorrection.objects.filter(pk__in=change.values.get("corrections", ())).delete()
    _note_decision(change, decision, by)
    settling.note_next(change.centre)
    _record("change_cancelled", change, by)
    notices.announced(change)


def obstacles(centre: Jobcenter, wanted: Wanted) -> list[str]:
    """Say in sentences what stands against a change as things are; empty when nothing does."""
    found = []
    if centre.is_closed():
        found.append("Dieses Jobcenter besteht nicht mehr.")
    if wanted.kind in (Kind.MERGE, Kind.CLOSE) and any(
        change.is_ending for change in centre.changes.scheduled()
    ):
        found.append("Für dieses Jobcenter ist schon ein Ende beschlossen. Sagen Sie das zuerst ab.")
    if wanted.successor is not None:
        if wanted.successor.is_closed(wanted.effective_on) or any(
            change.is_ending for change in wanted.successor.changes.scheduled()
        ):
            found.append(f"{wanted.successor.name} besteht an diesem Tag nicht mehr.")
        if twice := ending.same_addresses(centre, wanted.successor):
            found.append(ending.twice_in_words(twice))
    return found


def _make(centre: Jobcenter, wanted: Wanted, state: State, **fields: Any) -> RegistryChange:
    return RegistryChange.objects.create(
        centre=centre,
        kind=wanted.kind,
        state=state,
        effective_on=wanted.effective_on,
        values=dict(wanted.values),
        successor=wanted.successor,
        reason=wanted.reason,
        source=wanted.source,
        **fields,
    )


def _decide(change: RegistryChange, by: User) -> None:
    """Draw the consequences of a decision: now, or a date on the record until the day has come."""
    if change.kind == Kind.BORDER:
        _correct_finder(change)
    _record("change_scheduled", change, by)
    settling.note_next(change.centre)
    if change.effective_on <= timezone.localdate():
        settling.settle(change.pk, by)
        change.refresh_from_db()
    elif change.proposed_by_id is None:
        notices.announced(change)


def _correct_finder(change: RegistryChange) -> None:
    """Places move to another Kreis by corrections of the finder, which have their own validity."""
    made = [
        FinderCorrection.objects.create(
            plz=plz,
            ort=ort,
            kreis=change.values["kreis"],
            valid_from=change.effective_on,
            reason=change.reason[:250],
            source=change.source or "Register",
        ).pk
        for plz, ort in change.values.get("places", ())
    ]
    change.values = {**change.values, "corrections": made}
    change.save(update_fields=["values"])


def _held(change: RegistryChange, state: State) -> RegistryChange:
    held = RegistryChange.objects.select_for_update(of=("self",)).select_related("centre").get(pk=change.pk)
    if held.state != state:
        raise Changed
    return held


def _note_decision(change: RegistryChange, decision: str, by: User) -> None:
    change.decision, change.decided_by, change.decided_at = decision, by, timezone.now()
    change.save()


def _record(action: str, change: RegistryChange, by: User) -> None:
    data = {"change": change.pk, "kind": change.kind, "from": change.effective_on}
    for centre in filter(None, (change.centre, change.successor)):
        log.record(
            f"jobcenter.{action}", actor=by, obj=change, centre=centre.ags, label=change.subject, data=data
        )


__all__ = [
    "Changed",
    "Kind",
    "Obstacle",
    "State",
    "Wanted",
    "accept",
    "cancel",
    "obstacles",
    "propose",
    "reject",
    "schedule",
    "take_back",
]
