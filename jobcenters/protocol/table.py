"""The log as a CSV file: one line per entry."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone

from campaign import spreadsheets
from campaign.accounts.models import User
from campaign.audit.models import AuditEntry
from jobcenters.protocol.entries import lines

COLUMNS = ("Zeitpunkt", "Person", "Vorgang", "In Worten", "Objekt", "Nummer", "AGS", "Jobcenter", "Angaben")
AT_ONCE = 500


def answer(entries: QuerySet[AuditEntry], user: User) -> StreamingHttpResponse:
    """Return a download."""
    return spreadsheets.csv_download(f"protokoll-{timezone.localdate():%Y-%m-%d}", _rows(entries, user))


def _rows(entries: QuerySet[AuditEntry], user: User) -> Iterator[tuple[Any, ...]]:
    yield COLUMNS
    stored = entries.iterator(chunk_size=AT_ONCE)
    while some := list(islice(stored, AT_ONCE)):
        for line in lines(some, user):
            entry = line.entry
            data = json.dumps(entry.data, ensure_ascii=False) if entry.data else ""
            when = timezone.localtime(line.when).isoformat(timespec="seconds")
            yield (
                *(when, line.who, entry.action, line.text, entry.object_type, entry.object_id),
                *(entry.centre, line.centre, data),
            )
