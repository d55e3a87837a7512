"""What holds however many stories there are: the written question says what the rules say, counts and last parts fit."""

import time
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import F
from django.test import Client
from django.utils import timezone

from campaign.publishing import lapse
from campaign.publishing.models import Approval
from stories import list_counts, parts
from stories.consents.rules import Channel
from stories.facets import Counts
from stories.models import Consent, StoryPage, Topic
from stories.models.agreed import Agreed
from stories.models.cells import public_cells
from stories.models.queryset import CANDIDATES
from stories.selection import Selection
from tests import builders
from tests.asking import questions

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
    assert set(StoryPage.objects.public().values_list("pk", flat=True)) == everything
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
    monkeypatch.setattr(parts, "PER_PAGE", 2)
    newest = list(StoryPage.objects.public().newest_first())
    paginator = parts.CountedPaginator(StoryPage.objects.public().newest_first(), len(newest))
    shown = [story for number in paginator.page_range for story in paginator.page(number)]
    assert shown == newest


@pytest.fixture
def many(three, monkeypatch):
    """Three are many: their numbers are kept."""
    cache.clear()
    monkeypatch.setattr(list_counts, "FEW", 1)
    monkeypatch.setattr(list_counts, "_memory", list_counts._Memory())
    yield three
    # A database that is put back tells nobody.
    cache.clear()


@pytest.fixture
def far(many, monkeypatch):
    """Each part is far, and each holds one story."""
    monkeypatch.setattr(parts, "PER_PAGE", 1)
    monkeypatch.setattr(parts, "FAR", 1)
    Client().get(LIST)
    return many


def shown_on(part: int) -> list[str]:
    html = Client().get(LIST, {"seite": part, "ohne": "kopie"}).content.decode()
    return [story.title for story in StoryPage.objects.order_by("pk") if f">{story.title}<" in html]


@pytest.mark.parametrize("part", [2, 3, 4, 5])
def test_a_far_part_is_the_same_from_wherever_it_is_reached(far, part):
    centre, author = builders.centre("landkreis-harz"), builders.officer("landkreis-harz")
    for _ in range(3):
        builders.published(centre, author, portrait=far[0].portrait)
    cache.clear()
    newest = list(StoryPage.objects.public().newest_first().values_list("title", flat=True))
    for _ in range(2):
        for number in (part, part - 1, part + 1, part):
            assert shown_on(number) == [newest[number - 1]]


def test_what_lies_before_a_far_part_is_not_asked_for_twice(far):
    with questions() as asked:
        first, second = (shown_on(2) for _ in range(2))
    walked = [one for one in asked if "ORDER BY" in one and " OFFSET 1" in one]
    assert first == second and len(walked) == 1


def test_the_beginning_of_a_far_part_is_no_story_that_is_shown(far):
    newest = list(StoryPage.objects.public().newest_first())
    shown_on(2)
    Approval.objects.filter(page=newest[1]).update(published_at=None)
    assert shown_on(2) == [newest[2].title]


def test_with_many_stories_the_numbers_are_kept_until_a_publication_ends(
    many, django_capture_on_commit_callbacks
):
    three = many
    assert b"Drei Geschichten" in Client().get(LIST).content
    Client().get(LIST)
    Approval.objects.filter(page=three[0]).update(published_at=None)
    kept = Client().get(LIST)
    assert b"Drei Geschichten" in kept.content
    assert three[0].title not in kept.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        Approval.objects.get(page=three[0]).save()
    assert b"Zwei Geschichten" in Client().get(LIST).content


def test_what_lapses_by_itself_is_counted_out_at_once(many, django_capture_on_commit_callbacks):
    assert b"Drei Geschichten" in Client().get(LIST).content
    yesterday = timezone.localdate() - timedelta(days=1)
    Approval.objects.filter(page=many[0]).update(shown_until=yesterday)
    with django_capture_on_commit_callbacks(execute=True):
        assert lapse.lapse_ended(timezone.now(), force=False).done == 1
    assert b"Zwei Geschichten" in Client().get(LIST).content


def test_what_was_counted_serves_all_filters_and_all_processes(many, monkeypatch):
    story = many[0]
    Client().get(LIST)
    monkeypatch.setattr(list_counts, "_memory", list_counts._Memory())
    with questions() as asked:
        shown = Client().get(f"{LIST}?jobcenter={story.jobcenter.slug}").content
    assert b"Drei Geschichten" in shown
    assert not [one for one in asked if "count(" in one.lower()]


def test_when_their_minute_is_over_one_visit_counts_and_the_others_go_on(many, monkeypatch):
    monkeypatch.setattr(list_counts, "LIFETIME", 0)
    Client().get(LIST)
    Approval.objects.filter(page=many[0]).update(published_at=None)
    cache.add(list_counts.TURN, True)
    assert b"Drei Geschichten" in Client().get(LIST).content
    cache.delete(list_counts.TURN)
    assert b"Zwei Geschichten" in Client().get(LIST).content
    assert list_counts.TURN not in cache


