"""The part of the walk that every run sends leaves no view and no kind of request out."""

from campaign.accounts.gate import table
from tests.matrix import plan
from tests.matrix.addresses import Address
from tests.matrix.walker import FOREIGN

VIEWS = sorted(table().views)


def cell(view: str, state: str) -> plan.Cell:
    return plan.Cell(*[Address(view, f"/admin/{view}/{state}/", frozenset({"page"}), state)] * 3)


def test_the_officers_together_send_every_kind_of_request_to_every_view():
    for view in VIEWS:
        assert set().union(*(plan.thirds(view, who, False) for who in plan.OFFICERS)) == {0, 1, 2}, view


def test_koordination_and_technik_share_the_views_and_send_two_thirds_to_each():
    cells = [cell(view, "live") for view in VIEWS]
    halves = [{one.own.view for one in plan.share(cells, who, False)} for who in plan.HALVES]
    assert sorted([*halves[0], *halves[1]]) == VIEWS and all(halves)
    for view in VIEWS:
        parts = [plan.thirds(view, who, False) for who in plan.HALVES]
        assert [len(one) for one in parts] == [2, 2] and parts[0] != parts[1], view


def test_everybody_to_whom_something_is_foreign_meets_every_view():
    cells = [cell(view, "live") for view in VIEWS]
    assert all(plan.share(cells, who, False) == cells for who in FOREIGN if FOREIGN[who])


def test_everybody_meets_every_view_and_not_all_in_the_same_state():
    cells = [cell(view, state) for view in VIEWS for state in ("draft", "live", "withdrawn")]
    met = {who: plan.one_of_each(cells, who) for who in FOREIGN}
    assert all([one.own.view for one in found] == VIEWS for found in met.values())
    for number in range(len(VIEWS)):
        assert len({found[number].own.state for found in met.values()}) == 3


def test_the_sample_is_the_same_every_time():
    cells = [cell("wagtailadmin_pages:edit", state) for state in "abcdefg"]
    assert [one.own.state for who in FOREIGN for one in plan.one_of_each(cells, who)] == list("defgabc")


def test_in_full_every_view_is_asked_every_question_and_in_every_state_something():
    cells = [cell(view, state) for view in VIEWS for state in "abcdefghij"]
    questions = [f"?q={number}" for number in range(12)]
    paths = list(plan.asked(cells, questions, "officer A", True))
    assert len(paths) == len(set(paths)) == len(VIEWS) * 12 * plan.CELLS_ASKED
    assert {path.partition("?")[0] for path in paths} == {one.own.path for one in cells}


def test_in_part_every_view_is_asked_something_and_everybody_asks_something_else():
    cells, questions = [cell(view, "live") for view in VIEWS], [f"?q={number}" for number in range(12)]
    asked = {who: list(plan.asked(cells, questions, who, False)) for who in FOREIGN}
    assert all(len(paths) == len(VIEWS) for paths in asked.values())
    for number in range(len(VIEWS)):
        assert len({paths[number] for paths in asked.values()}) == len(FOREIGN)


def test_in_full_nothing_is_left_out():
    cells = [cell(view, "live") for view in VIEWS]
    assert all(plan.thirds(view, who, True) == {0, 1, 2} for view in VIEWS for who in FOREIGN)
    assert all(plan.share(cells, who, True) == cells for who in FOREIGN)
