"""What builds something dear stays with one worker, and the long units come first."""

import pytest

from tests import distribution

WALK = "tests/matrix/test_matrix.py::test_nobody_sees_or_touches_what_is_not_theirs[officer A]"


@pytest.mark.parametrize(
    ("nodeid", "unit"),
    [
        ("tests/browser/test_pages.py::test_a[x]", "tests/browser/"),
        ("tests/browser/test_links.py::test_b", "tests/browser/"),
        ("tests/test_wsgi.py::test_c[a::b]", "tests/test_wsgi.py"),
        ("tests/matrix/test_matrix.py::test_nobody_makes_a_free_tag", "tests/matrix/test_matrix.py"),
        (WALK, WALK),
    ],
)
def test_what_shares_something_dear_is_one_unit(nodeid: str, unit: str):
    assert distribution.unit(nodeid) == unit


def test_the_long_ones_come_first():
    given = ["tests/accounts/test_a.py", "tests/matrix/test_writes.py", WALK, "tests/browser/test_b.py"]
    assert sorted(given, key=distribution.rank) == [given[3], WALK, given[1], given[0]]
