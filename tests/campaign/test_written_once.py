"""Questions that are written once a day find what Django's own questions find, each time anew."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.utils import timezone

from campaign.written_once import written_once
from jobcenters.models import Jobcenter
from stories.models import StoryPage
from tests import builders

pytestmark = pytest.mark.django_db


def by_land(land: str, slug: str):
    return (
        Jobcenter.objects.filter(land_code=land).exclude(slug=slug).select_related("section").order_by("ags")
    )


def test_the_rows_are_those_of_the_queryset_for_each_value():
    asked = written_once(by_land)
    for land, slug in (
        ("DE-NI", "kreis-dueren"),
        ("DE-NW", "kreis-dueren"),
        ("DE-NW", "x' OR 1=1 --"),
        ("%s", ""),
    ):
        assert asked(land, slug) == list(by_land(land, slug))
    assert asked("DE-NW", "kreis-dueren") != asked("DE-NW", "")


def test_related_rows_come_with_the_same_question(django_assert_num_queries):
    asked = written_once(by_land)
    with django_assert_num_queries(1):
        assert [one.section.title for one in asked("DE-SL", "")]


def test_what_is_prefetched_comes_with_one_question_more(django_assert_num_queries):
    asked = written_once(lambda land: Jobcenter.objects.filter(land_code=land).prefetch_related("stories"))
    with django_assert_num_queries(2):
        assert [list(one.stories.all()) for one in asked("DE-NI")]


def test_rows_of_values_come_as_they_do_without(django_assert_num_queries):
    asked = written_once(
        lambda land: Jobcenter.objects.filter(land_code=land).order_by("ags").values_list("slug", "ags")
    )
    expected = list(Jobcenter.objects.filter(land_code="DE-NI").order_by("ags").values_list("slug", "ags"))
    assert asked("DE-NI") == expected


def test_who_asks_again_sees_what_has_changed():
    asked = written_once(lambda pk: Jobcenter.objects.filter(pk=pk))
    centre = Jobcenter.objects.first()
    assert asked.first(centre.pk).telefon == centre.telefon
    Jobcenter.objects.filter(pk=centre.pk).update(telefon="0123 456")
    assert asked.first(centre.pk).telefon == "0123 456"


def test_nothing_found_is_none():
    assert written_once(lambda pk: Jobcenter.objects.filter(pk=pk)).first(0) is None


def test_a_story_whose_consent_ends_is_not_found_the_day_after(monkeypatch):
    story = builders.published()
    public = written_once(lambda pk: StoryPage.objects.public().filter(pk=pk))
    assert public(story.pk) == [story]
    tomorrow = timezone.localdate() + timedelta(days=1)
    story.persons.get().consents.update(valid_until=timezone.localdate())
    monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: tomorrow)
    assert public(story.pk) == []


def test_a_value_that_the_question_does_not_hold_as_it_is_is_refused():
    with pytest.raises(ValueError, match="Nicht jeder Wert"):
        written_once(lambda word: Jobcenter.objects.filter(slug__icontains=word))("kreis")
    with pytest.raises(ValueError, match="Nicht jeder Wert"):
        written_once(lambda word, pk: Jobcenter.objects.filter(pk=pk))("kreis", 1)


def test_a_value_of_another_kind_is_refused():
    for value in (None, True, 1.5, timezone.localdate()):
        with pytest.raises(TypeError):
            written_once(lambda pk: Jobcenter.objects.filter(pk=pk))(value)


def test_nothing_can_be_added_to_what_is_written():
    found = written_once(lambda pk: Jobcenter.objects.filter(pk=pk))(1)
    assert type(found) is list


@pytest.mark.django_db(transaction=True)
def test_threads_do_not_get_each_others_values():
    asked = written_once(lambda slug: Jobcenter.objects.filter(slug=slug))
    slugs = list(Jobcenter.objects.values_list("slug", flat=True)[:20])
    assert len(slugs) == 20
    wrong: list[str] = []

    def ask(own: str) -> None:
        for _ in range(20):
            if [one.slug for one in asked(own)] != [own]:
                wrong.append(own)

    threads = [Thread(target=ask, args=[slug]) for slug in slugs[:4]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_percent_signs_are_no_places_for_values():
    asked = written_once(
        lambda land: Jobcenter.objects.filter(land_code=land).exclude(jobcenter_name__contains="%s 100 %")
    )
    assert len(asked("DE-SL")) == Jobcenter.objects.filter(land_code="DE-SL").count() > 0
    Jobcenter.objects.filter(land_code="DE-SL").update(jobcenter_name="Zu %s 100 % da")
    assert asked("DE-SL") == []


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite plant nichts voraus")
def test_only_what_is_another_each_time_is_handed_over():
    asked = written_once(lambda pk: StoryPage.objects.public().filter(pk=pk))
    handed: list[int] = []

    def note(execute, sql, params, many, context):
        handed.append(len(params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        asked(1)
    assert handed == [1]
