"""Files that a killed process left behind: stored, but the transaction with their row never came to its end.

They may show people, and nobody sees them: no list, no right to be forgotten reaches them. So they go by themselves.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from campaign.audit.tally import Tally
from campaign.media import integrity
from campaign.media.formats import FOLDERS
from campaign.media.storage import CONSENTS, MATERIAL

logger = logging.getLogger(__name__)

# Longer than any upload lasts whose row is still to come.
SPARED = timedelta(hours=1)
# No crash leaves so many: then these files and this database do not belong together, and a person must look.
MOST = 100


def job(now: datetime, *, force: bool) -> Tally:
    """Delete files without row, and half written ones, that are older than an hour; more than MOST are a failure."""
    halves = [path for path in _half_written() if _is_older(path, now)]
    for path in halves:
        path.unlink(missing_ok=True)
    stray = [
        (storage, name)
        for storage, name in integrity.files_without_row()
        if _is_older(Path(storage.path(name)), now)
    ]
    if len(stray) > MOST:
        logger.error("%d Dateien ohne Zeile: zu viele, um sie zu löschen", len(stray))
        return Tally(done=len(halves), failed=1)
    for storage, name in stray:
        storage.delete(name)
    return Tally(done=len(halves) + len(stray))


def _half_written() -> Iterator[Path]:
    """Yield the temporary files of the stores (`storage._put`)."""
    for root in (settings.PRIVATE_MEDIA_ROOT, settings.MEDIA_ROOT):
        for folder in (*FOLDERS, MATERIAL, CONSENTS):
            yield from Path(root, folder).rglob(".*.tmp")


def _is_older(path: Path, now: datetime) -> bool:
    try:
        return path.stat().st_mtime < (now - SPARED).timestamp()
    except FileNotFoundError:
        return False
