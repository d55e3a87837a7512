"""Writes the register of processing activities, for the operator's own one."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from campaign.operations import privacy_register


class Command(BaseCommand):
    help = "Schreibt das Verzeichnis von Verarbeitungstätigkeiten (Art. 30 DSGVO) als Markdown, mit --json als JSON."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """In which form."""
        parser.add_argument("--json", action="store_true", help="als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the register."""
        if options["json"]:
            rows = [asdict(one) for one in privacy_register.activities()]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(privacy_register.markdown())
