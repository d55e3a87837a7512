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


def test_the_browser_comes_first_then_what_needs_no_database_then_the_long_ones():
    given = {
        "tests/accounts/test_a.py::test_plain": False,
        "tests/accounts/test_a.py::test_with_database": True,
        "tests/matrix/test_writes.py": True,
        "tests/matrix/test_plan.py": False,
        WALK: True,
        "tests/test_house_rules.py": False,
        "tests/browser/test_b.py": True,
    }
    assert distribution.in_order(given) == [
        "tests/browser/test_b.py",
        "tests/matrix/test_plan.py",
        "tests/test_house_rules.py",
        WALK,
        "tests/matrix/test_writes.py",
        "tests/accounts/test_a.py::test_plain",
        "tests/accounts/test_a.py::test_with_database",
    ]
