"""Web processes wait seconds for a database that took the question and says nothing: a frozen server must not hold them all.

A server that is away refuses, one whose tables are held says so (lock_timeout); one that stands still does neither. After
such a wait the line is closed, the answer is the page for faults (503), and the next request tries a new line.
"""

from typing import Any, Final

from django.db.backends.signals import connection_created
from psycopg import OperationalError
from psycopg.pq import TransactionStatus

# Seconds. A new line: the driver knows no shorter wait. The question of a request whether its line still lives takes a
# millisecond. Any other is longer than the longest page takes.
NEW_LINE: Final = 2
STILL_THERE: Final = 1.0
ANSWER: Final = 20.0


def limit_waiting(database: dict[str, Any]) -> None:
    """Limit the waits on all connections that this process makes from now on; database: its settings in Django."""
    database.setdefault("OPTIONS", {})["connect_timeout"] = NEW_LINE
    connection_created.connect(_limit, dispatch_uid="deadline")


def _limit(connection: Any, **kwargs: Any) -> None:
    line = connection.connection
    wait = line.wait

    def limited(question: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        checking = connection.health_check_enabled and not connection.health_check_done
        try:
            return wait(question, interval, timeout or (STILL_THERE if checking else ANSWER))
        except OperationalError:
            if line.info.transaction_status == TransactionStatus.ACTIVE:
                # The answer may still come, and would be taken for that to the next question.
                line.close()
            raise

    line.wait = limited
