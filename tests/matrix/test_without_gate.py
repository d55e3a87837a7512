"""The same walk without gate, chooser hooks and reference checks finds what Wagtail shows: the proof can fail."""

import os
import sys
from collections.abc import Iterator

import pytest
from django.test import override_settings
from wagtail import hooks

from campaign.forms import CampaignPageForm
from tests.matrix import bodies, plan
from tests.matrix.addresses import keys_of
from tests.matrix.walker import Findings, Walker
from tests.matrix.world import World

pytestmark = pytest.mark.django_db

TAGGED = True
FULL = os.environ.get("MATRIX") == "full"
GATE = "campaign.accounts.middleware.AdminGateMiddleware"
MANY = 12
CHOOSERS = ("page", "image", "document", "media")
# Views of Wagtail 7.4 that show an officer what is another centre's, when nothing but Wagtail itself stands in front.
KNOWN = {
    "wagtail_bulk_action",
    "wagtailadmin_api:documents:listing",
    "wagtailadmin_api:images:listing",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_pages:workflow_action",
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_tag_autocomplete",
}


@pytest.fixture
def bare(settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for kind in CHOOSERS:
        name = f"construct_{kind}_chooser_queryset"
        kept = [one for one in hooks._hooks.get(name, []) if not one[0].__module__.startswith("campaign")]
        monkeypatch.setitem(hooks._hooks, name, kept)
    monkeypatch.setattr(CampaignPageForm, "_may_refer_to", lambda form, model, key: True)
    monkeypatch.setattr(CampaignPageForm, "_fields_with_others_files", lambda form, found: [])
    with override_settings(MIDDLEWARE=[one for one in settings.MIDDLEWARE if one != GATE]):
        yield


def look_around(world: World, wanted: set[str] | None) -> Findings:
    """Look at own and foreign objects through these views (None: all), plainly and with every question."""
    findings = Findings()
    walker = Walker(world, "officer A", findings, {})
    cells = plan.cells(world, "officer A", ("draft", "folder"))
    for cell in cells if wanted is None else some_of(cells, wanted):
        walker.ask("get", cell.foreign.path)
        walker.ask("post", cell.foreign.path, {})
        for query in plan.queries(world, "officer A"):
            walker.ask("get", cell.own.path + query)
    return findings


def some_of(cells: list[plan.Cell], wanted: set[str]) -> Iterator[plan.Cell]:
    """Yield the cells of these views; of those that have dozens, one for each act and model, every third."""
    for view in sorted(wanted):
        found = [cell for cell in cells if cell.own.view == view]
        yield from found[:: 3 if len(found) > MANY else 1]


def test_without_the_gate_the_walk_finds_the_known_leaks(bare: None, world: World):
    found = look_around(world, None if FULL else KNOWN)
    lines = [*sorted(found.leaking_views), *plan.described(found), *found.leaks, *found.faults]
    sys.stdout.write("\n".join(lines))
    assert KNOWN - found.leaking_views == set()
    assert len(found.leaks) >= (100 if FULL else 25)
    assert len(found.leaking_views) >= (20 if FULL else len(KNOWN))


def test_without_the_reference_check_an_officer_saves_a_foreign_picture(bare: None, world: World):
    findings = Findings()
    walker = Walker(world, "officer A", findings, {})
    own, foreign = world.centres["harz"], world.centres["jena"]
    path = f"/admin/pages/{own.pages['draft']}/edit/"
    form = bodies.form_of(walker.ask("get", path).html)
    answer = walker.ask("post", path, bodies.pointed_at(form, keys_of(foreign)))
    assert "wagtailcore_revision" in answer.wrote
