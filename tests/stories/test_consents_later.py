"""What happens to a public story when persons and consents are edited afterwards: nothing makes it public by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaign.publishing import review
from stories.consents import acts, links
from stories.consents.rules import Giver
from stories.models import Consent, Person
from tests import builders
from tests.publishing.public import is_public

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def author():
    return builders.officer()


def test_what_is_entered_while_consents_rest_rests_with_them(author):
    story = builders.published(author=author)
    person = story.persons.get()
    token = links.ask(person, Giver.SELF, author)
    acts.let_rest(person, author)
    assert links.find(token, "ask") is None
    builders.consent(person)
    assert not is_public(story)
    acts.resume(person, author)
    assert all(one.rests_since is None for one in person.consents.filter(replaced_by=None))


def test_editing_who_must_agree_makes_no_hidden_story_public_again(author):
    story = builders.draft(author)
    person = story.persons.get()
    person.age, person.shown_name = "child", "Beispielkind"
    person.save()
    person.consents.all().delete()
    for giver in (Giver.GUARDIAN_1, Giver.GUARDIAN_2):
        builders.consent(person, giver, giver_name="Eltern Beispiel")
    review.submit(story, author, revision_id=story.latest_revision_id)
    review.approve(builders.fresh(story), builders.coordinator(), revision_id=story.latest_revision_id)
    assert is_public(story)
    yesterday = timezone.localdate() - DAY
    Consent.objects.filter(person=person, giver="guardian2").update(
        valid_until=yesterday, declared_on=yesterday
    )
    assert not is_public(story)
    Person.objects.filter(pk=person.pk).update(guardians=1)
    assert not is_public(story)


def test_a_person_who_turns_out_to_be_a_minor_hides_the_story(author):
    story = builders.published(author=author)
    Person.objects.filter(story=story).update(age="child")
    assert not is_public(story)
