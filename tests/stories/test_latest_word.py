"""Only the latest word of a person counts, in whatever order it reaches the house."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from campaign.publishing import review
from stories.consents import acts
from stories.consents.forms import ConsentForm
from stories.consents.rules import Channel, NameForm
from stories.demo.consents import _scan
from stories.models import Consent, StoryPage
from tests import builders
from tests.publishing.public import is_public

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def author():
    return builders.officer()


def consent_of(story: StoryPage) -> Consent:
    return Consent.objects.get(person__story=story, replaced_by=None)


def test_a_newer_yes_to_less_of_the_name_hides_a_story_that_shows_all_of_it(author):
    story = builders.draft(author)
    person = story.persons.get()
    person.name_form = "full"
    person.save()
    builders.consent(person)
    review.submit(story, author, revision_id=story.latest_revision_id)
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)
    assert is_public(story)
    builders.consent(person, name_form=NameForm.FIRST, declared_on=timezone.localdate())
    assert not is_public(story)


def test_an_older_yes_that_is_entered_late_does_not_outdo_a_newer_no(author):
    story = builders.published(author=author)
    person = story.persons.get()
    newer = builders.consent(person, channels=frozenset({Channel.PRESS}), declared_on=timezone.localdate())
    older = builders.consent(person, declared_on=timezone.localdate() - 30 * DAY)
    assert (older.replaced_by_id or Consent.objects.get(pk=older.pk).replaced_by_id) == newer.pk
    assert not is_public(story)


def test_the_late_proof_of_a_replaced_consent_changes_nothing(author):
    story = builders.published(author=author)
    person = story.persons.get()
    old = builders.consent(person, form="paper", declared_on=timezone.localdate() - 9 * DAY)
    builders.consent(person, declared_on=timezone.localdate())
    with pytest.raises(acts.AlreadyEnded):
        acts.add_proof(old, ContentFile(_scan(), "bogen.pdf"), actor=author)
    assert is_public(story)


def test_whoever_withdraws_withdraws_what_waits_for_its_proof_as_well(author):
    story = builders.draft(author)
    waiting = builders.consent(story.persons.get(), form="paper", declared_on=timezone.localdate())
    acts.withdraw(Consent.objects.get(person__story=story, form="online"), "Persönlicher Link")
    with pytest.raises(acts.AlreadyEnded):
        acts.add_proof(waiting, ContentFile(_scan(), "bogen.pdf"), actor=author)


def test_the_form_takes_nothing_signed_before_a_withdrawal(author):
    person = builders.draft(author).persons.get()
    acts.withdraw(consent_of(person.story), "Persönlicher Link")
    today = timezone.localdate()
    sent = {
        "token": "t",
        "giver": "self",
        "giver_name": "Murat Beispiel",
        "channels": ["web"],
        "name_form": "first",
    }
    late = ConsentForm(person, sent | {"declared_on": today - DAY})
    assert not late.is_valid() and "widerrufen" in str(late.errors["declared_on"])
    assert ConsentForm(person, sent | {"declared_on": today}).is_valid()
