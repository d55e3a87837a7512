"""The walk through the whole admin, as everybody; MATRIX=full sends every request of the plan."""

import os
import sys

import pytest

from tests.matrix import plan
from tests.matrix.belongings import Belongings
from tests.matrix.walker import FOREIGN, Findings, Walker
from tests.matrix.world import World

pytestmark = pytest.mark.django_db
PART = 1.0 if os.environ.get("MATRIX") == "full" else 0.0


@pytest.fixture(scope="module")
def belongings(world: World) -> dict[str, Belongings]:
    return {name: Belongings(centre) for name, centre in world.centres.items()}


@pytest.mark.parametrize("who", FOREIGN)
def test_nobody_sees_or_touches_what_is_not_theirs(world: World, belongings: dict[str, Belongings], who: str):
    found = plan.run(world, [who], PART, belongings)
    report = "\n".join([who, *plan.described(found), *found.all()])
    sys.stdout.write(f"{report}\n")
    assert not found.all(), report


@pytest.mark.parametrize("who", ["officer A", "coordinator", "technik"])
def test_nobody_makes_a_free_tag(world: World, who: str):
    """Wagtail shows them across all centres."""
    walker = Walker(world, who, Findings(), {})
    image = world.centres["harz"].keys["image"]
    path = f"/admin/bulk/media/campaignimage/add_tags/?id={image}"
    answer = walker.ask("post", path, {"tags": "neu"})
    assert (answer.status, answer.wrote) == (403, frozenset())
