"""`make bench`: how fast the site is, against the goals of docs/leistung.md, with 100 stories and with many.

Starts a PostgreSQL of its own (or takes an empty or measured one from DATABASE_URL), fills it, starts gunicorn as in
production, measures, and prints goal, figure and verdict; `--json` writes all figures. Ends with exit code 1 when a goal
is missed.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench import servers
from bench.verdicts import Table

SMALL: Final = 100
STEPS: Final = (SMALL, 10_000, 100_000)
KEY: Final = "nur-zum-messen-" + "0" * 50


def arguments(argv: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "--stories", type=int, default=SMALL, help="100, 10000 oder 100000: alle Stufen bis dahin"
    )
    parser.add_argument("--requests", type=int, default=30, help="Abrufe je Seite")
    parser.add_argument("--json", type=Path, help="alle Zahlen in diese Datei")
    parser.add_argument("--public", action="store_true", help="nur die öffentlichen Seiten")
    parser.add_argument("--wagtail", action="store_true", help="auch gegen ein leeres Wagtail")
    parser.add_argument("--folder", type=Path, help="Ordner für Dateien, der bleibt (zu DATABASE_URL)")
    return parser.parse_args(argv)


@contextmanager
def database() -> Iterator[tuple[str, int]]:
    """Yield the URL of a database and the number of the process that starts its server (0: somebody else's)."""
    if url := os.environ.get("DATABASE_URL"):
        yield url, int(os.environ.get("BENCH_DATABASE_PID", "0"))
        return
    from tests import postgres

    server = postgres.start()
    try:
        yield server.url, server.pid
    finally:
        server.stop()


@contextmanager
def folder_of(wanted: Path | None) -> Iterator[Path]:
    """Yield a folder for files; one that nobody named goes at the end."""
    folder = wanted or Path(tempfile.mkdtemp(prefix="kjc-bench-"))
    folder.mkdir(exist_ok=True)
    try:
        yield folder
    finally:
        if wanted is None:
            shutil.rmtree(folder, ignore_errors=True)


def environment(url: str, folder: Path, port: int) -> dict[str, str]:
    """Return the variables of a site in production behind no proxy."""
    kept = {
        name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "POSTGRES_BIN")
    }
    return kept | {
        "DJANGO_SETTINGS_MODULE": "campaign.settings.production",
        "SECRET_KEY": KEY,
        "BASE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": url,
        "MEDIA_ROOT": str(folder / "media"),
        "PRIVATE_MEDIA_ROOT": str(folder / "private"),
        "STATIC_ROOT": str(folder / "static"),
        "METRICS_TOKEN": "",
    }


def prepare(variables: dict[str, str], folder: Path) -> None:
    """Set Django up in this process and bring database and demo to today's state, as `make start` does."""
    os.environ.update(
        variables | {"DJANGO_SETTINGS_MODULE": "bench.settings", "DEMO": "1", "BENCH_FOLDER": str(folder)}
    )
    import django

    django.setup()
    from django.core.management import call_command

    from bench import pages, seeding
    from jobcenters.models import Jobcenter

    call_command("migrate", verbosity=0)
    pages.make_room()
    with open(os.devnull, "w") as nowhere:
        call_command("setup_site", stdout=nowhere)
        if Jobcenter.objects.count() < seeding.CENTRES:
            call_command("import_jobcenters", "jobcenters/data/jobcenters.csv", stdout=nowhere)
        if not (folder / "demo.json").exists():
            call_command("seed_demo", stdout=nowhere)


def main(argv: list[str]) -> int:
    """Measure; 1 when a goal is missed."""
    options = arguments(argv)
    table = Table()
    with database() as (url, server), folder_of(options.folder) as folder:
        port = servers.free_port()
        variables = environment(url, folder, port)
        table.say("Datenbank, Register und Demo …")
        prepare(variables, folder)
        servers.run([sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"], variables)
        try:
            measure(options, variables, folder, port, server, table)
        finally:
            table.print()
            if options.json:
                options.json.write_text(json.dumps(table.as_json(), ensure_ascii=False, indent=1))
    return int(table.missed)


def measure(
    options: argparse.Namespace, variables: dict[str, str], folder: Path, port: int, server: int, table: Table
) -> None:
    """Measure with few stories, then with as many as wished, and what happens once."""
    from bench import against_wagtail, measuring, seeding

    for size in sorted({*(step for step in STEPS if step < options.stories), options.stories}):
        if seeding.number_of_copies() > size:
            table.say(f"{size} Geschichten: ausgelassen, es sind schon mehr.")
            continue
        table.say(f"{size} Geschichten …")
        measuring.fill(size, queue=not options.public)
        if size == SMALL:
            alone = servers.web(port, variables, folder, *servers.ONE_AT_A_TIME)
            try:
                measuring.computing(table, port, (alone.pid, server), options)
            finally:
                alone.stop()
        web = servers.web(port, variables, folder)
        try:
            opened = measuring.pages(table, size, port, (web.pid, server), options)
            if options.wagtail:
                against_wagtail.compare(table, folder, (port, opened), (web.pid, server), size)
            if size == SMALL:
                measuring.once(table, web.pid, port)
                measuring.copies(table, folder, port, (web.pid, server))
        finally:
            web.stop()
    measuring.programs(table, variables, folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
