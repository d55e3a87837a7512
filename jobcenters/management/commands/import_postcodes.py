"""Reads postcodes from a GeoNames file: kept and reported, active only on demand, and to be taken back."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jobcenters import geonames, postcode_sets
from jobcenters.kreise import alle_kreise
from jobcenters.postcode_sets import Change

SHIPPED = "die mitgelieferte Datei"
MAX_SHOWN = 20


class Command(BaseCommand):
    help = (
        "Liest Postleitzahlen aus einer Datei von GeoNames (DE.txt) ein und nennt die Unterschiede. Ohne --activate "
        "bleibt jede Antwort des Finders, wie sie ist. Enthält die Datei einen Fehler, ändert sich nichts."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", metavar="FILE", nargs="?", help="DE.txt von GeoNames, ausgepackt")
        parser.add_argument("--dry-run", action="store_true", help="nur prüfen und berichten")
        parser.add_argument("--activate", action="store_true", help="danach antwortet der Finder damit")
        parser.add_argument("--rollback", action="store_true", help="zurück zum Satz davor")

    def handle(self, *, file: str | None, dry_run: bool, activate: bool, rollback: bool, **options) -> None:
        if rollback == bool(file):
            raise CommandError("Bitte nennen Sie entweder eine Datei oder --rollback.")
        if file is None:
            self._roll_back()
            return
        parsed = self._read(file)
        rows = postcode_sets.with_known_places(parsed.rows)
        self._report(postcode_sets.changes(rows, timezone.localdate()))
        if dry_run:
            self.stdout.write("Probelauf: nichts gespeichert.")
            return
        kept = postcode_sets.store(Path(file).name, rows)
        if not activate:
            self.stdout.write(f"Gespeichert: {kept}. Zum Aktivieren noch einmal mit --activate.")
        elif postcode_sets.activate(kept):
            self.stdout.write(f"Aktiv: {kept}. Zurück mit --rollback.")
        else:
            self.stdout.write(f"{kept} ist schon aktiv.")

    def _read(self, file: str) -> geonames.Parsed:
        try:
            data = Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"Die Datei {file} lässt sich nicht lesen: {error.strerror}.") from error
        parsed = geonames.parse(data, {kreis.ags for kreis in alle_kreise()})
        if parsed.problems:
            for problem in parsed.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{len(parsed.problems)} Fehler in {file}, nichts wurde geändert.")
        number = len({row.plz for row in parsed.rows})
        self.stdout.write(f"{len(parsed.rows)} Zeilen mit {number} Postleitzahlen gelesen.")
        if parsed.without_kreis:
            first = parsed.without_kreis[0]
            self.stdout.write(
                f"{len(parsed.without_kreis)} Zeilen ohne Kreisschlüssel übergangen, die erste ist Zeile {first}."
            )
        return parsed

    def _report(self, changes: dict[str, list[Change]]) -> None:
        new = sum(not change.before for found in changes.values() for change in found)
        total = sum(len(found) for found in changes.values())
        self.stdout.write(f"{new} Postleitzahlen neu, {total - new} mit anderer Antwort.")
        for land, found in changes.items():
            count = sum(not change.before for change in found)
            self.stdout.write(f"{land}: {count} neu, {len(found) - count} anders")
            changed = [change for change in found if change.before]
            for change in changed[:MAX_SHOWN]:
                before, after = (" + ".join(names) or "keine" for names in (change.before, change.after))
                self.stdout.write(f"  {change.plz}: {before} → {after}")
            if len(changed) > MAX_SHOWN:
                self.stdout.write(f"  … und {len(changed) - MAX_SHOWN} weitere")

    def _roll_back(self) -> None:
        taken, now = postcode_sets.roll_back()
        if taken is None:
            self.stdout.write("Es ist kein eingelesener Satz aktiv; nichts wurde geändert.")
        else:
            self.stdout.write(f"Zurückgenommen: {taken}. Es antwortet jetzt {now or SHIPPED}.")
