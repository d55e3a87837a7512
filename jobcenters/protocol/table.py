"""The log as a CSV file: one line per entry, cells that no spreadsheet takes for formulas."""

import csv
import json
from collections.abc import Iterator
from itertools import islice

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone

from campaign.accounts.models import User
from campaign.audit.models import AuditEntry
from campaign.spreadsheets import harmless
from jobcenters.protocol.entries import lines

COLUMNS = ("Zeitpunkt", "Person", "Vorgang", "In Worten", "Objekt", "Nummer", "AGS", "Jobcenter", "Angaben")
AT_ONCE = 500
BYTE_ORDER_MARK = "\ufeff"


class _Line:
    """What csv.writer writes to: it hands each line back."""

    def write(self, text: str) -> str:
        return text


def answer(entries: QuerySet[AuditEntry], user: User) -> StreamingHttpResponse:
    """Return a download; semicolons and the mark at its beginning are what German spreadsheets expect."""
    name = f"protokoll-{timezone.localdate():%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        _rows(entries, user),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _rows(entries: QuerySet[AuditEntry], user: User) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=";")
    yield BYTE_ORDER_MARK + writer.writerow(COLUMNS)
    stored = entries.iterator(chunk_size=AT_ONCE)
    while some := list(islice(stored, AT_ONCE)):
        for line in lines(some, user):
            entry = line.entry
            data = json.dumps(entry.data, ensure_ascii=False) if entry.data else ""
            when = timezone.localtime(line.when).isoformat(timespec="seconds")
            cells = (
                *(when, line.who, entry.action, line.text, entry.object_type, entry.object_id),
                *(entry.centre, line.centre, data),
            )
            yield writer.writerow([harmless(cell) for cell in cells])
