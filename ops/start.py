"""Erster und jeder weitere Start auf dem eigenen Rechner: vorbereiten, Aufgaben und Website laufen lassen.

Alles geschieht in einem Prozess, damit Django nur einmal lädt; nur die Aufgaben laufen daneben.
"""

import io
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from gunicorn.app.base import BaseApplication

ROOT = Path(__file__).resolve().parent.parent


def say(text: str = "") -> None:
    """Write one line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def port() -> int:
    """Return the wished port; ends the process when it is no number or taken."""
    value = os.environ.get("PORT", "8000")
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise SystemExit(f"PORT muss eine Zahl von 1 bis 65535 sein, nicht „{value}“.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(value)))
        except OSError:
            raise SystemExit(
                f"Port {value} ist belegt. Anderer Port: PORT={int(value) + 1} make start"
            ) from None
    return int(value)


def prepare() -> str:
    """Bring database and demo content to today's state, and return the list of demo accounts.

    Each step changes nothing when all is there.
    """
    from django.core.management import call_command
    from django.db import connections

    for text, command, *arguments in (
        ("Datenbank", "migrate"),
        ("Seitenbaum, Rollen, Ablauf", "setup_site"),
        ("104 Jobcenter", "import_jobcenters", "jobcenters/data/jobcenters.csv"),
        ("Demo-Inhalte", "seed_demo"),
    ):
        begin, output = time.monotonic(), io.StringIO()
        call_command(command, *arguments, verbosity=0, stdout=output)
        say(f"  {text}: {time.monotonic() - begin:.1f} s")
    connections.close_all()
    return output.getvalue()


class Website(BaseApplication):
    """gunicorn in this process; the jobs begin when the port is open and end with the server."""

    def __init__(self, address: str, accounts: str):
        self.address, self.accounts = address, accounts
        self.jobs: subprocess.Popen[bytes] | None = None
        super().__init__()

    def load_config(self) -> None:
        """Two workers show faults that a single process hides."""
        options = {
            "bind": self.address,
            "workers": 2,
            "threads": 4,
            "preload_app": True,
            "loglevel": "warning",
        }
        options |= {"when_ready": self._ready, "on_exit": self._exit, "graceful_timeout": 5}
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        """Return the WSGI application."""
        from campaign.wsgi import application

        return application

    def _ready(self, server: object) -> None:
        with (ROOT / "var" / "jobs.log").open("a") as log:
            self.jobs = subprocess.Popen([sys.executable, "manage.py", "run_jobs"], stdout=log, stderr=log)
        say(f"\n  http://{self.address}/          die Website")
        say(f"  http://{self.address}/admin/    die Redaktion\n\n{self.accounts}\n  Beenden mit Strg-C")

    def _exit(self, server: object) -> None:
        if self.jobs:
            self.jobs.terminate()
            self.jobs.wait(timeout=20)


def main() -> None:
    """Prepare, then serve until Ctrl-C or SIGTERM."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    address = f"127.0.0.1:{port()}"
    settings = os.environ.setdefault("DJANGO_SETTINGS_MODULE", "campaign.settings.dev")
    os.environ |= {"DEMO": "1", "BASE_URL": f"http://{address}"}
    say(f"Bereite vor ({settings}) …")

    import django

    django.setup()
    accounts = prepare()
    sys.argv[1:] = []
    Website(address, accounts).run()


if __name__ == "__main__":
    main()
