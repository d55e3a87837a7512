"""Questions about what concerns one person are written once a day for many; each of them hears of her own alone."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from campaign.accessibility import yearly
from campaign.accounts import dashboard, questions
from campaign.accounts.grounds import how_many
from campaign.accounts.models import User
from campaign.accounts.ownership import own_pages
from campaign.accounts.questions import asked
from campaign.accounts.roles import KOORDINATION_GROUP, Role
from campaign.leichte_sprache import gaps
from campaign.publishing import begun, overview, todos
from jobcenters import todos as centre_todos
from jobcenters.barriers import todos as barrier_todos
from jobcenters.events import todos as event_todos
from jobcenters.people import vacancies
from tests import builders
from tests.dashboard.people import DUEREN, HARZ, everybody, fresh

pytestmark = pytest.mark.django_db

QUESTIONS: list[Callable] = [
    begun._begun,
    todos._released_last,
    overview._newest,
    overview._numbers,
    overview._in_review,
    centre_todos._with_proposals,
    event_todos._unanswered,
    barrier_todos._most_urgent,
    dashboard._coordinators,
    gaps._start_page,
    vacancies._empty,
    yearly._statement,
]


def stories_of(slug: str) -> None:
    author, centre = builders.officer(slug), builders.centre(slug)
    builders.draft(author, centre)
    builders.submitted(author, centre)
    builders.published(centre, author)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_everybody_hears_what_the_question_finds_for_her(question):
    for slug in (DUEREN, HARZ):
        stories_of(slug)
    for user in everybody():
        assert asked(question, user) == list(question(user)), user.roles


def test_two_officers_never_hear_of_each_others_stories():
    for slug in (DUEREN, HARZ):
        stories_of(slug)
    one, other = builders.officer(DUEREN), builders.officer(HARZ)
    for user in (one, other, one, other):
        places = {page.path[:-4] for page in asked(overview._newest, user)}
        assert len(places) == 1 and places < set(user.own_page_paths)


def test_each_story_is_shown_with_the_centre_it_lies_in():
    for slug in (DUEREN, HARZ):
        stories_of(slug)
    rows = overview.newest(builders.coordinator()) + overview.first_in_review(builders.coordinator())[0]
    pages = [row["page"] if isinstance(row, dict) else row for row in rows]
    assert {page.place for page in pages} == {builders.centre(slug).folder.title for slug in (DUEREN, HARZ)}
    assert all(page.place == page.get_parent().title for page in pages)


def test_what_is_asked_again_shows_what_has_changed():
    author = builders.officer(DUEREN)
    assert asked(begun._begun, author) == []
    story = builders.draft(author)
    assert [key for key, *_ in asked(begun._begun, author)] == [story.pk]


def test_who_no_longer_belongs_to_the_centre_is_told_nothing_more():
    stories_of(DUEREN)
    author = builders.officer(DUEREN)
    assert asked(overview._newest, author)
    author.groups.clear()
    assert asked(overview._newest, fresh(author)) == []


def test_the_question_is_written_once_for_all_who_hold_the_same_roles():
    questions._written.cache_clear()
    for _ in range(3):
        asked(overview._newest, builders.officer(DUEREN))
        asked(overview._newest, builders.officer(HARZ))
    assert questions._written.cache_info().misses == 1


def test_whom_a_question_does_not_concern_costs_no_query():
    user = builders.technik()
    assert user.roles == {Role.TECHNIK}
    with CaptureQueriesContext(connection) as captured:
        assert asked(begun._begun, user) == []
    assert not captured.captured_queries


def test_own_places_reach_down_to_every_page_below_and_to_nothing_beside():
    author = builders.officer(DUEREN)
    story = builders.draft(author)
    folder = story.get_parent()
    own = set(Page.objects.filter(own_pages(author)).values_list("pk", flat=True))
    by_beginning = {page.pk for page in Page.objects.all() if page.path.startswith(author.own_page_paths)}
    assert own == by_beginning >= {story.pk, folder.pk}
    assert not own & set(folder.get_siblings(inclusive=False).values_list("pk", flat=True))


def test_all_rights_make_no_place_an_own_one():
    officer = builders.officer(DUEREN)
    paths = set(officer.own_page_paths)
    User.objects.filter(pk=officer.pk).update(is_superuser=True)
    officer = fresh(officer)
    assert officer.roles == {Role.REDAKTION, Role.TECHNIK}
    assert set(officer.own_page_paths) == paths and len(paths) == 2


def test_the_rights_of_the_koordination_make_no_place_an_own_one():
    officer = builders.officer(DUEREN)
    paths = set(officer.own_page_paths)
    officer.groups.add(Group.objects.get(name=KOORDINATION_GROUP))
    assert set(fresh(officer).own_page_paths) == paths


@pytest.mark.parametrize("policy", [page_permission_policy, image_policy], ids=["pages", "collections"])
def test_wagtail_finds_the_rights_it_would_have_asked_for(policy, django_assert_num_queries):
    for user in (*everybody(), User.objects.create_user("niemand@beispiel.example", is_active=False)):
        wanted = set(policy.get_all_permissions_for_user(user))
        with django_assert_num_queries(int(user.is_active and not user.is_superuser)):
            assert set(policy.get_cached_permissions_for_user(user)) == wanted, user.roles


def test_django_finds_the_permissions_it_would_have_asked_for():
    for user in (*everybody(), User.objects.create_user("niemand@beispiel.example", is_active=False)):
        found = user.get_group_permissions()
        rows = (
            Permission.objects.filter(group__user=user) if not user.is_superuser else Permission.objects.all()
        )
        names = {
            f"{one.content_type.app_label}.{one.codename}" for one in rows.select_related("content_type")
        }
        assert found == (names if user.is_active else set()), user.roles
        assert user.get_all_permissions() == found


def test_rights_come_through_groups_alone():
    author = builders.officer(DUEREN)
    before = author.get_all_permissions()
    author.user_permissions.set(Permission.objects.all())
    author = fresh(author)
    assert author.get_all_permissions() == before and author.roles == {Role.REDAKTION}
    assert not author.has_perm("accounts.add_user")


def test_rights_count_as_they_are_at_the_next_request():
    author = builders.officer(DUEREN)
    assert page_permission_policy.user_has_permission(author, "change")
    author.groups.clear()
    assert not page_permission_policy.user_has_permission(fresh(author), "change")
    assert not image_policy.user_has_permission(fresh(author), "choose")


def test_rows_are_counted_as_they_are_found():
    for slug in (DUEREN, HARZ):
        stories_of(slug)
    for user in everybody():
        found = sum(rows.count() for rows in todos.writing(user))
        assert how_many(todos.writing, user) == found, user.roles
