"""Reads a backup into this installation and erases again what was erased since."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from campaign.operations import archive, restore


class Command(BaseCommand):
    help = "Spielt eine Sicherung ein. Was seitdem zurückgezogen wurde, wird dabei wieder gelöscht."
    # The database may be empty: the backup brings its own.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """From where, with which key, and whether data may be replaced."""
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--identity", metavar="DATEI", type=Path, help="Schlüsseldatei von age")
        parser.add_argument(
            "--erasures",
            metavar="DATEI",
            type=Path,
            help="weitere Löschliste (loeschliste.jsonl des verlorenen Speichers)",
        )
        parser.add_argument("--replace", action="store_true", help="vorhandene Daten ersetzen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print {"erased", "mails_held", "findings"}; exit 1 when refused or when something is wrong afterwards."""
        try:
            identities = archive.identities_of(_text(options["identity"]))
            report = restore.restore(
                options["folder"], identities, replace=options["replace"], erasures=_text(options["erasures"])
            )
        except (archive.Refused, OSError) as error:
            self.stderr.write(str(error))
            raise SystemExit(1) from None
        self.stdout.write(json.dumps(vars(report), ensure_ascii=False, indent=2))
        if report.findings:
            raise SystemExit(1)


def _text(path: Path | None) -> str:
    return path.read_text(encoding="utf-8") if path else ""
