"""How much more our admin costs than that of a plain Wagtail (bench/peer): processor time in turns (A B B A), statements."""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from bench import load, servers
from bench.pages import Measured
from bench.verdicts import Table

MOST, MORE_QUERIES = 1.15, 5
ROUNDS: Final = 6


def compare(
    table: Table, folder: Path, ours: tuple[int, list[tuple[Measured, str]]], pids: tuple[int, int], size: int
) -> None:
    """Start a plain Wagtail beside ours and put the ratios into the table.

    ours: port, and each page with the cookie of who opens it. pids: of our web server and of the database.
    size: the number of our stories, for the table.
    """
    from jobcenters.models import Jobcenter

    port, pages = ours
    stories = Jobcenter.objects.order_by("ags")[1].folder.numchild
    (folder / "peer" / "peer_migrations").mkdir(parents=True, exist_ok=True)
    (folder / "peer" / "peer_migrations" / "__init__.py").touch()
    environment = _environment(folder)
    told = _filled(environment, stories)
    theirs = servers.free_port()
    command = [sys.executable, "-m", "gunicorn", "--workers", "2", "--threads", "4", "--preload"]
    peer = servers.Process(
        [*command, "-b", f"127.0.0.1:{theirs}", "django.core.wsgi:get_wsgi_application()"],
        environment,
        folder / "peer.log",
    )
    servers.wait_for(theirs)
    try:
        for page, cookie in pages:
            name, _, role = page.name.partition(", ")
            if name in told["pages"]:
                # The Technik is told without a goal: what it opens is written down, and that takes a question.
                is_judged = role != "Technik"
                asked = table.figure(page.name, f"Abfragen ({size})") - told["queries"][page.name]
                table.add("7 Wagtail", page.name, f"Abfragen mehr ({size})", asked, is_judged * MORE_QUERIES)
                here = port, page.path, cookie, (pids[0], pids[1])
                there = theirs, told["pages"][name], told["cookies"][role], (peer.pid, pids[1])
                table.add(
                    "7 Wagtail", page.name, f"gegen Wagtail ({size})", _ratio(here, there), is_judged * MOST
                )
    finally:
        peer.stop()


def _environment(folder: Path) -> dict[str, str]:
    url, _, name = os.environ["DATABASE_URL"].rpartition("/")
    return {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | {
        "DJANGO_SETTINGS_MODULE": "bench.peer.settings",
        "PEER_DATABASE_URL": f"{url}/{name}_wagtail",
        "BENCH_FOLDER": str(folder),
    }


def _filled(environment: dict[str, str], stories: int) -> dict[str, Any]:
    from django.db import connection

    name = environment["PEER_DATABASE_URL"].rpartition("/")[2]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{name}"')
    command = [sys.executable, "-m", "bench.peer", str(stories)]
    done = subprocess.run(command, cwd=servers.ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _ratio(here: tuple[Any, ...], there: tuple[Any, ...]) -> float:
    ratios = []
    for number in range(ROUNDS):
        spent = {}
        for side in (here, there) if number % 2 else (there, here):
            port, path, cookie, pids = side
            spent[side] = load.load(port, path, pids, number=10, cookie=cookie).cpu_ms
        ratios.append(spent[here] / spent[there])
    return statistics.median(ratios)
