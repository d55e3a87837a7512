"""The pictures beside links: drawn ahead, with a face only while everybody agrees to social media, gone with the page."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from campaign.media import creation
from campaign.models import SearchEntry, ShareCard
from campaign.publishing import erasure, review
from campaign.share_cards import making
from campaign.share_cards.drawing import SIZE, draw
from stories.consents.rules import Channel
from stories.models import Consent, StoryPage
from tests import builders
from tests.media.files import drawn, encoded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """A round draws the newest; the pages of the 104 can wait."""
    monkeypatch.setattr(making, "PER_ROUND", 2)


def fetched(page: StoryPage | None, number: int = 0) -> bytes:
    """The card as another website fetches it."""
    response = Client().get(f"/vorschaubild/{page.pk if page else number}.jpg")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    return response.content


def told(*channels: Channel) -> StoryPage:
    """A public story with a card; everybody agreed to these channels."""
    story = builders.published(title="Wieder da")
    if channels:
        everything = frozenset({Channel.WEB, *channels})
        builders.consent(story.persons.get(), channels=everything, declared_on=timezone.localdate())
    making.make(SearchEntry.objects.get(page=story))
    return story


def test_a_card_has_the_size_that_other_websites_ask_for_whatever_the_title():
    for title in ("Kurz", "Donaudampfschifffahrtsgesellschaft" * 6, "Ein Titel " * 25, "Žižek und Ł 漢"):
        image = Image.open(io.BytesIO(draw(title, "Landkreis Rotenburg (Wümme) " * 5)))
        assert (image.size, image.format) == (SIZE, "JPEG")


def run_jobs() -> None:
    """Remove and draw, as happens every ten minutes and every minute."""
    making.look_through(timezone.now(), force=False)
    making.job(timezone.now(), force=False)


def test_a_face_is_shown_only_while_everybody_agrees_to_social_media():
    assert not ShareCard.objects.get(page=told()).shows_picture
    story = told(Channel.SOCIAL)
    assert ShareCard.objects.get(page=story).shows_picture
    with_face = fetched(story)
    assert with_face == bytes(ShareCard.objects.get(page=story).image)
    Consent.objects.filter(person__story=story, replaced_by=None).update(social=False)
    plain = fetched(None)
    assert fetched(story) == plain != with_face
    run_jobs()
    card = ShareCard.objects.get(page=story)
    assert not card.shows_picture
    assert fetched(story) == bytes(card.image) != with_face
    Consent.objects.filter(person__story=story, replaced_by=None).update(social=True)
    run_jobs()
    assert fetched(story) == with_face


def test_a_new_version_with_another_picture_never_shows_the_old_one():
    story = told(Channel.SOCIAL)
    with_old_face = fetched(story)
    story.portrait = creation.create_image(
        "Werkstatt",
        encoded(drawn(400, 500)),
        story.jobcenter.collection,
        description="Kiste",
        credit="Zeichnung",
    )
    revision = story.save_revision(user=story.owner)
    review.submit(builders.fresh(story), story.owner, revision_id=revision.pk)
    review.approve(builders.fresh(story), builders.coordinator(), revision_id=revision.pk)
    assert builders.fresh(story).portrait == story.portrait
    assert fetched(story) == fetched(None) != with_old_face
    run_jobs()
    assert fetched(story) not in (fetched(None), with_old_face)
    assert ShareCard.objects.get(page=story).shows_picture


def test_a_withdrawn_story_has_no_card_at_once_and_no_row_after_the_erasure():
    story = told(Channel.SOCIAL)
    number = story.pk
    review.withdraw(story, builders.coordinator())
    assert fetched(None, number) == fetched(None)
    erasure.job(timezone.now(), force=True)
    assert not ShareCard.objects.filter(page=number).exists()


def test_what_the_search_no_longer_knows_loses_its_card():
    story = told()
    SearchEntry.objects.filter(page=story).delete()
    run_jobs()
    assert not ShareCard.objects.filter(page=story).exists()


def test_a_visit_draws_nothing_and_every_page_names_its_card():
    story = told()
    ShareCard.objects.all().delete()
    with CaptureQueriesContext(connection) as captured:
        fetched(story)
    assert len(captured) <= 2
    assert not ShareCard.objects.exists()
    page = Client().get(story.get_url()).content.decode()
    assert f'/vorschaubild/{story.pk}.jpg"' in page
    assert '<meta property="og:type" content="article">' in page
    assert "/vorschaubild/0.jpg" in Client().get("/suche/").content.decode()
    for path in ("/", "/jobcenter/kreis-dueren/", "/impressum/"):
        assert 'property="og:image"' in Client().get(path).content.decode(), path


def test_a_new_title_gets_a_new_card():
    story = told()
    before = fetched(story)
    SearchEntry.objects.filter(page=story).update(title="Ganz anders", written_at=timezone.now())
    making.job(timezone.now(), force=False)
    assert fetched(story) != before
