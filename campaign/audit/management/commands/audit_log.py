"""Prints the audit log, oldest entry first."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from campaign.audit.models import AuditEntry
from campaign.audit.times import moment

FIELDS = ("action", "actor_id", "actor_label", "object_type", "object_id", "object_label", "centre", "data")


class Command(BaseCommand):
    help = "Gibt das Protokoll aus, älteste Einträge zuerst."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """From when, and in which form."""
        parser.add_argument("--since", metavar="ISO", help="nur Einträge ab diesem Zeitpunkt")
        parser.add_argument("--json", action="store_true", help="als JSON-Liste statt als Zeilen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 2 when `--since` is not a time."""
        entries = AuditEntry.objects.order_by("created_at", "pk")
        if options["since"] is not None:
            try:
                entries = entries.filter(created_at__gte=moment(options["since"]))
            except ValueError as error:
                self.stderr.write(str(error))
                raise SystemExit(2) from None
        rows = (_row(entry) for entry in entries.iterator(chunk_size=1000))
        for line in _json_lines(rows) if options["json"] else map(_plain_line, rows):
            self.stdout.write(line)


def _row(entry: AuditEntry) -> dict[str, Any]:
    return {
        "id": entry.pk,
        "created_at": entry.created_at.isoformat(),
        **{field: getattr(entry, field) for field in FIELDS},
    }


def _json_lines(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    """One JSON list, one entry per line, without holding the whole log in memory."""
    separator = "["
    for row in rows:
        yield separator + json.dumps(row, ensure_ascii=False)
        separator = ","
    yield "]" if separator == "," else "[]"


def _plain_line(row: dict[str, Any]) -> str:
    objects = " ".join(str(row[name]) for name in ("object_type", "object_id", "object_label") if row[name])
    return "\t".join([row["created_at"], row["action"], row["actor_label"], row["centre"], objects])
