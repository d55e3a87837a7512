"""Django's PostgreSQL for web processes: a server that takes questions and says nothing must not hold them all.

A server that is away refuses, one whose tables are held says so (lock_timeout); one that stands still does neither. It
is noticed before the work of a request begins: its line is asked whether it lives, else a new one is opened, and both
wait less than a second together. After that nobody asks for a moment: the answer is the page for faults (503) at once.
A question in the middle of the work may take as long as the longest page.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, ClassVar, Final, Self

import psycopg
from django.db import DatabaseError, InterfaceError
from django.db.backends.postgresql import base
from psycopg.abc import PQGenConn
from psycopg.errors import ConnectionTimeout
from psycopg.pq import TransactionStatus

# Seconds. Both take a thousandth of it when all is well.
STILL_THERE: Final = 0.3
NEW_LINE: Final = 0.5
ANSWER: Final = 20.0
PAUSE: Final = 1.0


class Line(psycopg.Connection[Any]):
    """A connection that waits seconds, not for ever."""

    patience: float = ANSWER

    @classmethod
    def _connect_gen(cls, conninfo: str = "") -> PQGenConn[Self]:
        # The driver's own limit is two seconds at least. It looks in here each tenth of a second.
        end = time.monotonic() + NEW_LINE
        attempt = super()._connect_gen(conninfo)
        wanted = next(attempt)
        while True:
            ready = yield wanted
            if not ready and time.monotonic() > end:
                raise ConnectionTimeout("Die Datenbank schweigt.")
            try:
                wanted = attempt.send(ready)
            except StopIteration as done:
                line: Self = done.value
                return line

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Wait for an answer."""
        try:
            return super().wait(gen, interval, timeout or self.patience)
        except psycopg.OperationalError:
            if self.info.transaction_status == TransactionStatus.ACTIVE:
                # The answer may still come, and would be taken for that to the next question.
                self.close()
            raise


class DatabaseWrapper(base.DatabaseWrapper):
    """Opens such lines; all threads of a process share what one of them has noticed."""

    Database: Any = SimpleNamespace(**{**vars(psycopg), "connect": Line.connect})
    silent_until: ClassVar[float] = 0.0

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open a line, unless the server said nothing a moment ago."""
        wrapper, now = DatabaseWrapper, time.monotonic()
        if now < wrapper.silent_until:
            raise ConnectionTimeout("Die Datenbank schwieg eben noch.")
        if wrapper.silent_until:
            # One asks; the others need not wait with it.
            wrapper.silent_until = now + PAUSE
        try:
            line = super().get_new_connection(conn_params)
        except ConnectionTimeout:
            wrapper.silent_until = time.monotonic() + PAUSE
            raise
        wrapper.silent_until = 0.0
        return line

    def is_usable(self) -> bool:
        """Ask the line whether it lives; it says so at once, or not at all."""
        with self._impatient():
            return super().is_usable()

    @contextmanager
    def first_question(self) -> Iterator[None]:
        """Ask in here what is answered at once: that says whether the line lives, too. One that does not is closed."""
        self.health_check_done = True
        try:
            with self._impatient():
                yield
        except (DatabaseError, InterfaceError):
            self.close()
            raise

    @contextmanager
    def _impatient(self) -> Iterator[None]:
        if self.connection is not None:
            self.connection.patience = STILL_THERE
        try:
            yield
        finally:
            if self.connection is not None:
                self.connection.patience = ANSWER
