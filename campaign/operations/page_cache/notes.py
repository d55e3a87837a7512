"""The notes of writes (see watching), as a whole: two looks at them that are the same saw the same database."""

from contextlib import nullcontext
from typing import Any, Final

from django.db import DatabaseError, InterfaceError, connection

from campaign.operations.models import CacheChange
from campaign.operations.page_cache.watching import EVERYTHING
from campaign.written_once import Lasting

# With more notes than this (no job has tidied for long) counting them is not worth it.
MOST: Final = 20_000
# Whole numbers, for they are read all the time. The newest hour, because after a restore the numbers begin again where
# the backup ended.
_FIGURES: Final = "count(*), max(id), CAST(sum(id) AS bigint), max(made_at)"
_ALL: Final = Lasting(f"SELECT {_FIGURES} FROM {CacheChange._meta.db_table}")
_EACH: Final = f'SELECT "table", {_FIGURES} FROM {CacheChange._meta.db_table} GROUP BY "table"'

Figures = tuple[Any, ...]
# Table → what can be said of the notes of writes to it: how many, their highest number, the sum of their numbers, the
# newest hour.
Notes = dict[str, Figures]

# What this process saw last, all notes together and each table's: nearly always that is how they still are.
_seen: tuple[Figures, Notes] = (), {}


def all_notes() -> Notes | None:
    """Return the notes of all writes there are; None when there are too many, or nobody can tell.

    One row says that nothing changed; only when something did, the tables are told apart.
    """
    global _seen
    whole, notes = _seen
    # Of web processes (campaign/operations/postgresql) this is the question whether the line lives.
    first_question = getattr(connection, "first_question", nullcontext)
    try:
        with first_question(), connection.cursor() as cursor:
            cursor.execute(_ALL, ())
            together = cursor.fetchone()
            if together[0] > MOST:
                return None
            if together != whole:
                cursor.execute(_EACH)
                notes = {table: tuple(figures) for table, *figures in cursor.fetchall()}
                _seen = _together(notes), notes
    except (DatabaseError, InterfaceError):
        return None
    return notes


def _together(notes: Notes) -> Figures:
    """Return what _ALL would have answered at the moment these were told."""
    if not notes:
        return 0, None, None, None
    numbers, highest, sums, hours = zip(*notes.values(), strict=True)
    return sum(numbers), max(highest), sum(sums), max(hours)


def of_tables(notes: Notes, tables: set[str]) -> Notes:
    """Return the notes of writes to these tables, and of those that stand for all tables."""
    return {table: notes.get(table, ()) for table in (*tables, EVERYTHING)}


def are_still(then: Notes, now: Notes) -> bool:
    """Say whether nothing was written to the tables named in `then`."""
    return all(now.get(table, ()) == noted for table, noted in then.items())
