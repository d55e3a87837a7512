"""The last good day of a licence: until then everything is as it was, on the next day the story is not there."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaign.audit.models import AuditEntry, OutboxMail
from campaign.media import licences
from campaign.media.models import CampaignImage
from campaign.publishing import checks, lapse, review, schedule
from campaign.publishing.models import Approval
from campaign.publishing.states import State, state_of
from stories.models import StoryPage
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time().replace(hour=12)))


def limit(image: CampaignImage, until: date | None) -> None:
    """Enter the end of the licence as the form does."""
    image = CampaignImage.objects.get(pk=image.pk)
    image.licence_until = until
    image.save()


def lapse_on(day: date) -> int:
    return lapse.lapse_ended(noon(day), force=False).done


@pytest.fixture
def author():
    return builders.officer()


@pytest.fixture
def story(author):
    return builders.published(author=author)


def answer_to_citizens(story) -> tuple[int, bool]:
    """Return the status of the story, and whether the list shows it."""
    listed = story.title in Client().get("/menschen-vor-ort/").content.decode()
    return Client().get(story.get_url()).status_code, listed


@pytest.mark.parametrize(
    ("until", "seen"), [(None, (200, True)), (TODAY, (200, True)), (YESTERDAY, (404, False))]
)
def test_the_last_good_day_decides_without_any_job(story, until, seen):
    limit(story.portrait, until)
    assert answer_to_citizens(story) == seen
    assert builders.fresh(story).live


def test_a_visitor_reads_that_it_may_come_back(story):
    draft = builders.draft(builders.officer(), portrait=story.portrait)
    limit(story.portrait, YESTERDAY)
    assert "zurzeit nicht veröffentlicht" in Client().get(story.get_url()).content.decode()
    assert "zurzeit nicht" not in Client().get(draft.get_url()).content.decode()


def test_the_job_takes_it_offline_and_tells_everybody_once(story, author):
    limit(story.portrait, TODAY)
    assert lapse_on(TODAY) == 0
    assert lapse_on(TODAY + timedelta(days=1)) == 1
    assert lapse_on(TODAY + timedelta(days=1)) == 0
    found = builders.fresh(story)
    assert not found.live
    assert state_of(found) is State.LAPSED
    mails = OutboxMail.objects.filter(subject__startswith="Nicht mehr öffentlich")
    assert mails.filter(to=author.email).count() == 1
    assert mails.filter(to__startswith="koordination").exists()
    assert licences.in_words(TODAY) in mails.first().text
    entry = AuditEntry.objects.get(action="page.lapsed")
    assert (entry.centre, entry.object_id) == (builders.centre().ags, str(story.pk))


def test_a_renewed_licence_lets_it_be_submitted_again(story, author):
    limit(story.portrait, YESTERDAY)
    lapse_on(TODAY)
    found = builders.fresh(story)
    with pytest.raises(review.Blocked, match="Lizenz abgelaufen"):
        review.submit(found, author, revision_id=found.latest_revision_id)
    limit(story.portrait, TODAY + timedelta(days=400))
    submit = reverse("publishing_submit", args=[story.pk])
    listed = client_for(author).get(f"{reverse('publishing_index')}?status=lapsed").content.decode()
    assert story.title in listed
    assert submit in listed
    review.submit(found, author, revision_id=found.latest_revision_id)
    review.approve(found, builders.coordinator(), revision_id=found.latest_revision_id)
    assert answer_to_citizens(found) == (200, True)
    assert state_of(builders.fresh(story)) is State.LIVE


def test_a_newer_draft_stays_what_it_is(story, author):
    limit(story.portrait, YESTERDAY)
    story.quote = "Neuer Satz."
    draft = story.save_revision(user=author)
    lapse_on(TODAY)
    assert builders.fresh(story).latest_revision_id == draft.pk


def test_a_picture_in_the_text_counts_as_the_portrait_does(author):
    picture = builders.image()
    block = {"image": {"image": picture.pk, "alt_text": "Werkstatt", "decorative": False}, "caption": ""}
    body = StoryPage._meta.get_field("body").to_python([{"type": "picture", "value": block}])
    story = builders.published(author=author, body=body)
    limit(picture, YESTERDAY)
    assert answer_to_citizens(story) == (404, False)


def test_what_changed_past_the_forms_is_found_by_the_job(story):
    CampaignImage.objects.filter(pk=story.portrait_id).update(licence_until=YESTERDAY)
    lapse.refresh_all(noon(TODAY), force=False)
    assert lapse_on(TODAY) == 1


def test_what_is_to_appear_after_the_end_is_not_approved(author):
    story = builders.submitted(author)
    CampaignImage.objects.filter(pk=story.portrait_id).update(licence_until=TODAY + timedelta(days=60))
    late = {"revision_id": story.latest_revision_id, "publish_at": noon(TODAY + timedelta(days=61))}
    with pytest.raises(review.Blocked, match="Am Tag der Veröffentlichung"):
        review.approve(story, builders.coordinator(), **late)
    late["publish_at"] = noon(TODAY + timedelta(days=60))
    review.approve(story, builders.coordinator(), **late)
    assert Approval.objects.get(page_id=story.pk).shown_until == TODAY + timedelta(days=60)


def test_what_waits_for_its_day_does_not_appear_when_the_licence_was_cut_short(author):
    story = builders.submitted(author)
    day = TODAY + timedelta(days=20)
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id, publish_at=noon(day))
    CampaignImage.objects.filter(pk=story.portrait_id).update(licence_until=TODAY + timedelta(days=10))
    lapse.refresh_all(noon(TODAY), force=False)
    assert lapse_on(day) == 1
    assert schedule.publish_due(noon(day)).done == 0
    assert state_of(builders.fresh(story)) is State.LAPSED


@pytest.mark.parametrize(
    ("days", "levels"),
    [
        (-1, {checks.Level.BLOCKER}),
        (0, {checks.Level.WARNING}),
        (30, {checks.Level.WARNING}),
        (31, set()),
    ],
)
def test_the_check_list_blocks_what_has_ended_and_warns_of_what_ends_soon(author, days, levels):
    story = builders.draft(author, portrait=builders.image(licence_until=TODAY + timedelta(days=days)))
    found = [one for one in checks.findings(story) if "Lizenz" in one.text]
    assert {one.level for one in found} == levels
    assert all(one.field == "portrait" for one in found)


def test_the_writer_finds_it_on_the_first_page(story, author):
    limit(story.portrait, YESTERDAY)
    lapse_on(TODAY)
    first = client_for(author).get("/admin/").content.decode()
    assert f"„{story.title}“ ist nicht mehr öffentlich." in first
    assert "Eine Lizenz ist abgelaufen: „Beispielbild“" in first
