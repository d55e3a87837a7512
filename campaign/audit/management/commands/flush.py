"""Django's `flush`, which has to get past the triggers of the audit log."""

from typing import Any

from django.core.management.commands import flush

from campaign.audit.triggers import deletions_allowed


class Command(flush.Command):
    """Empty all tables, the log too: the operator confirms it; tests with real transactions end this way."""

    def handle(self, **options: Any) -> None:
        """Run Django's command inside the one opening for deletions."""
        with deletions_allowed(options["database"]):
            super().handle(**options)
