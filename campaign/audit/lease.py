"""A lock that a dead process does not hold for ever: a row belongs to one runner until a time it renews.

Not a transaction-long row lock: the jobs need transactions of their own and talk to slow servers.
"""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

from django.db import DatabaseError, connection
from django.db.models import Q
from django.utils import timezone

from campaign.audit.models import JobRun

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
RENEWAL = timedelta(seconds=10)


class RunnerBusy(RuntimeError):
    """Another process is running the jobs."""


@contextmanager
def held(name: str) -> Iterator[None]:
    """Hold the lease on the JobRun row `name` for the block. Raises RunnerBusy at once when it is taken."""
    JobRun.objects.get_or_create(name=name)
    owner = secrets.token_hex(16)
    row = JobRun.objects.filter(name=name)
    clock = timezone.now()
    free = Q(lease_until=None) | Q(lease_until__lte=clock)
    if not row.filter(free).update(lease_owner=owner, lease_until=clock + LEASE):
        raise RunnerBusy("Ein anderer Lauf der Aufgaben ist noch nicht zu Ende.")
    ended = Event()
    thread = Thread(target=_renew, args=(name, owner, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        row.filter(lease_owner=owner).update(lease_owner="", lease_until=None)


def _renew(name: str, owner: str, ended: Event) -> None:
    """Push the end of the lease ahead of a long job, on a database connection of its own."""
    while not ended.wait(RENEWAL.total_seconds()):
        try:
            JobRun.objects.filter(name=name, lease_owner=owner).update(lease_until=timezone.now() + LEASE)
        except DatabaseError:
            logger.exception("Lauf der Aufgaben: Belegung nicht verlängert")
        finally:
            connection.close()