def test_when_a_publication_ended_all_wait_for_the_one_who_counts(
    many, monkeypatch, django_capture_on_commit_callbacks
):
    Client().get(LIST)
    with django_capture_on_commit_callbacks(execute=True):
        Approval.objects.filter(page=many[0]).update(published_at=None)
        Approval.objects.get(page=many[0]).save()
    cache.add(list_counts.TURN, True)
    naps = []

    def nap(seconds):
        naps.append(seconds)
        if len(naps) == 3:
            cache.delete(list_counts.TURN)
            list_counts.counted(Selection())
            Approval.objects.filter(page=many[1]).update(published_at=None)

    monkeypatch.setattr(time, "sleep", nap)
    assert b"Zwei Geschichten" in Client().get(LIST).content
    assert len(naps) == 3


def test_who_waited_long_enough_counts_herself(many, monkeypatch):
    cache.add(list_counts.TURN, True)
    monkeypatch.setattr(list_counts, "PATIENCE", 0)
    assert b"Drei Geschichten" in Client().get(LIST).content


@pytest.mark.parametrize("sparse", [0, 1000])
def test_whether_few_or_many_fit_the_same_are_found(many, monkeypatch, sparse):
    monkeypatch.setattr(list_counts, "SPARSE", sparse)
    StoryPage.objects.filter(pk=many[0].pk).update(kind=StoryPage.Kind.STAFF)
    Approval.objects.filter(page=many[1]).update(published_at=None)
    for kind, expected in ((StoryPage.Kind.STAFF, {many[0]}), (many[2].kind, {many[2]}), ("employer", set())):
        found = list_counts.matching(StoryPage.objects.public(), Selection(kind=kind))
        assert {story.pk for story in found} == {story.pk for story in expected}, kind


def test_a_narrowed_list_counts_once_though_nothing_is_kept(many, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    with questions() as asked:
        assert Client().get(LIST, {"jobcenter": many[0].jobcenter.slug}).status_code == 200
    assert len([one for one in asked if "MATERIALIZED" in one]) == 1


def test_one_story_more_is_asked_for_in_the_same_words(many):
    asked_for = []
    for number in (3, 4):
        with questions() as asked:
            found = list(list_counts.matching(StoryPage.objects.public(), Selection(centre="landkreis-harz")))
        assert len(found) == number
        asked_for.append(asked[-1])
        builders.published(many[0].jobcenter, many[0].owner, portrait=many[0].portrait)
    assert len(set(asked_for)) == 1


def test_what_nobody_tells_of_is_not_looked_for(many):
    assert not list_counts.counted(Selection(kind="employer")).total(Selection(kind="employer"))
    with questions() as asked:
        assert not list(list_counts.matching(StoryPage.objects.public(), Selection(kind="employer")))
    assert not [one for one in asked if "publishing_approval" in one]


def test_each_topic_counts_what_the_other_filters_leave(three):
    first, second = three[:2]
    keys = {key: Topic.objects.get(key=key).pk for key in ("ausbildung", "beratung")}
    about = StoryPage.topics.through
    about.objects.filter(storypage__in=three).delete()
    for story, key in ((first, "ausbildung"), (first, "beratung"), (second, "beratung")):
        about.objects.create(storypage_id=story.pk, topic_id=keys[key])
    StoryPage.objects.filter(pk=second.pk).update(kind=StoryPage.Kind.STAFF)
    cells = public_cells()
    land = first.jobcenter.land_code
    for chosen, total, topics in (
        (Selection(), 3, {"ausbildung": 1, "beratung": 2}),
        (Selection(topic="beratung"), 2, {"ausbildung": 1, "beratung": 2}),
        (Selection(land=land, kind="staff"), 1, {"beratung": 1}),
        (Selection(topic="ausbildung", kind="staff"), 0, {"beratung": 1}),
        (Selection(land="DE-HH"), 0, {}),
    ):
        counts = Counts.of(cells, chosen)
        assert (counts.total(chosen), counts.topics) == (total, topics), chosen


@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks PostgreSQL's planner")
def test_postgresql_asks_about_each_story_and_never_joins_all_approvals():
    for stories in (
        StoryPage.objects.public().filter(kind=StoryPage.Kind.STAFF),
        StoryPage.objects.for_partners().newest_first(),
        StoryPage.objects.public().filter(topics__key="beratung"),
    ):
        joined, _, asked = stories.explain().partition("SubPlan")
        assert "publishing_approval" not in joined
        assert "publishing_approval" in asked


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
