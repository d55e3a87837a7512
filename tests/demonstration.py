"""A database with demo content and its files, made once for a whole run; who changes them takes a copy."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests import snapshot

ROOT = Path(__file__).resolve().parent.parent
ROOTS = ("MEDIA_ROOT", "PRIVATE_MEDIA_ROOT", "STATIC_ROOT")


@dataclass(frozen=True)
class Demonstration:
    """What was made. database: its DATABASE_URL; folder: its files; port: where its addresses say that it answers;
    content: what tests/browser/fill.py printed.
    """

    database: str
    folder: str
    port: int
    content: dict[str, Any]

    def store(self, file: Path) -> str:
        """Write it down for another worker; return the file's name."""
        file.write_text(json.dumps(asdict(self)))
        return str(file)


def stored(file: str) -> Demonstration:
    """Return what another worker wrote down."""
    return Demonstration(**json.loads(Path(file).read_text()))


def make(folder: Path) -> Demonstration:
    """Fill a copy of the prepared database, which must not be used itself, and `folder`; more than half a minute."""
    folder.mkdir()
    url, port = snapshot.copy("demo", folder), _free_port()
    given = environment(url, folder, port)
    collecting = _run(given, "manage.py", "collectstatic", "--noinput", "--verbosity=0")
    content = json.loads(_output(_run(given | {"DEMO": "1"}, "tests/browser/fill.py")))
    _output(collecting)
    return Demonstration(url, str(folder), port, content)


def files(folder: Path) -> dict[str, Path]:
    """Return where a demonstration keeps its files below `folder`, by the names of the settings."""
    return {name: folder / name.lower() for name in ROOTS}


def environment(database_url: str, folder: Path, port: int) -> dict[str, str]:
    """Return the environment of a process that works on a demonstration, or on a copy of one."""
    given = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.browser.site_settings",
        "PYTHONPATH": str(ROOT),
        "PORT": str(port),
        "SECRET_KEY": "nur-fuer-tests-" + "0" * 50,
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": database_url,
        "EMAIL_URL": f"filemail://{folder}/mail",
        **{name: str(path) for name, path in files(folder).items()},
    }
    given.pop("DEMO", None)
    return given


def _run(given: Mapping[str, str], *arguments: str) -> subprocess.Popen[str]:
    """Start Python with these arguments; `_output` waits for its end."""
    command = [sys.executable, *arguments]
    return subprocess.Popen(
        command, cwd=ROOT, env=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _output(process: subprocess.Popen[str]) -> str:
    """Return what the process printed; raises RuntimeError when it failed."""
    out, errors = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{process.args!r} endete mit {process.returncode}:\n{errors}")
    return out


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
