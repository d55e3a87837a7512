"""A program that is absent is told loudly: skipped at home, failed in CI."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

SAMPLE = """
import pytest

@pytest.mark.requires("sh")
def test_with_a_program_that_is_there():
    pass

@pytest.mark.requires("gibt-es-nicht")
def test_with_a_program_that_is_absent():
    pass
"""


@pytest.mark.parametrize(("ci", "outcome"), [("", "1 passed, 1 skipped"), ("true", "1 passed, 1 error")])
def test_an_absent_program_skips_at_home_and_fails_in_ci(tmp_path, ci, outcome):
    (tmp_path / "test_sample.py").write_text(SAMPLE)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--confcutdir", str(ROOT)]
    command += ["-c", str(ROOT / "pyproject.toml"), "-p", "tests.conftest", str(tmp_path)]
    environment = os.environ | {"CI": ci, "DATABASE_URL": "sqlite://:memory:"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert outcome in done.stdout, done.stdout + done.stderr
    assert "apt-get install -y gibt-es-nicht" in done.stdout


def test_ci_refuses_to_fall_back_to_sqlite():
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"CI": "true", "POSTGRES_BIN": "/gibt/es/nicht"}
    command = [sys.executable, "-m", "pytest", "tests/test_environment.py"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode != 0
    assert "CI verlangt PostgreSQL" in done.stderr


def test_at_home_the_fall_back_to_sqlite_is_announced():
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "DATABASE_URL")}
    command = [sys.executable, "-m", "pytest", "tests/test_environment.py"]
    environment |= {"POSTGRES_BIN": "/gibt/es/nicht"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0
    assert done.stdout.count("ACHTUNG: Die Tests laufen nur auf SQLite") == 2
