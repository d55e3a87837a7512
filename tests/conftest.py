"""What all tests share: a PostgreSQL of their own, the tree with the 104 centres, and loud skips."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from pytest_django import DjangoDbBlocker

from tests import postgres
from tests.environment import example_variables

ROOT = Path(__file__).resolve().parent.parent
CI = os.environ.get("CI", "").lower() in ("1", "true")
INSTALL = {
    "ffmpeg": "apt-get install -y ffmpeg",
    "ffprobe": "apt-get install -y ffmpeg",
    "chromium": "apt-get install -y chromium",
}
NOTICE = pytest.StashKey[str]()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Provide the database before pytest-django reads the settings; workers inherit its address."""
    for name in example_variables(ROOT) - {"DATABASE_URL"}:
        os.environ.pop(name, None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "campaign.settings.test"
    if not hasattr(config, "workerinput") and not os.environ.get("DATABASE_URL"):
        _start_database(config)
    from django.conf import settings

    # pytest-django sets Django up right after this hook, if the settings are loaded by then.
    assert settings.INSTALLED_APPS


def _start_database(config: pytest.Config) -> None:
    try:
        server = postgres.start()
    except postgres.Unavailable as problem:
        if CI:
            raise pytest.UsageError(f"CI verlangt PostgreSQL. {problem}") from problem
        config.stash[NOTICE] = f"ACHTUNG: Die Tests laufen nur auf SQLite. {problem}"
        return
    os.environ["DATABASE_URL"] = server.url
    config.add_cleanup(server.stop)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the files that the test settings keep in a throw-away folder."""
    from django.conf import settings

    if settings.configured and not settings.VAR_DIR.is_relative_to(ROOT):
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


def pytest_report_header(config: pytest.Config) -> str:
    """Say which database the tests run on."""
    return config.stash.get(NOTICE, "") or f"Datenbank: {os.environ['DATABASE_URL'].partition(':')[0]}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Repeat the notice where it is seen."""
    if config.stash.get(NOTICE, ""):
        terminalreporter.write_line(config.stash[NOTICE], red=True, bold=True)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip tests marked `requires("ffmpeg")` where the program is absent; with CI=true they fail."""
    for program in (name for mark in item.iter_markers("requires") for name in mark.args):
        if not shutil.which(program):
            absent(f"{program} fehlt. Debian/Ubuntu: {INSTALL.get(program, f'apt-get install -y {program}')}")


def absent(text: str) -> NoReturn:
    """Skip the running test because a program is absent; with CI=true fail it."""
    if CI:
        pytest.fail(text, pytrace=False)
    pytest.skip(text)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Prepare the database once: real migrations, then tree, roles and the 104 centres."""
    from django.core.management import call_command

    from tests import snapshot

    with django_db_blocker.unblock():
        call_command("setup_site", verbosity=0)
        call_command("import_jobcenters", str(ROOT / "jobcenters/data/jobcenters.csv"), verbosity=0)
        snapshot.take()
    yield
    with django_db_blocker.unblock():
        snapshot.drop()


@pytest.fixture(autouse=True)
def _untouched_database(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test that really commits, put the prepared database back; set up first, so it ends last."""
    mark = request.node.get_closest_marker("django_db")
    transactional = bool(mark and (mark.kwargs.get("transaction") or mark.args[:1] == (True,)))
    if not transactional and not {"transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("django_db_setup")
    yield
    from tests import snapshot

    with request.getfixturevalue("django_db_blocker").unblock():
        snapshot.restore()
