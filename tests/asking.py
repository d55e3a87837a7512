"""What is asked of the database, in words: further in, a question may be only the name it was given."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def questions() -> Iterator[list[str]]:
    """Yield the statements of the block, filled while it runs."""
    asked: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    connection.execute_wrappers.insert(0, note)
    try:
        yield asked
    finally:
        connection.execute_wrappers.remove(note)
