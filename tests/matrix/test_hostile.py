"""No number and no question, however absurd, makes the admin fail."""

import os

import pytest

from tests.matrix import bodies, plan
from tests.matrix.addresses import all_addresses, keys_of
from tests.matrix.walker import Findings, Walker
from tests.matrix.world import World

pytestmark = pytest.mark.django_db
FULL = os.environ.get("MATRIX") == "full"
QUERIES = [
    "id=abc&id=99999999999999999999",
    "p=99999999999999999999&q=%25%27%22&ordering=x&tag=x",
    "p=-1&collection_id=abc&child_of=abc&descendant_of=x",
    "offset=99999999999999999999&limit=-1&q=" + "x" * 5000,
    "q=%00",
    "q=%ff%fe&%ff=1",
]
# What no field expects: no number, none that fits, no date, no text that can be kept, no structure.
ODD = [
    "x",
    "-1",
    "9" * 20,
    "9" * 5_000,
    "2026-13-45",
    "0001-01-01",
    "a\x00b",
    b"\xff\xfe",
    "[[",
    "٣",
    "http://[",
    "<zqx>",
]
FIELDS = 2


@pytest.mark.parametrize("who", ["no role", "officer A", "coordinator", "technik"])
def test_a_number_that_no_table_can_hold_is_no_error(world: World, who: str):
    """MATRIX=full asks and sends everywhere; else whoever may open all asks one view and sends to the next, and what
    the Koordination asks the Technik sends.
    """
    findings = Findings()
    walker = Walker(world, who, findings, {})
    addresses = all_addresses(lambda kind, state: 10**30, ("draft", "folder"))
    both = FULL or who not in ("coordinator", "technik")
    views = plan.one_of_each_view(addresses)
    for cell in views:
        for method in ("get", "post") if both else [("get", "post")[plan.turn(cell.view, who) % 2]]:
            walker.ask(method, cell.path)
    assert findings.faults == []
    assert len(views) > 200 and findings.requests == len(views) * (1 + both)


@pytest.mark.parametrize("who", ["officer A", "coordinator"])
def test_no_question_makes_the_admin_fail(world: World, who: str):
    """Every view meets a question, every question a sixth of the views; in full two, and a third."""
    findings = Findings()
    walker = Walker(world, who, findings, {})
    addresses = all_addresses(keys_of(world.centres["harz"]), ("draft", "folder"))
    for cell in plan.one_of_each_view(addresses):
        number = plan.turn(cell.view, who)
        for query in (QUERIES[number % 6], QUERIES[(number + 1) % 6])[: 1 + FULL]:
            walker.ask("get", f"{cell.path}?{query}")
    assert findings.faults == []


@pytest.mark.parametrize("who", ["officer A", "coordinator", "technik"])
def test_no_value_in_a_form_makes_the_admin_fail(world: World, who: str):
    """Fields meet an odd value one at a time: all of them in full, else one or two of each form."""
    findings = Findings()
    walker = Walker(world, who, findings, {})
    addresses = all_addresses(keys_of(world.centres["harz"]), ("draft", "folder"))
    forms = 0
    for cell in plan.one_of_each_view(addresses):
        shown = walker.ask("get", cell.path)
        form = bodies.form_of(shown.html) if shown.status == 200 else {}
        forms += bool(form)
        number = plan.turn(cell.view, who)
        for step, name in enumerate(form):
            if FULL or (step - number) % len(form) < FIELDS:
                walker.ask("post", cell.path, form | {name: ODD[(number + step) % len(ODD)]})
    assert findings.faults == []
    assert forms > 15
