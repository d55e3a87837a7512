"""The walk through the whole admin, as everybody; MATRIX=full sends every request of the plan."""

import os
import sys

import pytest
from django.db import models

from campaign.accounts.gate import table
from tests.accounts.test_admin_views import admin_patterns
from tests.matrix import plan
from tests.matrix.belongings import Belongings
from tests.matrix.walker import FOREIGN, Findings, Walker
from tests.matrix.world import World

pytestmark = pytest.mark.django_db
FULL = os.environ.get("MATRIX") == "full"
# The least number of requests says that nobody stopped halfway.
LEAST = 10_000 if FULL else len(table().views)


# Apps of ours; what of them is public for every centre (the registry); texts that nobody writes: numbers, checksums,
# passwords, names of files that we give, codes of languages, what is left of something withdrawn.
OURS = {"accounts", "audit", "campaign", "jobcenters", "media", "publishing", "stories"}
PUBLIC = {"jobcenters.Jobcenter"}
# What the search writes about a public page: its sort, and whose it is or of which day.
BY_THE_SEARCH = {"campaign.SearchEntry.kind", "campaign.SearchEntry.label"}
NO_WORDS = {
    *("because", "captions", "described", "descriptions", "error", "extension", "fax", "file", "hash", "key"),
    *("interpreted", "languages", "left", "password", "phone", "plan", "postcode", "proof", "scan", "signed"),
    *("spec", "thumbnail", "version"),
}


@pytest.fixture(scope="module")
def belongings(world: World) -> dict[str, Belongings]:
    return {name: Belongings(centre) for name, centre in world.centres.items()}


def test_every_view_is_classified_before_anybody_walks():
    unknown = sorted({name for name, _, _ in admin_patterns()} - table().views.keys())
    assert not unknown, f"Diese Ansichten fehlen in campaign/accounts/admin_views.toml: {', '.join(unknown)}"


def test_every_text_of_a_centre_carries_a_word(world: World, belongings: dict[str, Belongings]):
    """What the walk cannot recognise it cannot find: a new field of ours gets its word in world.py."""
    found, silent = belongings["harz"], set()
    for model in found.keys:
        rows = found.rows(model)
        if model._meta.app_label not in OURS or model._meta.label in PUBLIC or not rows.exists():
            continue
        for one in model._meta.local_fields:
            is_text = isinstance(
                one, models.CharField | models.TextField | models.JSONField | models.FileField
            )
            if not is_text or one.choices or one.name.rpartition("_")[2] in NO_WORDS:
                continue
            if f"{model._meta.label}.{one.name}" in BY_THE_SEARCH:
                continue
            if not any("zqharz" in str(value) for value in rows.values_list(one.attname, flat=True)):
                silent.add(f"{model._meta.label}.{one.name}")
    assert not silent, f"Ohne Kennwort in tests/matrix/world.py: {', '.join(sorted(silent))}"


@pytest.mark.parametrize("who", FOREIGN)
def test_nobody_sees_or_touches_what_is_not_theirs(world: World, belongings: dict[str, Belongings], who: str):
    found = plan.run(world, [who], FULL, belongings)
    report = "\n".join([who, *plan.described(found), *found.all()])
    sys.stdout.write(f"{report}\n")
    assert not found.all(), report
    assert found.requests >= LEAST


@pytest.mark.parametrize("who", ["officer A", "coordinator", "technik"])
def test_nobody_makes_a_free_tag(world: World, who: str):
    """Wagtail shows them across all centres."""
    walker = Walker(world, who, Findings(), {})
    image = world.centres["harz"].keys["image"]
    path = f"/admin/bulk/media/campaignimage/add_tags/?id={image}"
    answer = walker.ask("post", path, {"tags": "neu"})
    assert (answer.status, answer.wrote) == (403, frozenset())
