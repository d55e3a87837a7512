"""Checks whether the data holds together; changes nothing."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from campaign.audit import integrity


class Command(BaseCommand):
    help = "Prüft Seitenbaum, Dateien, Freigaben, Einwilligungen, Jobcenter und Gruppen. Ändert nichts."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print {"checks": [names], "findings": [{"check", "text"}]}; exit 1 on any finding."""
        found = [vars(one) for one in integrity.findings()]
        report = {"checks": integrity.names(), "findings": found}
        self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        if found:
            raise SystemExit(1)
