"""How the tests are shared out among the workers of xdist: what builds something dear stays together, the long first.

xdist's own marks for groups do nothing under pytest 9.2 (pytest-xdist#1386), and say nothing about it.
"""

from collections.abc import Mapping
from typing import Any

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # xdist has none

# These take minutes each; whoever meets them last would work on alone. Walks stand for themselves.
LONG = (
    *("tests/browser/", "tests/matrix/test_matrix.py", "tests/matrix/", "tests/demo/", "tests/journeys/"),
    *("tests/media/test_nothing_before_live.py", "tests/operations/", "tests/publishing/", "tests/hostile/"),
    "tests/deployment/",
)
# While one worker prepares the database, the other has these to do (tests/turns.py).
FIRST, WITHOUT_DATABASE, OTHERS = 0, 1, 2
# One browser, one running site for all of a folder.
TOGETHER = ("tests/browser/", "tests/deployment/")
WALKS = "tests/matrix/test_matrix.py::test_nobody_sees"


def unit(nodeid: str) -> str:
    """Return what a test is handed out with: all of some folders, a walk by itself, else those of its file."""
    if folder := next((one for one in TOGETHER if nodeid.startswith(one)), ""):
        return folder
    return nodeid if nodeid.startswith(WALKS) else nodeid.partition("::")[0]


def rank(nodeid: str) -> int:
    """Return the place of a test's unit among the long ones; equal ones stay as they were collected."""
    return next((place for place, start in enumerate(LONG) if nodeid.startswith(start)), len(LONG))


def in_order(tests: Mapping[str, bool]) -> list[str]:
    """Return the tests in the order in which their units are handed out. tests: nodeid -> whether it needs a database.

    The browser's come first, then units that need no database, then the others, the long ones first.
    """
    with_database = {unit(nodeid) for nodeid, needs in tests.items() if needs}

    def place(nodeid: str) -> tuple[int, int]:
        if nodeid.startswith(LONG[0]):
            return FIRST, 0
        return (OTHERS if unit(nodeid) in with_database else WITHOUT_DATABASE), rank(nodeid)

    return sorted(tests, key=place)


class ByUnit(LoadScopeScheduling):
    """Hands out units, in the order in which the tests were collected."""

    def __init__(self, config: Any, log: Any = None) -> None:
        # Otherwise units with many tests come first, however short they are.
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return unit(nodeid)
