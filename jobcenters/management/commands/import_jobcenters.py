"""Reads the registry from a CSV file: all or nothing."""

from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from jobcenters import provisioning
from jobcenters.columns import COLUMNS
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
            created, updated, absent, contradicting = self._apply(parsed.rows)
            if dry_run:
                transaction.set_rollback(True)
        for centre in absent:
            self.stdout.write(f"Nicht in der Datei, bleibt unverändert: {centre.ags} {centre.name}")
        for text in contradicting:
            self.stdout.write(text)
        would = "wären " if dry_run else ""
        self.stdout.write(
            f"{would}{created} neu, {updated} geändert, {len(parsed.rows) - created - updated} unverändert, "
            f"{len(absent)} nicht in der Datei."
        )

    def _apply(self, rows: tuple[JobcenterRow, ...]) -> tuple[int, int, list[Jobcenter], list[str]]:
        known = {centre.ags: centre for centre in _all_centres()}
        # A centre whose AGS was changed by decision is still the one of its former AGS.
        renumbered = {
            change.before["ags"]: centre
            for centre in known.values()
            for change in centre.changes.all()
            if "ags" in change.before
        }
        absent = set(known.values())
        created = updated = 0
        contradicting = []
        for row in rows:
            centre = known.get(row.ags) or renumbered.get(row.ags)
            if centre is None:
                provisioning.provision(row)
                created += 1
                continue
            absent.discard(centre)
            contradicting += _contradictions(centre, row)
            updated += provisioning.update(centre, row)
        return created, updated, sorted(absent, key=lambda centre: centre.ags), contradicting


def _all_centres() -> Iterable[Jobcenter]:
    parts = ("section", "folder", "collection", "group")
    return Jobcenter.objects.select_related(*parts).prefetch_related("changes")


def _contradictions(centre: Jobcenter, row: JobcenterRow) -> list[str]:
    """Say where the file contradicts what was decided in the registry, which stays."""
    if centre.is_closed():
        return [f"Zeile {row.zeile}: {centre.name} besteht nicht mehr. Die Zeile bleibt ohne Wirkung."]
    wanted = provisioning.facts(row)
    return [
        f"Zeile {row.zeile}, Spalte {name}: „{wanted[name]}“ widerspricht einer Änderung im Register. "
        f"Es bleibt: „{getattr(centre, name)}“."
        for name in provisioning.contradictions(centre, row)
        if name in COLUMNS
    ]
