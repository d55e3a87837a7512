"""Write docs/rollen.md anew from the data."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from campaign.accounts import handbook


class Command(BaseCommand):
    """Prints where the document lies."""

    help = "Schreibt docs/rollen.md neu: wer was darf."

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "docs" / "rollen.md"
        path.write_text(handbook.render())
        self.stdout.write(str(path))
