"""The site as it runs in production: two processes of gunicorn behind nginx, PostgreSQL, a shared cache."""

import os
import socket
import ssl
import string
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.db import connection

from tests.accounts.login import client_for
from tests.conftest import ROOT

NAME = "kampagne.example"
SECRET = "kennwort-der-kopien"
TEMPLATE = ROOT / "ops/nginx/kampagne.conf.template"
MAIN = """
user root;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{}}
http {{ include /etc/nginx/mime.types; access_log off; include {folder}/site.conf; }}
"""


@dataclass
class Answer:
    """Status, headers (case does not matter) and body of an answer."""

    status: int
    headers: object
    body: bytes

    def header(self, name: str) -> str:
        """Return a header, "" when it is absent."""
        return self.headers.get(name, "")  # type: ignore[attr-defined]  # an email.message.Message


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


@dataclass
class Deployment:
    """The running parts; `web`: ports of the two processes behind nginx, `alone`: of two with copies of their own."""

    folder: Path
    http: int
    https: int
    web: list[int]
    redis: int
    cache: int
    alone: list[int]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def get(
        self, path: str, port: int = 0, scheme: str = "https", data: str | None = None, **headers: str
    ) -> Answer:
        """Ask nginx, or with `port` one of the processes behind it as nginx would; with `data` send a form."""
        context = ssl._create_unverified_context()
        opener = urllib.request.build_opener(_Stay, urllib.request.HTTPSHandler(context=context))
        behind = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"} if port else {}
        url = f"http://127.0.0.1:{port}" if port else f"{scheme}://127.0.0.1:{getattr(self, scheme)}"
        body = data.encode() if data is not None else None
        request = urllib.request.Request(f"{url}{path}", body, {"Host": NAME} | behind | headers)
        try:
            with opener.open(request, timeout=30) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    @property
    def caches(self) -> list[tuple[str, int, str]]:
        """Where copies are replaced, as the settings have it."""
        return [("127.0.0.1", self.cache, SECRET)]

    def start_web(self, number: int) -> None:
        """Start one of the processes of gunicorn behind nginx, and wait until it answers."""
        self._start_gunicorn(f"web{number}", self.web[number], {})

    def start_alone(self, number: int) -> None:
        """Start one of the processes of gunicorn that keep copies of their own, and wait until it answers."""
        self._start_gunicorn(f"alone{number}", self.alone[number], {"CACHE_PURGE_URLS": ""})

    def _start_gunicorn(self, name: str, port: int, changed: dict[str, str]) -> None:
        command = [sys.executable, "-m", "gunicorn", "-c", "ops/gunicorn.conf.py", "-b", f"127.0.0.1:{port}"]
        self.processes[name] = subprocess.Popen(
            [*command, "--workers", "1", "campaign.wsgi"],
            cwd=ROOT,
            env=self._environment() | changed,
            stderr=subprocess.DEVNULL,
        )
        _wait_for_port(port)
        assert self.get("/healthz", port=port).status == 200

    def stop(self, name: str) -> None:
        """End one part and wait for it."""
        self.processes[name].terminate()
        self.processes.pop(name).wait(timeout=60)

    def collect(self) -> None:
        """Collect the static files, as an installation does."""
        command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
        subprocess.run(command, cwd=ROOT, env=self._environment(), check=True)

    def start_cache(self) -> None:
        """Start a Redis that keeps nothing on disk."""
        command = ["redis-server", "--port", str(self.redis), "--bind", "127.0.0.1", "--save", ""]
        self.processes["redis"] = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, cwd=self.folder, stderr=subprocess.DEVNULL
        )
        _wait_for_port(self.redis)

    def start_nginx(self, change: Callable[[str], str] = str) -> None:
        """Start nginx with the template of the project, filled in for this folder; `change` has the last word."""
        _certificate(self.folder)
        values = {
            "SERVER_NAME": NAME,
            "LISTEN_HTTP": f"127.0.0.1:{self.http}",
            "LISTEN_HTTPS": f"127.0.0.1:{self.https}",
            "TLS_CERT": f"{self.folder}/cert.pem",
            "TLS_KEY": f"{self.folder}/key.pem",
            "WEB_SERVERS": " ".join(f"server 127.0.0.1:{port} fail_timeout=1s;" for port in self.web),
            "STATIC_ROOT": f"{self.folder}/static",
            "MEDIA_ROOT": str(settings.MEDIA_ROOT),
            "PRIVATE_MEDIA_ROOT": str(settings.PRIVATE_MEDIA_ROOT),
            "OPS_ROOT": str(ROOT / "ops"),
            "LISTEN_CACHE": f"127.0.0.1:{self.cache}",
            "CACHE_ROOT": str(self.folder),
            "CACHE_SECRET": SECRET,
        }
        site = filled(values).replace("/var/log/nginx", str(self.folder))
        (self.folder / "site.conf").write_text(change(site))
        (self.folder / "nginx.conf").write_text(MAIN.format(folder=self.folder))
        self.processes["nginx"] = subprocess.Popen(
            ["nginx", "-c", f"{self.folder}/nginx.conf"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _wait_for_port(self.https)

    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "campaign.settings.production",
            "SECRET_KEY": settings.SECRET_KEY,
            "BASE_URL": f"https://{NAME}",
            "ALLOWED_HOSTS": NAME,
            "DATABASE_URL": f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{connection.settings_dict['NAME']}",
            "CACHE_URL": f"rediscache://127.0.0.1:{self.redis}/0",
            "MEDIA_ROOT": str(settings.MEDIA_ROOT),
            "PRIVATE_MEDIA_ROOT": str(settings.PRIVATE_MEDIA_ROOT),
            "STATIC_ROOT": f"{self.folder}/static",
            "CACHE_PURGE_URLS": f"http://:{SECRET}@127.0.0.1:{self.cache}",
            "TRUSTED_PROXY_COUNT": "1",
            "MEDIA_SENDFILE": "nginx",
        }


def new(folder: Path) -> Deployment:
    """Return a deployment with free ports; nothing runs yet."""
    ports = [_free_port() for _ in range(8)]
    return Deployment(folder, ports[0], ports[1], ports[2:4], ports[4], ports[5], ports[6:])


def filled(values: dict[str, str]) -> str:
    """Put values into the template as `envsubst` does with those names, and no others."""

    class OnlyOurs(string.Template):
        pattern = r"\$\{(?P<braced>[A-Z_]+)\}|(?P<escaped>(?!))|(?P<named>(?!))|(?P<invalid>(?!))"  # type: ignore[assignment]  # a string is compiled

    return OnlyOurs(TEMPLATE.read_text()).substitute(values)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for_port(port: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"Auf Port {port} antwortet niemand.")


def _certificate(folder: Path) -> None:
    """Write a certificate that certifies itself, for an hour."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=1))
        .not_valid_after(now + timedelta(hours=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def cookie(user) -> str:
    """Return a Cookie header of a session that gave its second factor."""
    return f"__Host-sessionid={client_for(user).cookies['sessionid'].value}"
