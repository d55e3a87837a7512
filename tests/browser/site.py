"""A whole website for the browser: its own database and files, production settings, gunicorn, compressed files."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.accounts.login import totp
from tests.conftest import ROOT

START_SECONDS = 60


@dataclass
class Site:
    """A running website; `content` is what tests/browser/fill.py printed."""

    url: str
    content: dict[str, Any]
    folder: Path
    _server: subprocess.Popen[bytes]

    @property
    def manifest(self) -> dict[str, Any]:
        """The demo's manifest, as the outward contract describes it."""
        return self.content["manifest"]

    def pages(self, label: str) -> list[str]:
        """Return the paths of all public pages of a type such as `stories.StoryPage`."""
        return self.content["pages"][label]

    def account(self, name: str) -> dict[str, Any]:
        """Return a demo account by the first part of its address, with the code of the moment."""
        account = next(one for one in self.manifest["accounts"] if one["username"].startswith(f"{name}@"))
        return account | {"code": totp(account["totp_secret"])}

    def objects(self, kind: str, state: str, centre: str | None = None) -> list[dict[str, Any]]:
        """Return the manifest's objects of a kind in a state, of one centre or of all."""
        return [
            one
            for one in self.manifest["objects"]
            if (one["kind"], one["state"]) == (kind, state) and centre in (None, one["centre"])
        ]

    def stop(self) -> None:
        """End the server and remove the files."""
        assert self._server.stdin is not None
        self._server.stdin.close()
        self._server.wait(timeout=START_SECONDS)
        shutil.rmtree(self.folder, ignore_errors=True)


def start(database_url: str) -> Site:
    """Fill the database (migrated, with the 104) and serve it; about half a minute."""
    folder = Path(tempfile.mkdtemp(prefix="kjc-browser-"))
    port = _free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.browser.site_settings",
        "PYTHONPATH": str(ROOT),
        "PORT": str(port),
        "SECRET_KEY": "nur-fuer-tests-" + "0" * 50,
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": database_url,
        "EMAIL_URL": f"filemail://{folder}/mail",
        **{name: f"{folder}/{name.lower()}" for name in ("MEDIA_ROOT", "PRIVATE_MEDIA_ROOT", "STATIC_ROOT")},
    }
    environment.pop("DEMO", None)
    collecting = _run(environment, "manage.py", "collectstatic", "--noinput", "--verbosity=0")
    filling = _run(environment | {"DEMO": "1"}, "tests/browser/fill.py")
    content = json.loads(_output(filling))
    _output(collecting)
    server = _serve(environment)
    _wait_for(f"{environment['BASE_URL']}/healthz", server)
    return Site(environment["BASE_URL"], content, folder, server)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _run(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, *arguments]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _output(process: subprocess.Popen[str]) -> str:
    out, errors = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{process.args} endete mit {process.returncode}:\n{errors}")
    return out


def _serve(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "gunicorn", "--config", "tests/browser/serve.py", "campaign.wsgi"]
    # Ctrl-C in the terminal reaches the tests only; they close the pipe.
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, start_new_session=True)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            if server.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
