"""The card in other people's websites: framed, while it is public and agreed to; gone at once when it is not."""

import html
import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from campaign.models.statistics import DailyCount
from campaign.publishing import erasure, review
from campaign.statistics import collecting
from stories.consents.rules import Channel
from stories.models import StoryPage
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stores(settings, tmp_path):
    settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT = tmp_path / "media", tmp_path / "private"
    cache.clear()


def address(number: int) -> str:
    return f"/einbetten/geschichte/{number}/"


def agreed(*channels: Channel) -> StoryPage:
    """A public story whose person agreed to these channels."""
    story = builders.published()
    builders.consent(
        story.persons.first(), channels=frozenset({Channel.WEB, *channels}), declared_on=timezone.localdate()
    )
    return story


def assert_frameable(answer) -> None:
    assert "X-Frame-Options" not in answer and not answer.cookies
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    scripts = re.findall(r"<script[^>]*>([^<]*)<", answer.content.decode())
    assert scripts == [""], "ein Skript in der Karte, nur von uns, nichts im HTML"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_card_stands_in_any_frame_and_leads_to_the_story_in_a_new_window():
    story = agreed(Channel.PARTNERS)
    answer = Client().get(address(story.pk))
    page = answer.content.decode()
    assert answer.status_code == 200 and story.title in page and story.quote in page
    assert f'href="{story.url}" target="_blank"' in page
    assert_frameable(answer)
    assert Client().get(story.url)["X-Frame-Options"] == "DENY"


def test_the_kit_hands_out_the_code_only_where_partners_are_agreed_to():
    for channels, expected in (((Channel.PARTNERS,), True), ((Channel.SOCIAL,), False)):
        story = agreed(*channels)
        client = client_for(builders.officer())
        page = html.unescape(client.get(f"/admin/geschichten/{story.pk}/weitersagen/").content.decode())
        assert (f'{address(story.pk)}" title="{story.title}"' in page) is expected


def test_without_a_yes_for_partners_the_frame_says_kindly_that_nothing_is_to_be_seen():
    story = agreed(Channel.SOCIAL)
    answer = Client().get(address(story.pk))
    assert answer.status_code == 404 and "zurzeit nicht zu sehen" in answer.content.decode()
    assert story.title not in answer.content.decode()
    assert_frameable(answer)


def test_withdrawn_is_gone_from_the_frame_at_once_and_after_the_erasure():
    story = agreed(Channel.PARTNERS)
    title = story.title
    review.withdraw_for_person(story)
    for _ in range(2):
        answer = Client().get(address(story.pk))
        assert answer.status_code == 410 and "dauerhaft entfernt" in answer.content.decode()
        assert title not in answer.content.decode()
        assert_frameable(answer)
        erasure.job(timezone.now())


def test_a_draft_tells_nothing_neither_while_it_lives_nor_when_it_ended():
    draft = builders.draft(builders.officer())
    missing = Client().get(address(999_999))
    for path in (address(draft.pk), f"/menschenvorort/{draft.pk}"):
        assert Client().get(path).status_code == missing.status_code == 404
    review.end_draft(draft)
    erasure.job(timezone.now())
    for path in (address(draft.pk), f"/menschenvorort/{draft.pk}"):
        assert Client().get(path).status_code == 404


FRAMES = (
    "geschichten/",
    "finder/",
    "jobcenter/kreis-dueren/",
    "geschichten/?anzahl=99&land=hessen",
    "rahmen.js",
)


@pytest.mark.parametrize("rest", FRAMES)
def test_everything_below_the_branch_stands_in_frames_costs_little_and_sets_no_cookie(
    rest: str, django_assert_max_num_queries
):
    path = f"/einbetten/{rest}"
    Client().get(path)
    with django_assert_max_num_queries(8):
        answer = Client().get(path)
    assert answer.status_code == Client().head(path).status_code == 200
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin" and not answer.cookies
    assert Client().post(path).status_code == 405
    if rest != "rahmen.js":
        assert_frameable(answer)
        assert 'name="robots" content="noindex"' in answer.content.decode()
        assert "nichts gespeichert" in answer.content.decode()


@pytest.mark.parametrize(
    "rest",
    [
        *("geschichten/?land=atlantis", "geschichten/?jobcenter=gibt-es-nicht", "kennzahl/gibt-es-nicht/"),
        *("jobcenter/gibt-es-nicht/", "bild/999999999.jpg", f"geschichte/{10**30}/", "gibt-es-nicht/"),
    ],
)
def test_what_is_not_there_says_so(rest: str):
    answer = Client(raise_request_exception=False).get(f"/einbetten/{rest}")
    assert answer.status_code in (400, 404) and "frame-ancestors *" in answer["Content-Security-Policy"]


def test_odd_numbers_of_stories_are_the_usual_one():
    for odd in ("0", "-1", "x", "9" * 50, "²", ""):
        assert Client().get("/einbetten/geschichten/", {"anzahl": odd}).status_code == 200


def test_a_list_shows_who_agreed_to_partners_and_drops_who_withdraws():
    shown, web_only = agreed(Channel.PARTNERS), agreed(Channel.SOCIAL)
    for path in (
        "/einbetten/geschichten/",
        "/einbetten/geschichten/?jobcenter=kreis-dueren&thema=wiedereinstieg",
    ):
        page = Client().get(path).content.decode()
        assert shown.title in page and shown.url in page and web_only.title not in page
    assert shown.title not in Client().get("/einbetten/geschichten/?jobcenter=stadt-jena").content.decode()
    review.withdraw_for_person(shown)
    assert shown.title not in Client().get("/einbetten/geschichten/").content.decode()


def test_a_view_is_counted_for_the_website_that_shows_the_card_and_never_for_our_own():
    story = agreed(Channel.PARTNERS)
    visitor = {"User-Agent": "Mozilla/5.0", "Referer": "https://www.kreis-beispiel.de/"}
    for path in (address(story.pk), "/einbetten/finder/", "/einbetten/geschichten/"):
        assert Client().get(path, headers=visitor).status_code == 200
        Client().get(path, headers=visitor | {"User-Agent": "Beispielbot"})
    review.withdraw_for_person(story)
    Client().get(address(story.pk), headers=visitor)
    collecting.job(timezone.now())
    seen = DailyCount.objects.filter(kind="embed").values_list("key", "host", "number")
    host = "www.kreis-beispiel.de"
    assert sorted(seen) == [("finder", host, 1), ("stories", host, 1), (f"story:{story.pk}", host, 1)]
