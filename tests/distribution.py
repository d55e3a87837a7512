"""How the tests are shared out among the workers of xdist: what builds something dear stays together, the long first.

xdist's own marks for groups do nothing under pytest 9.2 (pytest-xdist#1386), and say nothing about it.
"""

from typing import Any

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # xdist has none

# These take minutes each; whoever meets them last would work on alone. Walks stand for themselves.
LONG = ("tests/browser/", "tests/matrix/test_matrix.py", "tests/matrix/", "tests/demo/", "tests/journeys/")
WALKS = "tests/matrix/test_matrix.py::test_nobody_sees"


def unit(nodeid: str) -> str:
    """Return what a test is handed out with: all of the browser's, a walk by itself, else those of its file."""
    if nodeid.startswith("tests/browser/"):
        return "tests/browser/"
    return nodeid if nodeid.startswith(WALKS) else nodeid.partition("::")[0]


def rank(nodeid: str) -> int:
    """Return the place of a test's unit in the order; equal ones stay as they were collected."""
    return next((place for place, start in enumerate(LONG) if nodeid.startswith(start)), len(LONG))


class ByUnit(LoadScopeScheduling):
    """Hands out units, in the order in which the tests were collected."""

    def __init__(self, config: Any, log: Any = None) -> None:
        # Otherwise units with many tests come first, however short they are.
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return unit(nodeid)
