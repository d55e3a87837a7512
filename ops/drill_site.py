"""What the drill plays with: a PostgreSQL that can be stopped, a Redis, a mail server of every mood, gunicorn."""

import asyncio
import http.client
import os
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import psycopg
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from bench import servers
from tests import postgres

PATIENCE: Final = 30
# Longer than EMAIL_TIMEOUT.
CRAWLING: Final = 8.0


class Cluster:
    """A throw-away PostgreSQL."""

    def __init__(self) -> None:
        self._guard = postgres.start()
        self.url = self._guard.url
        self.folder = Path(self.url.partition("@/")[2].rpartition("/")[0])
        self._own: subprocess.Popen[bytes] | None = None

    def connect(self) -> psycopg.Connection:
        """Return a connection of the superuser."""
        return psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True)

    def stop(self) -> None:
        """Stop as `pg_ctl stop -m fast` does: connections end, what was committed stays."""
        lock = self.folder / "data" / "postmaster.pid"
        os.kill(int(lock.read_text().partition("\n")[0]), signal.SIGINT)
        _until(lambda: not lock.exists())
        if self._own:
            self._own.wait(timeout=PATIENCE)
            self._own = None

    def start(self) -> None:
        """Start again on the same data."""
        data, log = self.folder / "data", (self.folder / "log").open("ab")
        owner: dict[str, Any] = {}
        if os.geteuid() == 0:
            owner = {"user": data.stat().st_uid, "group": data.stat().st_gid, "extra_groups": []}
        command = [f"{self._guard.binaries}/postgres", "-D", str(data), "-k", str(self.folder)]
        command += ["-c", "listen_addresses=", "-c", "fsync=off"]
        self._own = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log, **owner)
        _until(lambda: "ready" in (data / "postmaster.pid").read_text())

    def freeze(self, number: int = signal.SIGSTOP) -> None:
        """Let all its processes stand still: it takes connections and says nothing."""
        first = int((self.folder / "data" / "postmaster.pid").read_text().partition("\n")[0])
        for pid in servers.family(first):
            os.kill(pid, number)

    def thaw(self) -> None:
        """Let them go on."""
        self.freeze(signal.SIGCONT)

    def close(self) -> None:
        """Stop and remove everything."""
        if self._own:
            self.stop()
        self._guard.stop()


class Redis:
    """A Redis that keeps nothing."""

    def __init__(self, folder: Path) -> None:
        self.port, self._folder = servers.free_port(), folder
        self.start()

    def start(self) -> None:
        """Start it, empty."""
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self._process = servers.Process(command, os.environ, self._folder / "redis.log")
        servers.wait_for(self.port)

    def stop(self) -> None:
        """End it."""
        self._process.stop()

    def freeze(self, number: int = signal.SIGSTOP) -> None:
        """Let it stand still: it takes connections and says nothing."""
        os.kill(self._process.pid, number)

    def thaw(self) -> None:
        """Let it go on."""
        self.freeze(signal.SIGCONT)


class Mailbox(Message):
    """Keeps what arrives; `pause`: seconds until it says that it has taken a mail over."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.pause = 0.0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Take a mail, slowly perhaps."""
        await asyncio.sleep(self.pause)
        return await super().handle_DATA(server, session, envelope)

    def handle_message(self, message: Any) -> None:
        """Note a mail by its number."""
        self.ids.append(str(message["Message-ID"]))


class MailServer:
    """A port where mail is refused, swallowed in silence, or taken."""

    def __init__(self) -> None:
        self.port, self.box = servers.free_port(), Mailbox()
        self._silent: socket.socket | None = None
        self._server: Controller | None = None

    def be(self, mood: str) -> None:
        """Change the mood: closed, silent (takes connections and says nothing), slow (takes mails, and its time) or open."""
        if self._silent:
            self._silent.close()
        if self._server:
            self._server.stop()
        self._silent = self._server = None
        if mood == "silent":
            self._silent = socket.create_server(("127.0.0.1", self.port))
        elif mood in ("open", "slow"):
            self.box.pause = CRAWLING if mood == "slow" else 0.0
            self._server = Controller(self.box, hostname="127.0.0.1", port=self.port)
            self._server.start()


@dataclass(frozen=True)
class Answer:
    """What came back. seconds: from asking to the last byte; status 0: the line was cut."""

    status: int
    seconds: float
    head: Mapping[str, str]
    text: str


@dataclass
class Site:
    """The running site; `cookies` are those of an officer with session and second factor."""

    folder: Path
    port: int
    environment: dict[str, str]
    database: Cluster
    cache: Redis
    mail: MailServer
    cookies: dict[str, str] = field(default_factory=dict)
    web: servers.Process | None = None

    def ask(self, path: str, body: bytes | None = None, kind: str = "", *, known: bool = False) -> Answer:
        """GET, or POST with a body; known: as the officer."""
        head = {"User-Agent": "Notfallübung".encode().decode("latin-1")}
        if known:
            head["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            head |= {
                "Content-Type": kind or "application/x-www-form-urlencoded",
                "Origin": self.environment["BASE_URL"],
            }
        line, began = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE), time.monotonic()
        try:
            line.request("GET" if body is None else "POST", path, body, head)
            answer = line.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            return Answer(0, time.monotonic() - began, {}, repr(error))
        finally:
            line.close()
        for crumb in answer.headers.get_all("Set-Cookie", []) if known else []:
            name, _, value = crumb.partition(";")[0].partition("=")
            self.cookies[name] = value or self.cookies.get(name, "")
        return Answer(answer.status, time.monotonic() - began, dict(answer.headers), text)

    def hidden(self, path: str) -> dict[str, str]:
        """Return the hidden fields of the form at a path, as the officer sees it."""
        text = self.ask(path, known=True).text
        found = {}
        for tag in re.findall(r'<input type="hidden"[^>]*>', text):
            name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
            if name and value:
                found[name[1]] = value[1]
        return found

    def send(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form as the officer."""
        return self.ask(path, urllib.parse.urlencode(fields).encode(), known=True)

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the project to its end."""
        command = [".venv/bin/python", "manage.py", *arguments]
        return subprocess.run(
            command, cwd=servers.ROOT, env=self.environment, capture_output=True, text=True, check=False
        )

    def workers(self) -> list[int]:
        """Return the numbers of the processes that answer."""
        return servers.workers(self.web.pid) if self.web else []


def _until(done: Any) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if done():
                return
        except OSError:
            pass
        threading.Event().wait(0.02)
    raise TimeoutError("Der Datenbankserver rührt sich nicht.")
