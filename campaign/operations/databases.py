"""Writes the whole database to a stream and reads it back, with the database's own tools."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from campaign.operations.archive import CHUNK, Refused


def vendor() -> str:
    """Return „postgresql“ or „sqlite“."""
    return connection.vendor


def dump(target: BinaryIO) -> None:
    """Write one consistent state of the database, while others go on working. Raises Refused."""
    if vendor() == "sqlite":
        _dump_sqlite(target)
    else:
        _run("pg_dump", ["--format=custom", "--no-owner", "--no-privileges"], stdout=target)


def is_empty() -> bool:
    """Whether there is no table yet."""
    return not connection.introspection.table_names()


def load(source: BinaryIO) -> None:
    """Replace the database by what `dump` wrote; what was there before is gone. Raises Refused."""
    if vendor() == "sqlite":
        _load_sqlite(source)
        return
    _program("pg_restore")
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connection.close()
    options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    _run("pg_restore", options, stdin=source)


def _run(
    program: str, options: list[str], stdin: BinaryIO | None = None, stdout: BinaryIO | None = None
) -> None:
    """Run a program of PostgreSQL on our database; the password goes through its environment, not the command line."""
    # Django knows how psql is called; the last argument is the name of the database.
    (_, *where, name), extra = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    done = subprocess.run(
        [_program(program), *options, *where, f"--dbname={name}"],
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env=os.environ | (extra or {}),
        check=False,
    )
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise Refused(f"{program}: {lines[0] if lines else done.returncode}")


def _program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise Refused(f"Es fehlt das Programm {name}. Debian/Ubuntu: apt-get install postgresql-client")
    return path


def _dump_sqlite(target: BinaryIO) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "database")
        connection.ensure_connection()
        with sqlite3.connect(copy) as other:
            connection.connection.backup(other)
        with copy.open("rb") as file:
            shutil.copyfileobj(file, target, CHUNK)


def _load_sqlite(source: BinaryIO) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "database")
        with copy.open("wb") as file:
            shutil.copyfileobj(source, file, CHUNK)
        connection.ensure_connection()
        with sqlite3.connect(copy) as other:
            other.backup(connection.connection)
    connection.close()
