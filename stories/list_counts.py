"""The numbers above the list of stories: counted for each visit while there are few, kept for a moment when there are many.

Counting asks of every story whether it may be shown; the list itself asks only of those it shows, and always anew. So a
number may be out of date for a moment, a story never. What begins or ends a publication throws the numbers away at once.
"""

import uuid
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from campaign.publishing.models import Approval, Withdrawal
from campaign.shared_cache import Away
from stories.facets import Counts
from stories.models.consent import Consent, Portrayal
from stories.models.queryset import StoryQuerySet
from stories.selection import Selection

# Up to here counting costs less than looking up.
FEW: Final = 500
LIFETIME: Final = 60
STATE: Final = "story-counts-state"


@dataclass
class _Memory:
    """What this process saw last: were there many?"""

    many: bool = False


_memory = _Memory()


def connect() -> None:
    """Listen to everything that decides what is public."""
    for model in (Approval, Withdrawal, Consent, Portrayal):
        for signal in (post_save, post_delete):
            signal.connect(_changed, sender=model, dispatch_uid=f"stories.list_counts.{model.__name__}")


def counted(public: StoryQuerySet, selection: Selection) -> Counts:
    """Return the numbers for a selection; one query when they are kept, else two."""
    if not _memory.many:
        return _count(public, selection)
    key = f"story-counts-{timezone.localdate()}-{selection.query}"
    kept = cache.get_many([STATE, key])
    state = kept.get(STATE)
    if state is not None and key in kept and kept[key][0] == state:
        found: Counts = kept[key][1]
        return found
    counts = _count(public, selection)
    if state is None:
        state = uuid.uuid4().hex
        with suppress(Away):
            cache.add(STATE, state, None)
    # A name that no centre has leads to nothing worth keeping, and there is no end of such names.
    if not selection.centre or counts.traeger(selection.centre):
        cache.set(key, (state, counts), LIFETIME)
    return counts


def _count(public: StoryQuerySet, selection: Selection) -> Counts:
    counts = public.counted(selection)
    if not selection:
        _memory.many = counts.total(selection) > FEW
    return counts


def _changed(**kwargs: Any) -> None:
    transaction.on_commit(partial(cache.set, STATE, uuid.uuid4().hex, None), robust=True)
