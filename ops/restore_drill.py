"""`make restore-drill`: 104 centres and many stories are backed up and read back elsewhere, then both are compared.

Everything is its own: a throw-away PostgreSQL (or DATABASE_URL, an empty one) and folders. Every table, every file and
fifty pages must be equal, and what was withdrawn must stay so; that what is withdrawn after a backup stays so, too, is
tested (tests/operations/test_backup.py). Prints minutes and what differs; ends with 1 when anything does.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import run, servers
from ops.restore_facts import OF_THE_MOMENT

STORIES: Final = 500
# Withdrawn before the backup.
WITHDRAWN: Final = 3


def say(text: str) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def withdraw() -> list[str]:
    """Withdraw some public stories and let their erasure run to its end; return their paths."""
    from django.utils import timezone

    from bench import seeding
    from campaign.publishing import erasure, review
    from stories.models import StoryPage

    gone = list(StoryPage.objects.public().exclude(slug__startswith=seeding.SLUG)[:WITHDRAWN])
    paths = [urlsplit(story.full_url).path for story in gone]
    for story in gone:
        review.withdraw_for_person(story)
    erasure.job(timezone.now(), force=True)
    return paths


def timed(command: list[str], variables: dict[str, str], what: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the project to its end and say how long it took."""
    begun = time.monotonic()
    program = [sys.executable, "manage.py", *command]
    done = subprocess.run(
        program, env=variables, cwd=servers.ROOT, stdout=subprocess.PIPE, text=True, check=False
    )
    say(f"{what}: {(time.monotonic() - begun) / 60:.1f} Minuten")
    return done


def restored(command: list[str], variables: dict[str, str], what: str) -> int:
    """Run a restore and say what it reports; return the number of its findings, 1 at least when it failed."""
    done = timed(command, variables, what)
    if not done.stdout.startswith("{"):
        return 1
    report = json.loads(done.stdout)
    for finding in report["findings"][:20]:
        say(f"  Befund: {finding}")
    say(f"  noch einmal gelöscht: {report['erased']}, Befunde: {len(report['findings'])}")
    return max(len(report["findings"]), done.returncode)


def facts(variables: dict[str, str], withdrawn: list[str]) -> dict[str, Any]:
    """Ask an installation, in a process of its own, for everything that is to be equal."""
    command = [sys.executable, "-m", "ops.restore_facts", json.dumps(withdrawn)]
    done = subprocess.run(
        command, env=variables, cwd=servers.ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout)


def new_database(suffix: str) -> None:
    """Make an empty database beside the one in use, named after it."""
    from django.db import connection

    name = f"{connection.settings_dict['NAME']}{suffix}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    connection.close()


def drill(url: str, folder: Path, stories: int) -> int:
    """Fill, back up, restore, compare; return the number of differences."""
    source, target = (
        run.environment(url, folder, 8999),
        run.environment(f"{url}_restored", folder / "there", 8999),
    )
    say(f"104 Jobcenter, Demo und {stories} Geschichten …")
    run.prepare(source, folder)
    for variables in (source, target):
        servers.run([sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"], variables)
    from bench import seeding

    gone = withdraw()
    seeding.grow(stories)
    new_database("_restored")
    backup = str(folder / f"sicherung-{os.getpid()}")
    before = facts(source, gone)
    timed(["backup", backup], source, "Sichern").check_returncode()
    size = sum(path.stat().st_size for path in Path(backup).iterdir()) / 1024 / 1024
    say(f"Sicherung: {size:.0f} MB")
    bad = restored(["restore", backup], target, "Einspielen")
    bad += sum(compare(kind, before[kind], found) for kind, found in facts(target, gone).items())
    bad += sum(status != 410 for status, _ in (before["pages"][path] for path in gone))

    return bad


def compare(kind: str, before: dict[str, Any], after: dict[str, Any]) -> int:
    """Print what differs between two tables of facts; return how many."""
    differing = [
        name
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name) and name not in OF_THE_MOMENT
    ]
    for name in differing[:20]:
        say(f"  ungleich: {kind} {name}: {before.get(name)} / {after.get(name)}")
    say(f"{kind}: {len(before)} verglichen, {len(differing)} ungleich")
    return len(differing)


def main() -> int:
    """Read the options; 1 when something differs."""
    parser = argparse.ArgumentParser(prog="make restore-drill", description=__doc__)
    parser.add_argument("--stories", type=int, default=STORIES, help=f"so viele Geschichten ({STORIES})")
    parser.add_argument("--folder", type=Path, help="Ordner für Dateien, der bleibt")
    options = parser.parse_args()
    begun = time.monotonic()
    with run.database() as (url, _), run.folder_of(options.folder) as folder:
        bad = drill(url, folder, options.stories)
    say(
        f"{bad or 'Keine'} Abweichung{'en' if bad > 1 else ''}, {(time.monotonic() - begun) / 60:.1f} Minuten."
    )
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
