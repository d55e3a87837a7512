"""What holds however many stories there are: the written question says what the rules say, counts and last parts fit."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db.models import F
from django.test import Client

from campaign.publishing.models import Approval
from stories import list_counts
from stories.consents.rules import Channel
from stories.models import Consent, StoryPage, index
from stories.models.agreed import Agreed
from stories.models.queryset import CANDIDATES
from tests import builders

pytestmark = pytest.mark.django_db
LIST = "/menschen-vor-ort/"


@pytest.fixture
def three():
    picture = builders.image(builders.centre("landkreis-harz"))
    author, centre = builders.officer("landkreis-harz"), builders.centre("landkreis-harz")
    return [builders.published(centre, author, portrait=picture) for _ in range(3)]


def test_asking_row_by_row_finds_the_same_as_asking_for_all(three):
    Consent.objects.filter(person__story=three[0]).update(web=False)
    everything = set(StoryPage.objects.public().values_list("pk", flat=True))
    assert everything == {story.pk for story in three[1:]}
    assert set(StoryPage.objects.public(few=True).values_list("pk", flat=True)) == everything
    assert set(StoryPage.objects.for_partners().values_list("pk", flat=True)) == set()


def test_numbers_are_asked_for_as_rows_are(three):
    story = three[0]
    own = Approval.objects.filter(page=story)
    assert own.filter(Agreed(Channel.WEB, (story.pk, story.live_revision_id))).exists()
    assert not own.filter(Agreed(Channel.PARTNERS, (story.pk, story.live_revision_id))).exists()
    assert not own.filter(Agreed(Channel.WEB, (story.pk, three[1].live_revision_id))).exists()
    assert not own.filter(Agreed(Channel.WEB, (story.pk, None))).exists()


def test_a_question_that_would_ask_about_its_own_table_is_refused(three):
    asked = Approval.objects.annotate(live_revision_id=F("revision_id")).filter(Agreed(Channel.WEB))
    with pytest.raises(ValueError, match="Nummern"):
        list(asked)


def test_the_last_part_holds_what_is_left(three, monkeypatch):
    monkeypatch.setattr(index, "PER_PAGE", 2)
    newest = list(StoryPage.objects.public().newest_first())
    parts = index.CountedPaginator(StoryPage.objects.public(few=True).newest_first(), len(newest))
    shown = [story for number in parts.page_range for story in parts.page(number)]
    assert shown == newest


def test_with_many_stories_the_numbers_are_kept_until_a_publication_ends(
    three, monkeypatch, django_capture_on_commit_callbacks, django_assert_num_queries
):
    cache.clear()
    monkeypatch.setattr(list_counts, "FEW", 2)
    monkeypatch.setattr(list_counts, "_memory", list_counts._Memory())
    assert b"Drei Geschichten" in Client().get(LIST).content
    Client().get(LIST)
    Approval.objects.filter(page=three[0]).update(published_at=None)
    kept = Client().get(LIST)
    assert b"Drei Geschichten" in kept.content
    assert three[0].title not in kept.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        Approval.objects.get(page=three[0]).save()
    assert b"Zwei Geschichten" in Client().get(LIST).content


def test_what_is_read_next_comes_from_other_laender_whoever_asked_before(three):
    elsewhere = builders.published()
    StoryPage.objects.filter(pk=elsewhere.pk).update(
        first_published_at=three[0].first_published_at - timedelta(days=1)
    )
    author, harz = three[0].owner, three[0].jobcenter
    for _ in range(CANDIDATES - len(three)):
        builders.published(harz, author, portrait=three[0].portrait)

    def offered(land_code: str) -> bool:
        return StoryPage.objects.to_read_next(land_code).filter(pk=elsewhere.pk).exists()

    own, other = elsewhere.jobcenter.land_code, harz.land_code
    assert [offered(land) for land in (other, own, other)] == [True, False, True]
