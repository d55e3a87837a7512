"""The card in other people's websites: framed, while it is public and agreed to; gone at once when it is not."""

import html
import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from campaign.publishing import erasure, review
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
