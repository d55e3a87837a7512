"""A portrayed minor turns 18: the centre asks again, before and on the day; without a new yes the story goes offline."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaign.accounts.todo import agenda_for
from campaign.audit.models import OutboxMail
from campaign.publishing import review
from stories.consents import coming_of_age, upkeep
from stories.consents.rules import ASK_AGAIN_WITHIN, Giver
from stories.models import Person, StoryPage
from tests import builders
from tests.clock import in_days
from tests.publishing.public import is_public

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
IN_40_DAYS = 40


@pytest.fixture
def author():
    return builders.officer()


def of_a_minor(author, *givers: Giver, age: str = "youth") -> StoryPage:
    """A public story of somebody who turns 18 in 40 days."""
    story = builders.draft(author)
    person = story.persons.get()
    person.consents.all().delete()
    person.age, person.guardians, person.shown_name = age, 1, "Beispielkind"
    person.adult_on = timezone.localdate() + IN_40_DAYS * DAY
    person.save()
    for giver in givers:
        builders.consent(person, giver, giver_name="Eltern Beispiel")
    review.submit(story, author, revision_id=story.latest_revision_id)
    review.approve(builders.fresh(story), builders.coordinator(), revision_id=story.latest_revision_id)
    return builders.fresh(story)


def mailed(after_days: int) -> int:
    return coming_of_age.job(in_days(after_days), force=False).done


def test_the_centre_is_asked_30_days_before_and_on_the_day_and_never_twice(author):
    story = of_a_minor(author, Giver.GUARDIAN_1, Giver.SELF)
    mails = [mailed(day) for day in (9, 10, 11, 39, 40, 41, 100)]
    assert mails == [0, 1, 0, 0, 1, 0, 0]
    before, on_the_day = OutboxMail.objects.filter(to=author.email, subject__contains="volljährig")
    assert "wird am" in before.text and "ist seit dem" in on_the_day.text
    last = story.persons.get().adult_on + ASK_AGAIN_WITHIN
    assert f"{last.day}." in on_the_day.text and "Beispielkind" not in before.text


def test_who_was_missed_on_the_day_is_asked_afterwards(author):
    of_a_minor(author, Giver.GUARDIAN_1, Giver.SELF)
    assert mailed(60) == 1


def test_without_a_new_yes_the_story_ends_90_days_after_the_birthday(author):
    story = of_a_minor(author, Giver.GUARDIAN_1, Giver.SELF)
    last = IN_40_DAYS + ASK_AGAIN_WITHIN.days
    assert upkeep.take_offline(in_days(last), force=False).done == 0
    assert upkeep.take_offline(in_days(last + 1), force=False).done == 1
    assert not builders.fresh(story).live


def test_whom_only_the_guardians_spoke_for_is_shown_no_longer_than_to_the_birthday(author):
    story = of_a_minor(author, Giver.GUARDIAN_1, Giver.SELF)
    story.persons.get().consents.filter(giver="self").update(web=False)
    assert "Bis jetzt gibt es keins" not in [one.detail for one in coming_of_age.todos(author)]
    Person.objects.filter(story=story).update(adult_on=timezone.localdate())
    assert not is_public(story)


def test_a_new_yes_on_the_birthday_ends_the_asking(author):
    story = of_a_minor(author, Giver.GUARDIAN_1, Giver.SELF)
    today = timezone.localdate()
    Person.objects.filter(story=story).update(adult_on=today)
    todo = next(one for one in agenda_for(author).to_do if "volljährig" in one.text)
    assert "Die alte gilt bis" in todo.detail and is_public(story)
    builders.consent(story.persons.get(), declared_on=today)
    assert mailed(0) == 0 and not list(coming_of_age.todos(author))
    Person.objects.filter(story=story).update(adult_on=today - 200 * DAY)
    assert is_public(story)
