"""Prepares a migrated database: tree, roles, workflow, Site, cache table."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from stories.setup import setup_site


class Command(BaseCommand):
    help = "Legt Seitenbaum, Rollen, Freigabe und Site an; entfernt Wagtails mitgelieferte Gruppen. Wiederholbar."

    def handle(self, *args, **options) -> None:
        call_command("createcachetable", verbosity=0)
        with transaction.atomic():
            setup_site()
        self.stdout.write("Die Website ist eingerichtet.")
