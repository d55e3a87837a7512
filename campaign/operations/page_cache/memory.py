"""What one process keeps in its memory of public pages: whole answers (own_copies), and values they are made of.

Something kept is used only after the database was asked what changed: when the notes of writes to the tables it was read
from are not the same as before its making began, it is over. So it is never older than what would be made anew, with
however many processes. The clock ends it as it ends nginx's copies: after a minute, and before a page appears by itself.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from campaign.operations.page_cache import lifetime
from campaign.operations.page_cache.notes import Notes, all_notes, are_still, of_tables
from campaign.operations.page_cache.watching import Seen, current, is_on, looking

# Bytes one process keeps; what nobody asked for the longest goes.
MOST_BYTES: Final = 4 * 1024**2
# So much a value is counted as, and what is around a page.
A_VALUE: Final = 2_000


@dataclass(frozen=True)
class Kept:
    """A value, and the notes of writes to what it was read from, as they stood before its making began."""

    value: Any
    size: int
    tables: frozenset[str]
    notes: Notes
    begins: datetime
    ends: datetime


_kept: OrderedDict[Hashable, Kept] = OrderedDict()
_lock = threading.Lock()


def notes_of(seen: Seen) -> Notes | None:
    """Return the notes as this request found them, asked for once; None where nothing may be kept or used.

    In a transaction pages may show what is taken back; and who has just written wants to see it.
    """
    if not is_on() or connection.in_atomic_block or seen.changed:
        return None
    if not seen.asked:
        seen.asked, seen.began, seen.notes = True, timezone.now(), all_notes()
    return seen.notes


def held(name: Hashable, now: Notes) -> Kept | None:
    """Return what is kept by this name if it is still so. now: the notes of all writes."""
    kept = _kept.get(name)
    if kept is None:
        return None
    is_current = are_still(kept.notes, now) and kept.begins <= timezone.now() < kept.ends
    with _lock:
        if is_current and name in _kept:
            _kept.move_to_end(name)
        elif not is_current:
            _kept.pop(name, None)
    return kept if is_current else None


def keep(name: Hashable, value: Any, seen: Seen, tables: set[str], size: int = A_VALUE) -> None:
    """Keep what was read from these tables; `seen`: of the request, whose notes were asked for before the reading."""
    assert seen.notes is not None and seen.began is not None
    if seen.ends is None:
        try:
            seconds = lifetime.seconds(seen.began, timezone.now())
        except (DatabaseError, InterfaceError):
            # What was read is there: a database that goes away now takes nothing back.
            return
        seen.ends = seen.began + timedelta(seconds=seconds)
    kept = Kept(value, size, frozenset(tables), of_tables(seen.notes, tables), seen.began, seen.ends)
    with _lock:
        _kept[name] = kept
        while sum(one.size for one in _kept.values()) > MOST_BYTES:
            _kept.popitem(last=False)


def remembered(name: Hashable, make: Callable[[], Any]) -> Any:
    """Return what `make` returns, from memory if that is still so; nobody may change it (campaign/remembering.py)."""
    seen = current()
    now = notes_of(seen) if seen is not None else None
    if seen is None or now is None:
        return make()
    if kept := held(name, now):
        seen.tables |= kept.tables
        return kept.value
    with looking(within=seen) as reading:
        value = make()
    keep(name, value, seen, reading.tables)
    return value


def forget() -> None:
    """Throw all this process keeps away."""
    with _lock:
        _kept.clear()
