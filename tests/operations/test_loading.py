"""What every process of the website carries in its memory from the start, and what only those load who need it."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.conftest import ROOT

# Each of them takes megabytes of every process; most processes never need one.
RARE = {
    "authlib",
    "docx",
    "fontTools",
    "icalendar",
    "joserfc",
    "openpyxl",
    "pypdf",
    "pyrage",
    "redis",
    "weasyprint",
    "zxcvbn",
}
STARTED = """
import gc, json, runpy, sys
gunicorn = runpy.run_path("ops/gunicorn.conf.py")
import campaign.wsgi
gunicorn["on_starting"](None)
print(json.dumps({"modules": list(sys.modules), "settled": gc.get_freeze_count(), "others": len(gc.get_objects())}))
gunicorn["on_exit"](None)
"""


@pytest.fixture(scope="module")
def started() -> dict[str, Any]:
    """What is there in a process of gunicorn before it makes its children."""
    without = {name: value for name, value in os.environ.items() if name != "PROMETHEUS_MULTIPROC_DIR"}
    told = subprocess.run(
        [sys.executable, "-c", STARTED], cwd=ROOT, env=without, capture_output=True, text=True, check=True
    )
    return json.loads(told.stdout)


def test_libraries_for_rare_acts_are_loaded_by_those_who_do_them(started: dict[str, Any]):
    loaded = {module.partition(".")[0] for module in started["modules"]}
    assert {"wagtail", "jobcenters"} <= loaded
    assert not RARE & loaded


def test_what_is_loaded_is_shared_by_the_processes_and_looked_through_by_none(started: dict[str, Any]):
    assert started["settled"] > 100_000 > started["others"]
