"""Two servers that migrate the same database at once: one does, the other waits, both end well."""

import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from campaign.operations.management.commands.migrate import LOCK
from tests.conftest import ROOT

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="Auf SQLite arbeitet nur ein Prozess"),
]
WAITING = "Ein anderer Prozess migriert"


def session(name: str) -> psycopg.Connection:
    """A session on another database of the tests' server, each statement for itself."""
    known = connection.settings_dict
    where = {part.lower(): known[part] for part in ("HOST", "PORT", "USER", "PASSWORD") if known[part]}
    return psycopg.connect(dbname=name, autocommit=True, **where)


@pytest.fixture
def empty() -> Iterator[str]:
    """The name of an empty database beside that of the tests."""
    name = f"{connection.settings_dict['NAME']}_empty"
    with session("postgres") as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}"')
        yield name
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def test_two_processes_that_migrate_at_once_do_it_one_after_the_other(empty):
    command = [sys.executable, "manage.py", "migrate", "contenttypes", "--no-color"]
    address = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{empty}"
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "campaign.settings.dev"}
    with session(empty) as third:
        third.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        both = [
            subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
            for _ in range(2)
        ]
        # Both have come as far as to the lock, so both would begin at the same moment.
        assert all(each.stdout.readline().startswith(WAITING) for each in both)
        assert third.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)
    said = [each.communicate(timeout=60)[0] for each in both]
    assert [each.returncode for each in both] == [0, 0], said
    assert sorted(text.count("Applying contenttypes.0001") for text in said) == [0, 1]
