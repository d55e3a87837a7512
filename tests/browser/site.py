"""A whole website for the browser: its own database and files, production settings, gunicorn, compressed files."""

import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import demonstration
from tests.accounts.login import totp
from tests.demonstration import ROOT, Demonstration

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


def start(made: Demonstration, database_url: str, folder: Path) -> Site:
    """Serve a copy of the demonstration: its database is copied, its files are copied here, to `folder`."""
    shutil.copytree(made.folder, folder)
    environment = demonstration.environment(database_url, folder, made.port)
    server = _serve(environment)
    _wait_for(f"{environment['BASE_URL']}/healthz", server)
    return Site(environment["BASE_URL"], made.content, folder, server)


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
