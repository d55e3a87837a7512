"""What all tests share: a PostgreSQL of their own, the tree with the 104 centres, and loud skips."""

import gc
import os
import shutil
from collections.abc import Iterator
from ctypes.util import find_library
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import django
import pytest
from pytest_django import DjangoDbBlocker

from tests import distribution, postgres, turns
from tests.environment import example_variables

if TYPE_CHECKING:
    from tests.demonstration import Demonstration
    from tests.mails import Watch

ROOT = Path(__file__).resolve().parent.parent
CI = os.environ.get("CI", "").lower() in ("1", "true")
INSTALL = {
    "ffmpeg": "apt-get install -y ffmpeg",
    "ffprobe": "apt-get install -y ffmpeg",
    "chromium": "apt-get install -y chromium",
    "java": "apt-get install -y default-jre-headless",
    "nginx": "apt-get install -y nginx-light",
    "redis-server": "apt-get install -y redis-server",
    "pango-1.0": "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
}


def _provide_environment() -> tuple[postgres.Server | None, str]:
    """Start a database unless one is named, and set Django up; return the server and what to complain about.

    The settings need the database's address, and conftest files further down import models. So this happens
    while this file is loaded. Workers of xdist inherit the address from the environment.
    """
    for name in example_variables(ROOT) - {"DATABASE_URL"}:
        os.environ.pop(name, None)
    server, problem = None, ""
    if not os.environ.get("DATABASE_URL"):
        try:
            server = postgres.start()
            os.environ["DATABASE_URL"] = server.url
        except postgres.Unavailable as reason:
            problem = str(reason)
    os.environ["DJANGO_SETTINGS_MODULE"] = "campaign.settings.test"
    django.setup()
    return server, problem


SERVER, PROBLEM = _provide_environment()
NOTICE = f"ACHTUNG: Die Tests laufen nur auf SQLite. {PROBLEM}" if PROBLEM else ""


def pytest_configure(config: pytest.Config) -> None:
    """Refuse the fall-back to SQLite in CI, and stop the server at the end."""
    if PROBLEM and CI:
        raise pytest.UsageError(f"CI verlangt PostgreSQL. {PROBLEM}")
    if SERVER:
        config.add_cleanup(SERVER.stop)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Share the tests out our way."""
    return distribution.ByUnit(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes long when several workers share the tests."""
    if hasattr(config, "workerinput"):
        tests = {item.nodeid: (item, _needs_database(item)) for item in items}
        order = distribution.in_order({nodeid: needs for nodeid, (_, needs) in tests.items()})
        items[:] = [tests[nodeid][0] for nodeid in order]


def pytest_collection_finish() -> None:
    """Let Python's collector of garbage leave alone what is loaded and stays, and look less often at the rest."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _needs_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or "django_db_setup" in fixtures


def pytest_unconfigure() -> None:
    """Remove the files that the test settings keep in a throw-away folder."""
    from django.conf import settings

    if not settings.VAR_DIR.is_relative_to(ROOT):
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


def pytest_report_header() -> str:
    """Say which database the tests run on."""
    return NOTICE or f"Datenbank: {os.environ['DATABASE_URL'].partition(':')[0]}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Repeat the notice where it is seen."""
    if NOTICE:
        terminalreporter.write_line(NOTICE, red=True, bold=True)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip tests marked `requires("ffmpeg")` where the program is absent; with CI=true they fail."""
    for program in (name for mark in item.iter_markers("requires") for name in mark.args):
        if not (shutil.which(program) or find_library(program)):
            absent(f"{program} fehlt. Debian/Ubuntu: {INSTALL.get(program, f'apt-get install -y {program}')}")


def absent(text: str) -> NoReturn:
    """Skip the running test because a program is absent; with CI=true fail it."""
    if CI:
        pytest.fail(text, pytrace=False)
    pytest.skip(text)


@pytest.fixture(scope="session")
def turn(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[turns.Turn | None]:
    """Wait for the worker that prepares the database; None where nobody shares it."""
    from django.db import connection

    if connection.vendor != "postgresql" or not hasattr(request.config, "workerinput"):
        yield None
        return
    folder = tmp_path_factory.getbasetemp().parent
    mine = turns.Turn(folder)
    yield mine
    mine.end()
    # What others could have copied is gone.
    turns.Turn(folder).end()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, turn: turns.Turn | None) -> None:
    """Let Django copy the database that another worker has prepared, and migrate what that leaves to do: nothing."""
    from django.db import connection

    if turn and turn.prepared:
        connection.settings_dict["TEST"]["TEMPLATE"] = turn.prepared


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, turn: turns.Turn | None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Prepare the database once: real migrations, then tree, roles and the 104 centres.

    Tests that really commit get it back afterwards, where Django would leave them an empty one.
    """
    from django.test import TransactionTestCase

    from tests import snapshot

    with django_db_blocker.unblock():
        if not (turn and turn.prepared):
            _fill()
        kept = snapshot.take()
    if turn:
        turn.end(turn.prepared or kept)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test_case: snapshot.restore())
        yield
    with django_db_blocker.unblock():
        snapshot.drop()


def _fill() -> None:
    from django.core.management import call_command

    call_command("setup_site", verbosity=0)
    call_command("import_jobcenters", str(ROOT / "jobcenters/data/jobcenters.csv"), verbosity=0)
    _empty_the_log()


def _empty_the_log() -> None:
    """Let every test begin with an empty log: what the preparation did is nobody's subject."""
    from django.db import connection

    from campaign.audit.triggers import TABLE, deletions_allowed

    with deletions_allowed(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")


@pytest.fixture(scope="session")
def demonstration(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator["Demonstration"]:
    """The demo content, made by the first worker who wants it; nobody changes it, who must takes a copy."""
    from tests import demonstration, snapshot

    own = tmp_path_factory.mktemp("demonstration")
    # Without workers nobody shares the folder above.
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if hasattr(request.config, "workerinput") else folder
    mine = turns.Turn(folder, "demonstration")
    try:
        with django_db_blocker.unblock():
            made = demonstration.stored(mine.prepared) if mine.prepared else demonstration.make(own / "site")
        mine.end(mine.prepared or made.store(own / "made.json"))
    finally:
        mine.end()
    yield made
    if not mine.prepared:
        turns.Turn(folder, "demonstration").end()
        with django_db_blocker.unblock():
            snapshot.drop_copy("demo")
        shutil.rmtree(own, ignore_errors=True)


@pytest.fixture(scope="module")
def picture(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Any]:
    """One picture for all stories of a module: drawing dozens takes longer than the tests."""
    from tests import builders, snapshot

    with django_db_blocker.unblock():
        yield builders.image()
        # Deleting it would leave a line in the log, which other tests count.
        snapshot.restore()


@pytest.fixture(scope="session")
def mail_watch(django_test_environment: None) -> Iterator["Watch"]:
    """Looks at every mail that is written in this process."""
    from django.db.models.signals import post_save
    from django.test.signals import template_rendered

    from campaign.audit.models import OutboxMail
    from tests.mails import Watch

    watch = Watch()
    template_rendered.connect(watch.rendered)
    post_save.connect(watch.stored, sender=OutboxMail)
    yield watch
    template_rendered.disconnect(watch.rendered)
    post_save.disconnect(watch.stored, sender=OutboxMail)


@pytest.fixture(autouse=True)
def every_mail_is_fit_to_send(mail_watch: "Watch") -> Iterator[None]:
    """No test may cause a mail with a gap, without a greeting or without a way on (tests/mails.py)."""
    yield
    assert mail_watch.take() == []
