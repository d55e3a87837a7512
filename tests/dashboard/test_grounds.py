"""What may wait for somebody is looked for in one question, written once a day for all who hold the same roles."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaign.accounts import grounds, todo
from campaign.accounts.models import User
from campaign.publishing import review, todos
from stories.models import Consent
from tests import builders
from tests.asking import questions
from tests.dashboard.people import DUEREN, HARZ, everybody

pytestmark = pytest.mark.django_db


def all_grounds() -> list[grounds.Grounds]:
    return [one for _, one in todo._providers if one]


def ending_soon(slug: str) -> None:
    """Tell a story of a centre whose consent ends in five days, and one that waits for approval."""
    author, centre = builders.officer(slug), builders.centre(slug)
    story = builders.draft(author, centre)
    soon = timezone.localdate() + timedelta(days=5)
    Consent.objects.filter(person__story=story).update(valid_until=soon)
    builders.submitted(author, centre)


def test_the_one_question_answers_what_every_source_would_answer_by_itself():
    ending_soon(HARZ)
    answers = {}
    for user in everybody():
        one_by_one = {one for one in all_grounds() if any(rows.exists() for rows in one(user))}
        assert grounds.found(user, all_grounds()) == one_by_one, user.roles
        answers[user.pk] = one_by_one
    assert len({frozenset(found) for found in answers.values()}) > 3


def test_what_two_sources_wait_for_is_looked_for_once():
    user = builders.coordinator()
    grounds.found(user, [todos.writing])
    with questions() as asked:
        assert grounds.found(user, [todos.writing]) == grounds.found(user, [todos.writing, todos.writing])
    once, twice = asked
    assert once == twice


def test_what_ends_in_one_centre_waits_for_nobody_of_another():
    ending_soon(HARZ)
    texts = {
        slug: [one.text for group in todo.agenda_for(builders.officer(slug)).groups.values() for one in group]
        for slug in (DUEREN, HARZ)
    }
    assert texts[DUEREN] == []
    assert len(texts[HARZ]) == 1 and "Einwilligung" in texts[HARZ][0]


def test_a_source_without_rows_is_not_asked():
    author = builders.officer()
    todo.agenda_for(author)
    with questions() as asked:
        todo.agenda_for(User.objects.get(pk=author.pk))
    assert not any(one.startswith('SELECT "stories_') for one in asked)


def test_what_came_in_between_is_there_at_the_next_look():
    author, reviewer = builders.officer(), builders.coordinator()
    todo.agenda_for(reviewer)
    story = builders.submitted(author)
    assert story.draft_title in todo.agenda_for(reviewer).to_do[0].text
    review.send_back(story, reviewer, revision_id=story.latest_revision_id, reason="Wo ist das?")
    assert story.draft_title not in "".join(one.text for one in todo.agenda_for(reviewer).to_do)
    assert story.draft_title in todo.agenda_for(User.objects.get(pk=author.pk)).to_do[0].text
