"""The notes of writes (see watching), as a whole: two looks at them that are the same saw the same database."""

from typing import Any, Final

from django.db import DatabaseError, InterfaceError, connection

from campaign.operations.models import CacheChange
from campaign.operations.page_cache.watching import EVERYTHING

# With more notes than this (no job has tidied for long) counting them is not worth it.
MOST: Final = 20_000
# Whole numbers, for they are read all the time. After a restore the numbers begin again where the backup ended; the
# note of that has an hour, too.
_COUNTED: Final = (
    'SELECT "table", count(*), max(id), CAST(sum(id) AS bigint), '
    f"max(CASE WHEN \"table\" = '{EVERYTHING}' THEN made_at END) "
    f'FROM {CacheChange._meta.db_table} GROUP BY "table"'
)

# Table → what can be said of the notes of writes to it: how many, their highest number, the sum of their numbers.
Notes = dict[str, tuple[Any, ...]]


def all_notes() -> Notes | None:
    """Return the notes of all writes there are, with one query; None when there are too many, or nobody can tell."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_COUNTED)
            found = {table: (number, *rest) for table, number, *rest in cursor.fetchall()}
    except (DatabaseError, InterfaceError):
        return None
    return found if sum(number for number, *_ in found.values()) <= MOST else None


def of_tables(notes: Notes, tables: set[str]) -> Notes:
    """Return the notes of writes to these tables, and of those that stand for all tables."""
    return {table: notes.get(table, ()) for table in (*tables, EVERYTHING)}


def are_still(then: Notes, now: Notes) -> bool:
    """Say whether nothing was written to the tables named in `then`."""
    return all(now.get(table, ()) == noted for table, noted in then.items())
