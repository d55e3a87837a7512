"""Erster und jeder weitere Start auf dem eigenen Rechner: vorbereiten, Aufgaben und Website laufen lassen.

Alles geschieht in einem Prozess, damit Django nur einmal lädt; nur die Aufgaben laufen daneben.
"""

import contextlib
import hashlib
import io
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "var" / "demo.json"
STAMP = ROOT / "var" / "demo.version"


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


def prepare() -> None:
    """Bring database and demo content to today's state; each step changes nothing when all is there."""
    from django.db import connections

    run("Datenbank", "migrate")
    run("Seitenbaum, Rollen, Ablauf", "setup_site")
    run("104 Jobcenter", "import_jobcenters", "jobcenters/data/jobcenters.csv")
    wanted = demo_version()
    if not (STAMP.exists() and STAMP.read_text() == wanted and demo_accounts_exist()):
        run("Demo-Inhalte", "seed_demo")
        STAMP.write_text(wanted)
    connections.close_all()


def run(text: str, command: str, *arguments: str) -> None:
    """Run one management command quietly and say how long it took."""
    from django.core.management import call_command

    begin = time.monotonic()
    with contextlib.redirect_stdout(io.StringIO()):
        call_command(command, *arguments, verbosity=0)
    say(f"  {text}: {time.monotonic() - begin:.1f} s")


def demo_version() -> str:
    """Return a checksum of what the demo is made from: it is made again only when that changes.

    So a story withdrawn while trying things out stays withdrawn after the next start.
    """
    digest = hashlib.sha256()
    for folder in ("campaign/demo", "stories/demo"):
        for path in sorted(path for path in (ROOT / folder).rglob("*") if path.suffix != ".pyc"):
            digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def accounts() -> list[dict[str, Any]]:
    """Return the demo accounts as `seed_demo` has kept them."""
    return json.loads(DEMO.read_text())["accounts"] if DEMO.exists() else []


def demo_accounts_exist() -> bool:
    """Say whether the accounts that are written down are in this database."""
    from django.contrib.auth import get_user_model

    names = [account["username"] for account in accounts()]
    return bool(names) and get_user_model().objects.filter(email__in=names).count() == len(names)


def welcome(base_url: str) -> None:
    """Print the addresses and the demo accounts."""
    say(f"\n  {base_url}/          die Website")
    say(f"  {base_url}/admin/    die Redaktion; die Anmeldeseite zeigt auch den zweiten Faktor\n")
    for account in accounts():
        role, note = account["role"] or "ohne Rolle", "" if account["active"] else "  (stillgelegt)"
        say(f"  {role:13} {account['username']:52} {account['password']}{note}")
    say("\n  Beenden mit Strg-C")


class Website(BaseApplication):
    """gunicorn in this process; the jobs begin when the port is open and end with the server."""

    def __init__(self, address: str):
        self.address = address
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
            "limit_request_line": 8190,
        }
        options |= {"when_ready": self._ready, "on_exit": self._exit, "graceful_timeout": 5}
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        """Return the WSGI application."""
        from campaign.operations import unreadable
        from campaign.wsgi import application

        unreadable.connect()
        return application

    def _ready(self, server: object) -> None:
        with (ROOT / "var" / "jobs.log").open("a") as log:
            self.jobs = subprocess.Popen([sys.executable, "manage.py", "run_jobs"], stdout=log, stderr=log)
        welcome(f"http://{self.address}")

    def _exit(self, server: object) -> None:
        if self.jobs:
            self.jobs.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.jobs.wait(timeout=20)
            self.jobs.kill()


def main() -> None:
    """Prepare, then serve until Ctrl-C or SIGTERM."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    address = f"127.0.0.1:{port()}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "campaign.settings.dev")
    os.environ |= {"DEMO": "1", "BASE_URL": f"http://{address}"}
    say("Bereite vor …")

    import django
    from django.conf import settings

    django.setup()
    prepare()
    # whitenoise finds the apps' files by itself, but warns when the folder for collected ones is missing.
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    sys.argv[1:] = []
    Website(address).run()


if __name__ == "__main__":
    main()
