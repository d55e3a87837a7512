"""Writes a backup of database and files."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from campaign.operations import archive, backup


class Command(BaseCommand):
    help = "Sichert Datenbank und Dateien in einen leeren Ordner, auf Wunsch verschlüsselt (age)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and for whom."""
        parser.add_argument("folder", metavar="DIR", type=Path, help="leerer oder neuer Ordner")
        parser.add_argument(
            "--recipient",
            metavar="age1…",
            action="append",
            default=[],
            help="öffentlicher Schlüssel; nur wer den geheimen hat, kann die Sicherung lesen (mehrfach möglich)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the manifest; exit 1 with one line when it cannot be made."""
        try:
            manifest = backup.create(options["folder"], options["recipient"])
        except (archive.Refused, OSError) as error:
            self.stderr.write(str(error))
            raise SystemExit(1) from None
        self.stdout.write(
            json.dumps({"created_at": manifest["created_at"], "files": manifest["files"]}, indent=2)
        )
        if not options["recipient"]:
            self.stderr.write(
                "Unverschlüsselt: In der Sicherung liegen unterschriebene Einwilligungen (--recipient)."
            )
