"""Long questions get a name with PostgreSQL: they answer as without it, and no plan is made twice."""

import contextlib
from datetime import date, timedelta

import pytest
from django.db import connection, connections, transaction
from django.db.models import TextField, Value
from django.db.utils import DataError, InternalError, NotSupportedError

from campaign import prepared_statements
from campaign.operations.page_cache.watching import looking
from campaign.prepared_statements import Prepared
from campaign.written_once import written_once
from jobcenters.models import Jobcenter
from stories.models import StoryPage
from stories.models.cells import public_cells
from tests import builders

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="nur PostgreSQL gibt Namen"),
]


@pytest.fixture
def prepared(monkeypatch) -> Prepared:
    """A connection that has no names yet, and gives them to short questions, too."""
    monkeypatch.setattr(prepared_statements, "LONG", 60)
    own = Prepared()
    kept = connection.execute_wrappers[:]
    connection.execute_wrappers[:] = [
        *(one for one in kept if not isinstance(one, Prepared)),
        own,
    ]
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
        yield own
        cursor.execute("DEALLOCATE ALL")
    connection.execute_wrappers[:] = [one if not isinstance(one, Prepared) else Prepared() for one in kept]


def names() -> list[tuple[str, int, int]]:
    """What PostgreSQL knows of this connection: name, plans for any values, plans for certain values."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, generic_plans, custom_plans FROM pg_prepared_statements ORDER BY name")
        return cursor.fetchall()


def test_what_a_question_reads_is_seen_each_time_it_is_asked_by_its_name(monkeypatch, settings):
    settings.COPIES_IN_MEMORY = True
    monkeypatch.setattr(prepared_statements, "LONG", 60)
    long = 'SELECT ags, slug, jobcenter_name, traeger, adresse FROM "jobcenters_jobcenter" WHERE slug = %s'
    # As every thread of a server begins; later its connection is only renewed.
    with contextlib.closing(connections.create_connection("default")) as new, new.cursor() as cursor:
        for _ in range(2):
            with looking() as seen:
                cursor.execute(long, ["kreis-dueren"])
            assert seen.tables == {"jobcenters_jobcenter"}


def test_a_question_is_planned_once_and_answers_for_each_value(prepared):
    asked = [list(Jobcenter.objects.filter(slug=slug)) for slug in ("kreis-dueren", "landkreis-harz", "%s")]
    assert [[one.slug for one in rows] for rows in asked] == [["kreis-dueren"], ["landkreis-harz"], []]
    assert [plans for _, *plans in names()] == [[3, 0]]


def test_a_question_that_is_kept_gets_a_name_however_short_it_is(prepared, monkeypatch):
    monkeypatch.setattr(prepared_statements, "LONG", 4_000)
    by_slug = written_once(lambda slug: Jobcenter.objects.filter(slug=slug))
    assert list(Jobcenter.objects.filter(slug="kreis-dueren")) == by_slug("kreis-dueren")
    assert by_slug("gibt-es-nicht") == []
    assert [plans for _, *plans in names()] == [[2, 0]]


@pytest.mark.parametrize(
    "value",
    [True, 7, 2**40, 10**20, "O'Brien %s", date(2026, 11, 22), None],
    ids=lambda value: type(value).__name__,
)
def test_values_keep_their_type(prepared, value):
    def row():
        told = Value(value, output_field=TextField() if value is None else None)
        return Jobcenter.objects.order_by("pk").annotate(told=told).values_list("told", "pk").first()

    named = row()
    assert len(names()) == 1
    connection.execute_wrappers.remove(prepared)
    assert row() == named
    connection.execute_wrappers.append(prepared)


def test_what_cannot_have_a_name_is_asked_as_ever(prepared):
    with transaction.atomic():
        assert sum(1 for _ in Jobcenter.objects.iterator(chunk_size=10)) == 104
    Jobcenter.objects.annotate(told=Value(timedelta(1))).first()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT slug FROM jobcenters_jobcenter WHERE slug LIKE 'kreis-d%' ORDER BY slug LIMIT 1"
        )
        assert cursor.fetchone() == ("kreis-dithmarschen",) or cursor.rowcount == 1
    assert names() == []


def test_the_question_that_was_not_asked_for_the_longest_makes_room(prepared, monkeypatch):
    monkeypatch.setattr(prepared_statements, "MOST", 2)
    for many in (1, 2, 1, 3, 1):
        list(Jobcenter.objects.filter(pk__gt=0)[:many])
    assert sorted(plans for _, *plans in names()) == [[1, 0], [3, 0]]


def test_a_name_outlives_a_transaction_that_failed(prepared):
    def fails() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            list(Jobcenter.objects.filter(slug="kreis-dueren"))
            cursor.execute("SELECT 1/0")

    with pytest.raises(DataError):
        fails()
    assert list(Jobcenter.objects.filter(slug="landkreis-harz"))
    assert [plans for _, *plans in names()] == [[2, 0]]


def test_who_looks_on_sees_the_question_and_whether_a_story_may_be_shown_has_a_name():
    builders.published()
    seen = []

    def look(execute, sql, *others):
        seen.append(sql)
        return execute(sql, *others)

    connection.execute_wrappers.insert(0, look)
    assert StoryPage.objects.public().count() == 1
    connection.execute_wrappers.remove(look)
    assert len(seen) == 1 and seen[0].startswith("SELECT") and "stories_consent" in seen[0]
    assert names()


def test_the_count_of_all_stories_has_a_name(prepared):
    builders.published()
    before = {name for name, *_ in names()}
    assert public_cells()
    assert len({name for name, *_ in names()} - before) == 1


def test_a_column_that_a_migration_makes_another_is_asked_for_by_a_new_name(monkeypatch):
    monkeypatch.setattr(prepared_statements, "LONG", 20)
    with contextlib.closing(connections.create_connection("default")) as new, new.cursor() as cursor:

        def ask() -> None:
            cursor.execute("SELECT word FROM kept WHERE word = %s", ["x"])
            assert cursor.fetchall() == []

        cursor.execute("CREATE TEMPORARY TABLE kept (word varchar(5))")
        for length in (6, 7):
            ask()
            cursor.execute(f"ALTER TABLE kept ALTER word TYPE varchar({length})")
        ask()
        cursor.execute("ALTER TABLE kept ALTER word TYPE varchar(8)")
        new.set_autocommit(False)
        with pytest.raises(NotSupportedError):
            ask()
        new.rollback()
        ask()


def test_a_name_that_could_not_be_taken_back_is_used_on(prepared, monkeypatch):
    monkeypatch.setattr(prepared_statements, "MOST", 1)

    def asked() -> list[Jobcenter]:
        return list(Jobcenter.objects.filter(slug="kreis-dueren"))

    def fails() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            with contextlib.suppress(DataError):
                cursor.execute("SELECT 1/0")
            connection.needs_rollback = False
            list(Jobcenter.objects.filter(pk=1))

    before = asked()
    with pytest.raises(InternalError):
        fails()
    assert asked() == before
