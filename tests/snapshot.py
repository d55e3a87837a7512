"""Keeps a copy of the prepared test database, so that tests with real commits can give it back as it was.

Django's own way (flush, then load a serialised copy) takes seconds with a tree of 104 centres.
"""

import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from django.db import connection, connections

SUFFIX = "snapshot"
_memory: list[sqlite3.Connection] = []


def take() -> str:
    """Remember the whole database as it is now; return the name of the copy, empty for SQLite."""
    if connection.vendor == "postgresql":
        connection.close()
        _replace(f"{_name()}_{SUFFIX}", template=_name())
        return f"{_name()}_{SUFFIX}"
    _memory[:] = [sqlite3.connect(":memory:", check_same_thread=False)]
    _sqlite().backup(_memory[0])
    return ""


def restore() -> None:
    """Put the remembered database back, whatever happened since."""
    connections.close_all()
    if connection.vendor == "postgresql":
        _replace(_name(), template=f"{_name()}_{SUFFIX}")
    else:
        _memory[0].backup(_sqlite())


def copy(name: str, folder: Path, of: str = "") -> str:
    """Make a second database of the remembered one and return its DATABASE_URL; `folder` is for SQLite's file.

    of: the DATABASE_URL of a copy, in which something may have been changed since, to be copied instead.
    """
    if connection.vendor == "postgresql":
        _replace(f"{_name()}_{name}", template=_named(of) if of else f"{_name()}_{SUFFIX}")
        return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{_name()}_{name}"
    file = folder / f"{name}.sqlite3"
    if of:
        shutil.copyfile(_named(of), file)
    else:
        with sqlite3.connect(file) as opened:
            _memory[0].backup(opened)
    return f"sqlite:///{file}"


def put(of: str) -> None:
    """Put what a copy holds (its DATABASE_URL) into the test database, until `restore()`."""
    connections.close_all()
    if connection.vendor == "postgresql":
        _replace(_name(), template=_named(of))
    else:
        with sqlite3.connect(_named(of)) as file:
            file.backup(_sqlite())


def drop_copy(name: str) -> None:
    """Remove a second database; SQLite's goes with its folder."""
    if connection.vendor == "postgresql":
        _execute([f'DROP DATABASE IF EXISTS "{_name()}_{name}" WITH (FORCE)'])


def drop() -> None:
    """Forget the copy."""
    if connection.vendor == "postgresql":
        _execute([f'DROP DATABASE IF EXISTS "{_name()}_{SUFFIX}"'])
    for memory in _memory:
        memory.close()


def _named(url: str) -> str:
    """Return the name of the database at a DATABASE_URL; for SQLite its file."""
    return url.rpartition("/")[2] if connection.vendor == "postgresql" else url.removeprefix("sqlite:///")


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _sqlite() -> Any:
    connection.ensure_connection()
    return connection.connection


def _replace(name: str, *, template: str) -> None:
    _execute(
        [f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}" TEMPLATE "{template}"']
    )


def _execute(statements: list[str]) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
