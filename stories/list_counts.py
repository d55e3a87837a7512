"""The numbers above the list of stories: counted for each visit while there are few, kept for a moment when there are many.

Counting asks of every story whether it may be shown; the list itself asks only of those it shows, and always anew. So a
number may be out of date for a moment, a story never. What begins or ends a publication throws the numbers away at once:
then one visit counts and the others wait for it. When only their minute is over, the others go on with what is kept.
"""

import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.signals import page_unpublished

from campaign.publishing.models import Approval, Withdrawal
from campaign.remembering import remembered
from campaign.shared_cache import Away
from campaign.written_once import evened
from stories.facets import Cell, Counts
from stories.models.cells import public_cells
from stories.models.consent import Consent, Portrayal
from stories.models.queryset import StoryQuerySet
from stories.models.story import StoryPage
from stories.selection import Selection

# Up to here counting costs less than looking up.
FEW: Final = 500
SPARSE: Final = 1_000
LIFETIME: Final = 60
# So long what nobody counted anew stays at hand for those who do not count.
LONGEST: Final = 600
# Seconds: who counts is taken for dead after them; who waits looks again after them, and counts herself after those.
DEAD, STEP, PATIENCE = 30, 0.05, 5.0
STATE, TURN = "story-counts-state", "story-counts-turn"


@dataclass
class _Memory:
    """What this process saw last: were there few? The cells of many, with the name they are kept by for all processes."""

    few: bool = False
    known: tuple[str, tuple[Cell, ...]] = "", ()


@dataclass(frozen=True)
class _Kept:
    """Says by which name the cells are kept, to which state they belong, and when they are to be counted anew."""

    name: str
    state: str
    until: float


_memory = _Memory()


def connect() -> None:
    """Listen to everything that decides what is public."""
    for model in (Approval, Withdrawal, Consent, Portrayal):
        for signal in (post_save, post_delete):
            signal.connect(_changed, sender=model, dispatch_uid=f"stories.list_counts.{model.__name__}")
    # What lapses is ended in one statement that no signal tells of, and then taken offline.
    page_unpublished.connect(_changed, sender=StoryPage, dispatch_uid="stories.list_counts.unpublished")


def state() -> str:
    """Return the name of the present state: another one as soon as a publication begins or ends; "" where none is kept."""
    return cache.get(STATE) or ""


def counted(selection: Selection) -> Counts:
    """Return the numbers for a selection."""
    cells = remembered("story-cells", _count) if _memory.few else _of_many()
    return Counts.of(cells, selection)


def matching(stories: StoryQuerySet, selection: Selection, number: int | None = None) -> StoryQuerySet:
    """Narrow stories down to a selection; number: how many fit, where that is known.

    Where few fit, it is asked first which: PostgreSQL expects as many of each selection and would walk all stories from
    the newest on.
    """
    if not selection or _memory.few:
        return stories.matching(selection)
    if (counted(selection).total(selection) if number is None else number) > SPARSE:
        return stories.matching(selection)
    fitting = list(StoryPage.objects.live().matching(selection).order_by().values_list("pk", flat=True))
    # Filled up with numbers that no row has: so few questions are to be planned (campaign/prepared_statements.py).
    spare = len(evened(fitting)) - len(fitting)
    return stories.filter(pk__in=[*fitting, *range(-spare, 0)])


def _count() -> tuple[Cell, ...]:
    cells = public_cells()
    _memory.few = Counts.of(cells, Selection()).total(Selection()) <= FEW
    return cells


def _of_many() -> tuple[Cell, ...]:
    """Return the cells that are kept, or count: alone, while all others wait or go on with what is still right."""
    patient_until = time.monotonic() + PATIENCE
    while True:
        _, kept, cells = _look()
        if kept and time.time() < kept.until:
            return cells
        if _takes_turn():
            try:
                return _anew()
            finally:
                cache.delete(TURN)
        if kept:
            return cells
        if time.monotonic() > patient_until:
            return _count()
        time.sleep(STEP)


def _look() -> tuple[str | None, _Kept | None, tuple[Cell, ...]]:
    """Return the present state, and what is kept of it; None and no cells where it is of another state or gone."""
    key = f"story-counts-{timezone.localdate()}"
    found = cache.get_many([STATE, key])
    state, kept = found.get(STATE), found.get(key)
    if state is None or kept is None or kept.state != state:
        return state, None, ()
    name, cells = _memory.known
    if kept.name != name:
        cells = cache.get(kept.name)
        if cells is None:
            return state, None, ()
        # At once: another thread must not meet the name without its cells.
        _memory.known = kept.name, cells
    return state, kept, cells


def _takes_turn() -> bool:
    """Say whether this visit is to count; without the shared cache every visit is."""
    try:
        return bool(cache.add(TURN, True, DEAD))
    except Away:
        return True


def _anew() -> tuple[Cell, ...]:
    """Count, and keep it for all processes under the state as it was before."""
    state, kept, cells = _look()
    # Who had the turn before may have counted since the last look.
    if kept and time.time() < kept.until:
        return cells
    if state is None:
        state = uuid.uuid4().hex
        with suppress(Away):
            cache.add(STATE, state, None)
    cells = _count()
    if not _memory.few:
        kept = _Kept(f"story-cells-{uuid.uuid4().hex}", state, time.time() + LIFETIME)
        cache.set(kept.name, cells, LONGEST)
        cache.set(f"story-counts-{timezone.localdate()}", kept, LONGEST)
    return cells


def _changed(**kwargs: Any) -> None:
    transaction.on_commit(partial(cache.set, STATE, uuid.uuid4().hex, None), robust=True)
