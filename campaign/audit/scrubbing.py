"""Takes single data out of log entries where somebody has a right to it: that it happened stays, not what was said."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from campaign.audit.log import record
from campaign.audit.models import AuditEntry
from campaign.audit.triggers import TABLE, deletions_allowed


def scrub(entries: QuerySet[AuditEntry], word: str, *, because: str, obj: Any = None) -> int:
    """Put the same entries without `data[word]` in the place of these; return how many had it.

    because: which duty asks for it, for the entry `audit.purged` that is left about this. Runs in one transaction.
    """
    with deletions_allowed():
        found = [one for one in entries.order_by("pk") if word in one.data]
        for entry in found:
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {TABLE} WHERE id = %s", [entry.pk])
            entry.pk, entry._state.adding = None, True
            entry.data = {key: value for key, value in entry.data.items() if key != word}
            entry.save()
        if found:
            record("audit.purged", obj=obj, data={"word": word, "entries": len(found), "because": because})
    return len(found)
