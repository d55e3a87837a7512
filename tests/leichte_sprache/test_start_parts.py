"""The eight required parts of the start page (BITV 2.0, § 4): when their absence blocks, and when it only warns."""

import html
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from campaign.accounts.todo import agenda_for
from campaign.leichte_sprache import gaps
from campaign.media.models import CampaignMedia
from campaign.media.sign_language import shortfall
from campaign.models import DgsPage, HomePage
from campaign.publishing import checks
from tests import builders, test_query_budgets
from tests.accounts.login import client_for
from tests.leichte_sprache.videos import signed

pytestmark = pytest.mark.django_db
EASY = [field for field in HomePage.PARTS if field.startswith("easy")]
SIGNED = [field for field in HomePage.PARTS if field.startswith("dgs")]


@pytest.fixture
def coordinator():
    return builders.coordinator()


@pytest.fixture
def client(coordinator):
    return client_for(coordinator)


@pytest.fixture
def parts():
    """All eight parts as a form sends them."""
    video = signed()
    return dict.fromkeys(EASY, "Wir helfen Ihnen.") | dict.fromkeys(SIGNED, str(video.pk))


def home() -> HomePage:
    return HomePage.objects.get()


def form(**more: str) -> dict[str, str]:
    counts = {f"{name}-count": "0" for name in ("figures", "strengths", "steps")}
    words = {"title": "Kommunale Jobcenter", "slug": "start", "slogan": "Stark.", "lead": "", "seo_title": ""}
    loaded = str(home().latest_revision_id or "")
    return {**words, **counts, "search_description": "", "loaded_revision_id": loaded, **more}


def sent(client: Client, data: dict[str, str]) -> dict[str, list[str]]:
    """Return the errors of the form; empty when it was accepted."""
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[home().pk]), form(**data))
    return {} if answer.status_code == 302 else dict(answer.context["form"].errors)


def publish(client: Client, data: dict[str, str]) -> dict[str, list[str]]:
    return sent(client, data | {"action-publish": "1"})


def test_the_first_publication_needs_all_eight_parts_and_says_so_at_the_fields(client, parts):
    assert len(HomePage.PARTS) == 8
    errors = publish(client, {name: value for name, value in parts.items() if name != "dgs_statement"})
    assert errors == {"dgs_statement": [gaps.FIRST]}
    assert set(publish(client, {"easy_content": "   "})) == set(HomePage.PARTS)
    assert publish(client, parts) == {}
    assert not home().is_missing("dgs_statement")


def test_a_draft_may_always_be_saved(client):
    assert sent(client, {}) == {}


def test_what_is_public_may_be_changed_but_not_emptied(client, parts):
    assert publish(client, parts) == {}
    for field in ("easy_further", "dgs_content"):
        assert publish(client, parts | {field: ""}) == {field: [gaps.EMPTIED]}
    assert publish(client, parts | {"easy_further": "Das ist neu."}) == {}
    assert home().easy_further == "Das ist neu."


def test_a_start_page_that_was_public_without_the_parts_stays_and_only_warns(client, coordinator):
    page = home()
    page.save_revision(user=coordinator).publish(user=coordinator)
    assert publish(client, {"lead": "Neu.", "easy_content": "Wir helfen."}) == {}
    assert home().lead == "Neu." and Client().get("/").status_code == 200
    told = [one.text for one in checks.findings(home())]
    assert len(told) == 7 and "Es fehlt in Gebärdensprache: Hinweise zur Navigation." in told
    assert not any(one.level is checks.Level.BLOCKER for one in checks.findings(home()))
    [todo] = [one for one in agenda_for(coordinator).to_do if "Startseite" in one.text]
    assert todo.text == "7 von 8 Pflichtteilen fehlen auf der Startseite."
    form_page = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Es fehlt in Gebärdensprache: Hinweise zur Navigation." in form_page


def test_nobody_else_is_asked_for_the_parts_and_a_whole_page_asks_nobody(client, coordinator, parts):
    assert not list(gaps.todos(builders.officer()))
    publish(client, parts)
    assert not list(gaps.todos(coordinator))


def test_a_video_that_may_no_longer_be_shown_is_a_gap_too(client, coordinator, parts):
    publish(client, parts)
    CampaignMedia.objects.update(licence_until=timezone.localdate() - timedelta(days=1))
    assert Client().get("/").content.decode().count("<video") == 0
    [todo] = gaps.todos(coordinator)
    assert todo.text == "4 von 8 Pflichtteilen fehlen auf der Startseite."
    assert "Das Video ist nicht zu sehen" in next(iter(checks.findings(home()))).text


def test_no_bulk_action_empties_a_part(client, coordinator, parts):
    publish(client, parts)
    page = home()
    page.easy_content = ""
    page.save_revision(user=coordinator)
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{path}?id={page.pk}", follow=True)
    assert gaps.REFUSED in answer.content.decode()
    assert home().easy_content


@pytest.mark.parametrize("below", [False, True])
def test_no_bulk_action_publishes_a_video_in_which_no_hand_can_be_read(
    client, coordinator, parts, below: bool
):
    publish(client, parts)
    page, video = DgsPage.objects.get(), signed("Zu klein", width=240, height=180)
    page.body = [("video", {"video": video})]
    page.save_revision(user=coordinator)
    Page.objects.filter(pk=page.pk).update(live=not below)
    target = page.get_parent() if below else page
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    sent = {"include_descendants": "on"} if below else {}
    answer = client.post(f"{path}?id={target.pk}", sent, follow=True)
    assert shortfall(video) in html.unescape(answer.content.decode())
    assert not DgsPage.objects.get().body


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"width": 240, "height": 180}, "240 × 180 Bildpunkte"),
        ({"fps": 12.5}, "12,5 Bilder je Sekunde"),
        ({"width": 160, "height": 120, "fps": 10}, "160 × 120 Bildpunkte und 10 Bilder je Sekunde"),
    ],
)
def test_a_video_in_which_no_hand_can_be_read_is_refused_with_what_was_found(client, parts, facts, found):
    video = signed("Zu klein", **facts)
    errors = publish(client, parts | {"dgs_content": str(video.pk)})
    assert errors == {"dgs_content": [shortfall(video)]}
    assert found in shortfall(video) and "320 × 240" in shortfall(video)
    assert shortfall(signed("Genau", width=320, height=240, fps=25)) == ""


def test_the_start_page_and_its_two_pages_show_the_parts_with_length_and_size(client, parts):
    publish(client, parts)
    start = Client().get("/").content.decode()
    assert start.count("Wir helfen Ihnen.") == 4
    for path in ("/", "/gebaerdensprache/"):
        text = Client().get(path).content.decode()
        assert text.count("<video") == 4 and text.count("4 Sekunden") >= 4 and "0,1 MB" in text, path
    assert Client().get("/leichte-sprache/").content.decode().count("Wir helfen Ihnen.") == 4


def test_the_parts_cost_two_queries_and_keep_the_pages_within_their_budget(client, parts):
    publish(client, parts)
    for path in ("/", "/gebaerdensprache/", "/leichte-sprache/"):
        assert test_query_budgets.queries(Client(), path) <= 12, path
