"""Replaces copies whose tables were written to: each is fetched once from every cache, past the copy itself."""

import http.client
import logging
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from campaign.audit.tally import Tally
from campaign.operations.models import CacheChange, CachedCopy
from campaign.operations.page_cache import copies

logger = logging.getLogger(__name__)

# So long an act waits for its copies at most, on a machine out of breath; a job has more time.
OF_AN_ACT: Final = 5.0
OF_A_JOB: Final = 30.0
AT_ONCE: Final = 4
# By then every copy has come to its end without us.
GIVEN_UP: Final = timedelta(minutes=5)
# A page made just before the change may still be on its way to nginx; it must not arrive after its successor.
ON_ITS_WAY: Final = timedelta(seconds=0.2)
SECRET_HEADER: Final = "X-Cache-Secret"


@dataclass(frozen=True)
class Node:
    """A cache: where it takes orders, and the word it knows us by."""

    host: str
    port: int
    secret: str


def run(limit: float) -> Tally:
    """Replace what all changes not yet dealt with make outdated, for at most `limit` seconds.

    Done are the changes whose copies were all replaced; the others wait for the next run.
    """
    changes = list(CacheChange.objects.filter(done_at=None))
    if not changes:
        return Tally()
    outdated = copies.holding({change.table for change in changes})
    if any(copy.stored_at > timezone.now() - ON_ITS_WAY for copy in outdated):
        time.sleep(ON_ITS_WAY.total_seconds() / 2)
    if _replace(outdated, time.monotonic() + limit):
        CacheChange.objects.filter(pk__in=[change.pk for change in changes]).update(done_at=timezone.now())
        return Tally(done=len(outdated))
    return Tally(failed=1, pending=len(changes))


def after_act() -> None:
    """Replace what an act just committed makes outdated; an act that is done does not fail for it."""
    try:
        run(OF_AN_ACT)
    except Exception:
        logger.exception("Kopien im Zwischenspeicher bleiben für die Aufgabe liegen")


def job(now: datetime, *, force: bool = False) -> Tally:
    """Job: finish what acts left, and deal with the changes of jobs and commands."""
    CacheChange.objects.filter(done_at=None, made_at__lt=timezone.now() - GIVEN_UP).update(
        done_at=timezone.now()
    )
    tally = run(OF_A_JOB)
    copies.forget()
    return tally


def _replace(outdated: list[CachedCopy], deadline: float) -> bool:
    nodes = [Node(*parts) for parts in settings.CACHE_PURGE_URLS]
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        running: list[Future[bool]] = [
            pool.submit(_fetch, node, copy.uri, deadline) for copy in outdated for node in nodes
        ]
        done, late = wait(running, timeout=max(0.0, deadline - time.monotonic()))
        return not late and all(one.result() for one in done)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _fetch(node: Node, uri: str, deadline: float) -> bool:
    """Fetch one page anew and say whether the cache took it."""
    left = deadline - time.monotonic()
    if left <= 0:
        return False
    connection = http.client.HTTPConnection(node.host, node.port, timeout=left)
    try:
        connection.request("GET", uri, headers={"Host": settings.SITE_HOST or "", SECRET_HEADER: node.secret})
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException) as error:
        logger.warning("Der Zwischenspeicher antwortet nicht: %s", type(error).__name__)
        return False
    finally:
        connection.close()
    return answer.headers.get(copies.LIFETIME_HEADER) is not None
