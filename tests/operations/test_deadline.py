"""A database that takes questions and says nothing holds a web process for less than a second, then not at all."""

import os
import runpy
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.db.utils import ConnectionHandler

from bench import servers
from campaign.operations.postgresql import base
from tests.conftest import ROOT

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite wartet auf niemanden"),
]


@pytest.fixture
def reach(monkeypatch):
    """Give connections as web processes have them, to the test's database or elsewhere."""
    monkeypatch.setattr(base.DatabaseWrapper, "silent_until", 0.0)
    opened = []

    def reach(**where):
        settings = connection.settings_dict | {"ENGINE": "campaign.operations.postgresql"} | where
        line = ConnectionHandler({"default": settings})["default"]
        line.inc_thread_sharing()
        opened.append(line)
        return line

    yield reach
    for one in opened:
        one.close()


@pytest.fixture
def silent_server():
    """Return where a server takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield {"HOST": "127.0.0.1", "PORT": server.getsockname()[1]}


@contextmanager
def at_most(seconds):
    began = time.monotonic()
    yield
    assert time.monotonic() - began < seconds


def ask(line, statement="SELECT 1"):
    with line.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()


def fall_silent(line):
    """Put a wire at whose other end nobody listens in the place of an open one; return the other end."""
    ours, theirs = socket.socketpair()
    os.dup2(ours.fileno(), line.connection.fileno())
    ours.close()
    return theirs


def test_a_silent_server_is_noticed_within_a_second_and_nobody_else_waits_for_it(reach, silent_server):
    with at_most(base.NEW_LINE + 0.3), pytest.raises(OperationalError):
        ask(reach(**silent_server))
    with at_most(0.1), pytest.raises(OperationalError):
        ask(reach(**silent_server))


def test_a_moment_later_one_asks_again_and_who_is_answered_ends_the_silence_for_all(
    reach, silent_server, monkeypatch
):
    monkeypatch.setattr(base, "PAUSE", 0.2)
    with pytest.raises(OperationalError):
        ask(reach(**silent_server))
    time.sleep(0.3)
    assert ask(reach()) == (1,)
    assert base.DatabaseWrapper.silent_until == 0


def test_while_one_asks_again_the_others_do_not_wait(reach, silent_server, monkeypatch):
    monkeypatch.setattr(base.DatabaseWrapper, "silent_until", time.monotonic() - 1)

    def try_again():
        with pytest.raises(OperationalError):
            ask(reach(**silent_server))

    one = threading.Thread(target=try_again)
    one.start()
    time.sleep(base.NEW_LINE / 3)
    with at_most(0.1), pytest.raises(OperationalError, match="eben noch"):
        ask(reach())
    one.join()


def test_an_open_line_that_fell_silent_is_replaced_before_the_work_begins(reach):
    line = reach(CONN_HEALTH_CHECKS=True)
    ask(line)
    with fall_silent(line), at_most(base.STILL_THERE + base.NEW_LINE):
        line.close_if_unusable_or_obsolete()
        assert ask(line) == (1,)


def test_what_is_asked_first_says_whether_the_line_lives_and_nobody_asks_that_before(reach, tmp_path):
    line = reach(CONN_HEALTH_CHECKS=True)
    ask(line)
    line.close_if_unusable_or_obsolete()
    with (tmp_path / "sent").open("w") as sent:
        line.connection.pgconn.trace(sent.fileno())
        with line.first_question():
            assert ask(line, "SELECT 2") == (2,)
        line.connection.pgconn.untrace()
    assert (tmp_path / "sent").read_text().count("\tQuery\t") == 1
    with fall_silent(line), at_most(base.STILL_THERE + base.NEW_LINE):
        line.close_if_unusable_or_obsolete()
        with pytest.raises(OperationalError), line.first_question():
            ask(line)
        assert ask(line) == (1,)


def test_who_gets_no_answer_in_the_middle_of_the_work_stops_waiting_and_the_line_is_not_used_again(
    reach, monkeypatch
):
    monkeypatch.setattr(base.Line, "patience", 0.3)
    line = reach()
    ask(line)
    with at_most(2), pytest.raises(OperationalError):
        ask(line, "SELECT pg_sleep(3)")
    line.close_if_unusable_or_obsolete()
    assert ask(line) == (1,)


def test_a_slow_answer_is_an_answer(reach):
    line = reach(CONN_HEALTH_CHECKS=True)
    ask(line)
    line.close_if_unusable_or_obsolete()
    ask(line, f"SELECT pg_sleep({base.NEW_LINE + base.STILL_THERE})")


def test_a_server_whose_machine_vanished_is_noticed_within_a_minute_by_commands_too():
    connection.ensure_connection()
    asked = connection.connection.info.get_parameters()
    idle, interval, count = (int(asked[f"keepalives_{name}"]) for name in ("idle", "interval", "count"))
    assert idle + interval * count <= 60 == int(asked["tcp_user_timeout"]) / 1000


def test_web_processes_have_such_connections_and_wait_for_no_lock(settings, monkeypatch, tmp_path):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    monkeypatch.setitem(settings.DATABASES, "default", {"ENGINE": "django.db.backends.postgresql"})
    runpy.run_path(str(ROOT / "ops/gunicorn.conf.py"))["limit_waiting"]()
    database = settings.DATABASES["default"]
    assert isinstance(ConnectionHandler(settings.DATABASES)["default"], base.DatabaseWrapper)
    assert "lock_timeout=800ms" in database["OPTIONS"]["options"]


def test_a_web_server_starts_beside_a_database_that_says_nothing(silent_server, tmp_path):
    port = servers.free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "campaign.settings.test",
        "DATABASE_URL": f"postgres://x@{silent_server['HOST']}:{silent_server['PORT']}/x",
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
    }
    command = [sys.executable, "-m", "gunicorn", "-c", "ops/gunicorn.conf.py", "-b", f"127.0.0.1:{port}"]
    web = servers.Process([*command, "campaign.wsgi"], environment, tmp_path / "log")
    try:
        servers.wait_for(port)
        assert urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10).status == 200
        with pytest.raises(urllib.error.HTTPError, match="503"), at_most(2):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10)
    finally:
        web.stop()
