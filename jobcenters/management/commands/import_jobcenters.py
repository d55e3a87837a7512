"""Reads the registry from a CSV file: all or nothing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from jobcenters import provisioning
from jobcenters.importing import JobcenterRow, parse
from jobcenters.models import Jobcenter


class Command(BaseCommand):
    help = "Liest die Jobcenter aus einer CSV-Datei ein. Enthält sie einen Fehler, ändert sich nichts."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "file", metavar="FILE", help="UTF-8, Kopfzeile wie jobcenters/data/jobcenters.csv"
        )
        parser.add_argument("--dry-run", action="store_true", help="nur prüfen und berichten")

    def handle(self, *, file: str, dry_run: bool, **options) -> None:
        try:
            parsed = parse(Path(file).read_bytes())
        except OSError as error:
            raise CommandError(f"Die Datei {file} lässt sich nicht lesen: {error.strerror}.") from error
        if parsed.problems:
            for problem in parsed.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{len(parsed.problems)} Fehler in {file}, nichts wurde geändert.")
        with transaction.atomic():
            created, updated, absent = self._apply(parsed.rows)
            if dry_run:
                transaction.set_rollback(True)
        for centre in absent:
            self.stdout.write(f"Nicht in der Datei, bleibt unverändert: {centre.ags} {centre.name}")
        would = "wären " if dry_run else ""
        self.stdout.write(
            f"{would}{created} neu, {updated} geändert, {len(parsed.rows) - created - updated} unverändert, "
            f"{len(absent)} nicht in der Datei."
        )

    def _apply(self, rows: tuple[JobcenterRow, ...]) -> tuple[int, int, list[Jobcenter]]:
        known = {
            centre.ags: centre
            for centre in Jobcenter.objects.select_related("section", "folder", "collection")
        }
        created = updated = 0
        for row in rows:
            centre = known.pop(row.ags, None)
            if centre is None:
                provisioning.provision(row)
                created += 1
            else:
                updated += provisioning.update(centre, row)
        return created, updated, list(known.values())
