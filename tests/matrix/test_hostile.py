"""No number and no question, however absurd, makes the admin fail."""

import pytest

from tests.matrix import plan
from tests.matrix.addresses import all_addresses, keys_of
from tests.matrix.walker import Findings, Walker
from tests.matrix.world import World

pytestmark = pytest.mark.django_db
QUERIES = [
    "id=abc&id=99999999999999999999",
    "p=99999999999999999999&q=%25%27%22&ordering=x&tag=x",
    "p=-1&collection_id=abc&child_of=abc&descendant_of=x",
    "offset=99999999999999999999&limit=-1&q=" + "x" * 5000,
    "q=%00",
    "q=%ff%fe&%ff=1",
]


@pytest.mark.parametrize("who", ["no role", "officer A", "coordinator", "technik"])
def test_a_number_that_no_table_can_hold_is_no_error(world: World, who: str):
    findings = Findings()
    walker = Walker(world, who, findings, {})
    addresses = all_addresses(lambda kind, state: 10**30, ("draft", "folder"))
    for cell in plan.one_of_each_view(addresses):
        walker.ask("get", cell.path)
        walker.ask("post", cell.path)
    assert findings.faults == []
    assert findings.requests > 400


@pytest.mark.parametrize("who", ["officer A", "coordinator"])
def test_no_question_makes_the_admin_fail(world: World, who: str):
    findings = Findings()
    walker = Walker(world, who, findings, {})
    addresses = all_addresses(keys_of(world.centres["harz"]), ("draft", "folder"))
    for number, cell in enumerate(plan.one_of_each_view(addresses)):
        # Every view meets two of the questions, every question meets a third of the views.
        for query in (QUERIES[number % 6], QUERIES[(number + 1) % 6]):
            walker.ask("get", f"{cell.path}?{query}")
    assert findings.faults == []
