"""Long questions are planned once per connection to PostgreSQL, not each time they are asked.

Whether a story may be shown is asked of the database in several thousand characters. Planning that takes PostgreSQL ten
times as long as answering it, and Django's driver sends every statement as if it were new. So long SELECTs are given a
name with PREPARE and then called by it; the values keep the types that they have without it. Statements that cannot be
named (a cursor of the server, values without a plain type) are sent as ever.
"""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.utils import NotSupportedError

from campaign.written_once import Lasting

# From so many characters on planning costs more than the second statement.
LONG: Final = 4_000
# So many plans are kept per connection; the one that was not asked for the longest goes. There are about 90.
MOST: Final = 96
# As psycopg writes these into a statement; "unknown" lets PostgreSQL see from the place what is meant, as it does for text.
TYPES: Final[dict[type, str]] = {
    bool: "boolean",
    date: "date",
    datetime: "timestamptz",
    type(None): "unknown",
}
# What whole numbers are to PostgreSQL, by what they stay below; larger ones, which only strangers ask for, are "numeric".
WHOLE: Final = {"integer": 2**31, "bigint": 2**63}
# Letters only: who counts statements leaves out the digits.
_LETTERS: Final = str.maketrans("0123456789", "ghijklmnop")
_PLACE: Final = re.compile(r"%s|%%")


def connect() -> None:
    """Prepare statements on all connections to PostgreSQL from now on."""
    connection_created.connect(_prepare_on, dispatch_uid="prepared-statements")


def _prepare_on(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    others = [one for one in connection.execute_wrappers if not isinstance(one, Prepared)]
    own = [Prepared()] if connection.vendor == "postgresql" else []
    # Innermost: whoever looks on sees the question, not its name.
    connection.execute_wrappers[:] = [*others, *own]


class Prepared:
    """What one connection has a name for."""

    def __init__(self) -> None:
        self._names: OrderedDict[tuple[str, tuple[str, ...]], str] = OrderedDict()
        self._broken = 0

    def __call__(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """Send a statement, by its name when it is long and may have one."""
        types = None if many else _types_of(sql, params, context["cursor"])
        if types is None:
            return execute(sql, params, many, context)
        name = self._names.get((sql, types)) or self._named(execute, sql, types, context)
        self._names.move_to_end((sql, types))
        values = f"({', '.join(['%s'] * len(types))})" if types else ""
        try:
            return execute(f"EXECUTE {name}{values}", params or None, many, context)
        except NotSupportedError:
            # A migration gave a column another type, and PostgreSQL keeps to what the name once promised.
            self._names.pop((sql, types))
            self._broken += 1
            if not context["connection"].get_autocommit():
                raise
            return execute(sql, params, many, context)

    def _named(
        self, execute: Callable[..., Any], sql: str, types: tuple[str, ...], context: dict[str, Any]
    ) -> str:
        if len(self._names) >= MOST:
            oldest = next(iter(self._names))
            # Forgotten here only once PostgreSQL has: in a transaction that failed it refuses, and knows the name on.
            execute(f"DEALLOCATE {self._names[oldest]}", None, False, context)
            del self._names[oldest]
        listed = f"({', '.join(types)})" if types else ""
        name = _name(f"{sql}{listed}{self._broken or ''}")
        execute(f"PREPARE {name}{listed} AS {_numbered(sql)}", None, False, context)
        self._names[sql, types] = name
        return name


def _types_of(sql: Any, params: Any, cursor: Any) -> tuple[str, ...] | None:
    """Return PostgreSQL's type of each value; None where the statement is not to be prepared."""
    if not isinstance(sql, str) or not (isinstance(sql, Lasting) or len(sql) >= LONG):
        return None
    if not sql.startswith("SELECT"):
        return None
    if not isinstance(params, list | tuple) or getattr(cursor, "name", None):
        return None
    types = tuple(_type_of(value) for value in params)
    return None if "" in types else types


def _type_of(value: Any) -> str:
    if isinstance(value, str):
        return "unknown"
    if isinstance(value, int) and not isinstance(value, bool):
        return next((name for name, end in WHOLE.items() if -end <= value < end), "numeric")
    return TYPES.get(type(value), "")


def _name(text: str) -> str:
    return f"kjc_{hashlib.sha256(text.encode()).hexdigest()[:12].translate(_LETTERS)}"


def _numbered(sql: str) -> str:
    """Return the statement with PostgreSQL's own marks for values: $1, $2, …"""
    numbers = iter(range(1, sql.count("%s") + 1))
    return _PLACE.sub(lambda found: "%" if found[0] == "%%" else f"${next(numbers)}", sql)
