"""Lighthouse on the phone and on a large screen, three runs a page, the middle one counts: `make lighthouse`.

Serves what `make start` has made as production does, with the settings of the browser's tests: compressed files, no
debugging. Nothing leaves the machine; only the program itself comes from npm, once.
"""

import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = ROOT / "ops" / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
# What each page has to reach on every screen, 0 to 100; below it the command fails.
WANTED: dict[str, float] = {"accessibility": 100, "best-practices": 100, "seo": 100}
# No more than this: how much jumps while loading, and milliseconds in which nothing answers.
MOST: dict[str, float] = {"cumulative-layout-shift": 0.02, "total-blocking-time": 50}
LARGEST = "largest-contentful-paint"
RUNS = 3
TRIES = 3
START_SECONDS = 90
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking"


@dataclass(frozen=True)
class Screen:
    """How Lighthouse looks, and what is wanted there: points for performance, milliseconds to the largest picture."""

    name: str
    options: tuple[str, ...]
    performance: int
    paint: int
    paint_at_start: int

    def wanted(self) -> dict[str, float]:
        """Return category -> least points."""
        return {"performance": self.performance} | WANTED

    def most(self, path: str) -> dict[str, float]:
        """Return measurement -> the most it may be on this page."""
        return MOST | {LARGEST: self.paint_at_start if path == "/" else self.paint}


SCREENS = (
    Screen("Telefon", (), 98, 1_600, 2_000),
    Screen("großer Bildschirm", ("--preset=desktop",), 100, 500, 500),
)


def main() -> None:
    """Print a table for each screen; ends with 1 when a page misses something."""
    check()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="kjc-lighthouse-") as folder, serving(Path(folder)) as url:
        shown = pages(url)
        missed = False
        for screen in SCREENS:
            heading(screen)
            for path in shown:
                missed |= not good(screen, path, measured(screen, f"{url}{path}", Path(folder)))
    raise SystemExit(1 if missed else 0)


def check() -> None:
    """End with the command that helps when something is absent."""
    if not (ROOT / "var" / "db.sqlite3").exists():
        raise SystemExit("Es gibt noch keine Demo-Inhalte. Zuerst: make start")
    for program in ("node", "chromium"):
        if not shutil.which(program):
            raise SystemExit(f"{program} fehlt. Debian/Ubuntu: apt-get install -y {program}")
    if not PROGRAM.exists():
        raise SystemExit("Lighthouse fehlt. Zuerst: make lighthouse")


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Run a copy of the demonstration on a free port; yields its address."""
    shutil.copyfile(ROOT / "var" / "db.sqlite3", folder / "db.sqlite3")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "ops.lighthouse.settings",
        "PYTHONPATH": str(ROOT),
        "PORT": str(port),
        "SECRET_KEY": "nur-zum-messen-" + "0" * 50,
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": url,
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "MEDIA_ROOT": str(ROOT / "var" / "media"),
        "PRIVATE_MEDIA_ROOT": f"{folder}/private",
        "STATIC_ROOT": f"{folder}/static",
        "EMAIL_URL": f"filemail://{folder}/mail",
    }
    environment.pop("DEMO", None)
    for arguments in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
        subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)
    # The server ends when this pipe closes.
    command = [sys.executable, "-m", "gunicorn", "--config", "tests/browser/serve.py", "campaign.wsgi"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stderr=quiet, stdout=quiet
    ) as server:
        wait_for(f"{url}/healthz")
        yield url
        server.terminate()


def wait_for(address: str) -> None:
    """Return as soon as the address answers; TimeoutError when it never does."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(0.2)
    raise TimeoutError(f"{address} antwortet nicht.")


def pages(url: str) -> list[str]:
    """Return start, both indexes, a section and a story: the first that the list of stories leads to."""
    with urllib.request.urlopen(f"{url}/menschen-vor-ort/") as answer:
        found = re.search(r'href="(/menschen-vor-ort/([a-z0-9-]+)/[a-z0-9-]+/)"', answer.read().decode())
    if found is None:
        raise SystemExit("Es gibt noch keine Geschichten. Zuerst: make start")
    return ["/", "/jobcenter/", "/menschen-vor-ort/", f"/jobcenter/{found[2]}/", found[1]]


def measured(screen: Screen, address: str, folder: Path) -> dict[str, float]:
    """Return the median of each category (0 to 100) and of each measurement; nets and processors are simulated."""
    runs: list[dict[str, float]] = []
    for number in range(RUNS):
        file = folder / f"{number}.json"
        command = [str(PROGRAM), address, "--quiet", "--output=json", f"--output-path={file}"]
        command += [
            f"--only-categories={','.join(screen.wanted())}",
            f"--chrome-flags={FLAGS}",
            *screen.options,
        ]
        run(command)
        told = json.loads(file.read_text())
        points = {name: told["categories"][name]["score"] * 100 for name in screen.wanted()}
        runs.append(points | {name: told["audits"][name]["numericValue"] for name in (*MOST, LARGEST)})
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def run(command: list[str]) -> None:
    """Run Lighthouse, again where it lost sight of the browser, as it does now and then (NO_NAVSTART)."""
    environment = os.environ | {"CHROME_PATH": str(shutil.which("chromium"))}
    for _ in range(TRIES):
        if not subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode:
            return
    raise SystemExit("Lighthouse bricht immer wieder ab.")


def heading(screen: Screen) -> None:
    """Print the heading of a screen's table."""
    names = (*screen.wanted(), *screen.most(""))
    sys.stdout.write(f"\n{screen.name:<44}" + "".join(f"{name:>26}" for name in names) + "\n")


def good(screen: Screen, path: str, reached: dict[str, float]) -> bool:
    """Print a page's line; return whether it reaches everything."""
    least, most = screen.wanted(), screen.most(path)
    shown = [f"{round(reached[name]):>26}" for name in least]
    shown += [f"{reached[name]:>26.3f}" for name in most]
    sys.stdout.write(f"{path:<44}" + "".join(shown) + "\n")
    sys.stdout.flush()
    return all(round(reached[name]) >= wanted for name, wanted in least.items()) and all(
        reached[name] <= allowed for name, allowed in most.items()
    )


if __name__ == "__main__":
    main()
