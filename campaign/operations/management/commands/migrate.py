"""Django's `migrate`, one at a time: of several servers that start together, one migrates and the others wait."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

# Any number that nobody else locks in this database; the connection's end frees it, a killed process holds nothing.
LOCK = 5_210_104
PAUSE_S = 0.2


class Command(DjangoMigrate):
    """SQLite locks its file by itself and is served by one process; there nothing is added."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Wait until nobody else migrates this database, then do what is left to do."""
        with self._alone(connections[options["database"]]):
            super().handle(*args, **options)

    @contextmanager
    def _alone(self, connection: BaseDatabaseWrapper) -> Iterator[None]:
        if connection.vendor != "postgresql":
            yield
            return
        said = False
        # Asked again and again instead of waiting in the server, where a time limit for statements could strike.
        while not _asked(connection, "pg_try_advisory_lock"):
            if not said:
                self.stdout.write(
                    "Ein anderer Prozess migriert diese Datenbank gerade. Warte, bis er fertig ist."
                )
                self.stdout.flush()
                said = True
            time.sleep(PAUSE_S)
        try:
            yield
        finally:
            # After an error in the middle the connection may be unusable; then closing it frees the lock.
            if connection.is_usable():
                _asked(connection, "pg_advisory_unlock")
            else:
                connection.close()


def _asked(connection: BaseDatabaseWrapper, function: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [LOCK])
        return bool(cursor.fetchone()[0])
