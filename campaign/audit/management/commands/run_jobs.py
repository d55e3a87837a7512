"""Runs outbox, scheduled publication, expiry and what else is registered: once, or for ever as a service."""

import json
import logging
import signal
import time
from argparse import ArgumentParser
from datetime import datetime
from threading import Thread
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils import timezone

from campaign.audit.jobs import has_slow, run_all
from campaign.audit.lease import LEASE, RunnerBusy
from campaign.audit.tally import Tally
from campaign.audit.times import moment

logger = logging.getLogger(__name__)

PAUSE_S = 10.0
WAKE_S = 0.5
# A runner that was killed is noticed within LEASE; a living one finishes its round.
PATIENCE_S = LEASE.total_seconds() + 30


class Command(BaseCommand):
    help = "Arbeitet ab, was fällig ist (Postausgang, Veröffentlichung, Fristen), fortlaufend oder einmal."
    stopping = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The three switches of the outward contract."""
        parser.add_argument("--once", action="store_true", help="alle Aufgaben genau einmal, dann Schluss")
        parser.add_argument("--now", action="store_true", help="Wartezeiten nach Fehlversuchen übergehen")
        parser.add_argument(
            "--at", metavar="ISO", help="einmal so tun, als wäre es dieser Zeitpunkt (nur mit DEMO=1)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """`--at` acts once; exit 2 for a wrong `--at`, 1 when another runner does not come to an end."""
        at = self._at(options["at"]) if options["at"] is not None else None
        if options["once"] or at is not None:
            self._print(self._run_once(at or timezone.now(), options["now"]))
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        if has_slow():
            # Ends with this process: whatever it is at must bear being cut off, as by a power failure.
            Thread(target=self._rounds, args=(options["now"],), kwargs={"slow": True}, daemon=True).start()
        self._rounds(options["now"])

    def _rounds(self, force: bool, *, slow: bool = False) -> None:
        while not self.stopping:
            self._turn(force, slow)
            self._pause()

    def _at(self, text: str) -> datetime:
        try:
            if not settings.DEMO:
                raise ValueError("--at gibt es nur mit DEMO=1.")
            return moment(text)
        except ValueError as error:
            self._fail(str(error), 2)

    def _run_once(self, now: datetime, force: bool) -> Tally:
        tally = self._when_free(now, force, slow=False)
        if tally is None:
            self._fail("Ein anderer Lauf der Aufgaben ist noch nicht zu Ende.", 1)
        if not has_slow():
            return tally
        # A video that another runner is at may take its minutes: that is no failure of this one.
        return tally + (self._when_free(now, force, slow=True) or Tally(pending=1))

    def _when_free(self, now: datetime, force: bool, *, slow: bool) -> Tally | None:
        """Run all jobs of a kind; None when another runner is still at them when patience ends."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                return run_all(now, force=force, everything=True, slow=slow)
            except RunnerBusy:
                if time.monotonic() > deadline:
                    return None
            time.sleep(WAKE_S)

    def _turn(self, force: bool, slow: bool) -> None:
        close_old_connections()
        try:
            tally = run_all(timezone.now(), force=force, slow=slow)
        except RunnerBusy:
            return
        except (DatabaseError, InterfaceError):
            # A database that restarts or is being migrated comes back; the service stays up for it.
            logger.exception("Aufgaben: die Datenbank antwortet nicht wie erwartet")
            return
        finally:
            close_old_connections()
        if tally.done or tally.failed:
            self._print(tally)

    def _pause(self) -> None:
        until = time.monotonic() + PAUSE_S
        while not self.stopping and time.monotonic() < until:
            time.sleep(WAKE_S)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        """Let the round come to its end; a second signal ends the process at once."""
        self.stopping = True
        signal.signal(number, signal.SIG_DFL)

    def _print(self, tally: Tally) -> None:
        self.stdout.write(json.dumps(tally.as_dict(), separators=(",", ":")))
        self.stdout.flush()

    def _fail(self, message: str, code: int) -> NoReturn:
        self.stderr.write(message)
        raise SystemExit(code)
