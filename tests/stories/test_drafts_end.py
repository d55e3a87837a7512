"""A consent withdrawn before the story was ever public: the draft ends a day later, unless the person says yes again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaign.accounts.todo import agenda_for
from campaign.audit.models import AuditEntry, OutboxMail
from campaign.publishing import erasure, review
from campaign.publishing.models import Approval, Withdrawal
from stories.consents import acts, drafts
from stories.consents.rules import Giver
from stories.models import Consent, Person, StoryPage
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SOON = timedelta(minutes=5)


@pytest.fixture
def author():
    return builders.officer()


def withdraw(story: StoryPage, actor="Persönlicher Link") -> Consent:
    consent = Consent.objects.filter(person__story=story, replaced_by=None, withdrawn_at=None).first()
    acts.withdraw(consent, actor)
    return consent


def later(by: timedelta) -> int:
    return drafts.job(timezone.now() + by, force=False).done


def test_the_centre_reads_at_once_what_ends_and_when(author):
    story = builders.draft(author)
    consent = withdraw(story)
    (mail,) = OutboxMail.objects.filter(to=author.email, subject=drafts.SUBJECT)
    when = timezone.localtime(consent.draft_ends_at)
    assert consent.draft_ends_at - consent.withdrawn_at < timedelta(hours=24, minutes=1)
    assert f"{when:%H:%M}" in mail.text and "Murat" not in mail.text + mail.subject
    (todo,) = [one for one in agenda_for(author).to_do if "widerrufen" in one.text]
    assert f"{when:%d.%m.%Y}" in todo.detail
    remind = reverse("consents_remind", args=[consent.person_id])
    assert client_for(builders.coordinator()).get(remind).status_code == 404, (
        "wer Nein sagt, wird nicht gedrängt"
    )
    page = client_for(author).get(todo.url).content.decode()
    assert f"{when:%d.%m.%Y}" in page and "gelöscht" in page


def test_after_a_day_nothing_of_the_person_is_left_and_the_address_tells_nothing(author):
    story = builders.draft(author)
    url, portrait = story.get_url(), story.portrait
    withdraw(story, author)
    assert later(DAY - SOON) == 0 and later(DAY + SOON) == 1 and later(DAY + SOON) == 0
    erasure.erase(Withdrawal.objects.get(page=story))
    assert not StoryPage.objects.filter(pk=story.pk).exists()
    assert not Person.everybody.exists() and not Consent.objects.exists()
    assert not type(portrait).objects.filter(pk=portrait.pk).exists()
    assert Client().get(url).status_code == 404
    assert not OutboxMail.objects.filter(text__contains=story.title).exists()
    assert AuditEntry.objects.filter(action="page.draft_ended", object_id=str(story.pk)).exists()


def test_a_newer_yes_keeps_the_draft_and_a_newer_no_ends_it_after_its_own_day(author):
    story = builders.draft(author)
    withdraw(story)
    builders.consent(story.persons.get())
    assert later(2 * DAY) == 0 and not list(drafts.todos(author))
    review.submit(story, author, revision_id=story.latest_revision_id)
    withdraw(builders.fresh(story))
    assert later(DAY - SOON) == 0 and later(DAY + SOON) == 1


def test_a_yes_of_somebody_else_keeps_nothing(author):
    story = builders.draft(author)
    second = Person.objects.create(story=story, shown_name="Beispiel-Person Aylin", position=2)
    withdraw(story)
    builders.consent(second)
    assert later(DAY + SOON) == 1


def test_what_lies_with_the_koordination_comes_back_and_cannot_be_submitted_again(author):
    story = builders.submitted(author)
    withdraw(story)
    story = builders.fresh(story)
    assert review.task_in_review(story) is None
    Person.objects.get(story=story).take_out()
    builders.consent(Person.objects.create(story=story, shown_name="Beispiel-Person Aylin"))
    with pytest.raises(review.Blocked, match=r"Der Entwurf wird am .* gelöscht"):
        review.submit(story, author, revision_id=story.latest_revision_id)


def test_one_guardian_who_says_no_ends_the_draft(author):
    story = builders.draft(author)
    person = story.persons.get()
    person.consents.all().delete()
    Person.objects.filter(pk=person.pk).update(age="child", guardians=1)
    builders.consent(builders.fresh(story).persons.get(), Giver.GUARDIAN_1)
    withdraw(story)
    assert later(DAY + SOON) == 1


def test_what_was_withdrawn_before_anybody_announced_an_end_gets_a_day_as_well(author):
    story = builders.draft(author)
    long_ago = timezone.now() - 30 * DAY
    Consent.objects.filter(person__story=story).update(withdrawn_at=long_ago, recorded_at=long_ago - DAY)
    assert later(SOON) == 0 and OutboxMail.objects.filter(subject=drafts.SUBJECT).count() == 1
    assert later(DAY) == 0 and later(DAY + 2 * SOON) == 1


def test_a_story_that_was_public_goes_at_once_and_no_draft_of_it_waits(author):
    story = builders.published(author=author)
    consent = withdraw(story)
    assert consent.draft_ends_at is None and Withdrawal.objects.filter(page=story).exists()
    with pytest.raises(review.Conflict):
        review.end_draft(story)


def test_a_draft_that_is_approved_for_later_is_withdrawn_and_no_longer_a_draft(author):
    story = builders.submitted(author)
    act = {"revision_id": story.latest_revision_id, "publish_at": timezone.now() + DAY}
    review.approve(story, builders.coordinator(), **act)
    withdraw(story)
    assert not Approval.objects.in_force().filter(page=story).exists()
    assert Client().get(story.get_url()).status_code == 410
