"""The audit log: what goes in, and that nothing comes out again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from campaign.audit.log import record
from campaign.audit.models import AppendOnlyError, AuditEntry, JobRun
from campaign.audit.triggers import TABLE, deletions_allowed, repair

pytestmark = pytest.mark.django_db


def run_sql(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_entry_keeps_who_did_what_to_which_object(officer):
    run = JobRun.objects.create(name="anything")
    record("story.approved", actor=officer, obj=run, centre="08111", label="Seite 4", data={"revision": 9})
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor_id, entry.actor_label) == (
        "story.approved",
        7,
        "redaktion@beispiel.test",
    )
    assert (entry.object_type, entry.object_id, entry.object_label) == (
        "audit.jobrun",
        str(run.pk),
        "Seite 4",
    )
    assert (entry.centre, entry.data) == ("08111", {"revision": 9})
    assert abs(timezone.now() - entry.created_at) < timedelta(minutes=1)


def test_the_name_of_an_object_is_not_copied_into_the_log():
    class Portrait:
        pk = 3

        def __str__(self) -> str:
            return "Erika Beispiel"

    entry = record("person.added", obj=Portrait())
    assert (entry.object_type, entry.object_id, entry.object_label) == ("Portrait", "3", "")


def test_without_a_person_the_system_acts_and_a_text_stands_for_people_without_account():
    assert record("page.expired").actor_label == "System"
    assert record("consent.withdrawn", actor="Einwilligungslink").actor_label == "Einwilligungslink"


class Broken:
    def __str__(self) -> str:
        raise RuntimeError("kaputt")


CIRCULAR: dict = {}
CIRCULAR["innen"] = [CIRCULAR]


@pytest.mark.parametrize(
    ("data", "stored"),
    [
        ({"am": datetime(2027, 1, 31, 8, tzinfo=UTC)}, {"am": "2027-01-31T08:00:00+00:00"}),
        ({"tag": date(2027, 1, 31), 5: {1}}, {"tag": "2027-01-31", "5": [1]}),
        ([float("nan"), float("inf"), 1.5, True, None], ["nan", "inf", 1.5, True, None]),
        ("a\x00b\ud800", "ab?"),
        (Broken(), "<Broken>"),
        (None, {}),
    ],
)
def test_odd_data_is_turned_into_something_storable(data, stored):
    entry = record("odd.data", data=data)
    entry.refresh_from_db()
    assert entry.data == stored


def test_odd_input_is_cut_and_never_refused():
    nothing: Any = None
    entry = record("x" * 300, actor=Broken(), obj=object(), centre=nothing, label="ä" * 500, data=CIRCULAR)
    entry.refresh_from_db()
    assert (len(entry.action), entry.actor_label, entry.object_id) == (80, "<Broken>", "")
    assert (len(entry.object_label), entry.centre) == (200, "")


def test_a_number_too_big_for_the_column_is_left_out(officer):
    assert record("odd.actor", actor=replace(officer, pk=2**63)).actor_id is None


def test_an_act_that_is_rolled_back_leaves_no_entry():
    with transaction.atomic():
        record("story.approved")
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: AuditEntry.objects.update(action="y"),
        lambda entry: AuditEntry.objects.filter(pk=entry.pk).delete(),
        lambda entry: AuditEntry.objects.bulk_update([entry], ["action"]),
        lambda entry: AuditEntry.objects.update_or_create({"action": "y"}, pk=entry.pk),
    ],
)
def test_the_model_refuses_every_change(change):
    entry = record("story.approved")
    with pytest.raises(AppendOnlyError):
        change(entry)
    assert AuditEntry.objects.get().action == "story.approved"


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {TABLE} SET action = 'y'",
        f"DELETE FROM {TABLE}",
        f"INSERT INTO {TABLE} SELECT * FROM {TABLE} WHERE true ON CONFLICT (id) DO UPDATE SET action = 'y'",
        pytest.param(
            f"REPLACE INTO {TABLE} SELECT * FROM {TABLE}",
            marks=pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE gibt es nur in SQLite"),
        ),
        pytest.param(
            f"TRUNCATE {TABLE}",
            marks=pytest.mark.skipif(connection.vendor != "postgresql", reason="TRUNCATE kennt SQLite nicht"),
        ),
    ],
)
def test_the_database_refuses_raw_sql(statement):
    record("story.approved")
    with pytest.raises(DatabaseError, match="Das Protokoll wird nur ergänzt"):
        run_sql(statement)
    assert AuditEntry.objects.get().action == "story.approved"


def test_an_instance_made_with_a_known_number_overwrites_nothing():
    entry = record("story.approved")
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry(pk=entry.pk, action="y").save()
    assert AuditEntry.objects.get().action == "story.approved"


def test_the_opening_for_a_purge_deletes_but_never_changes_and_closes_again():
    record("story.approved")
    with deletions_allowed(), pytest.raises(DatabaseError):
        run_sql(f"UPDATE {TABLE} SET action = 'y'")
    with deletions_allowed():
        run_sql(f"DELETE FROM {TABLE}")
    assert not AuditEntry.objects.exists()
    record("audit.purged")
    with pytest.raises(DatabaseError):
        run_sql(f"DELETE FROM {TABLE}")


def delete_and_fail() -> None:
    run_sql(f"DELETE FROM {TABLE}")
    run_sql("SELECT falsch")


def test_the_opening_for_a_purge_closes_after_an_error_too():
    record("story.approved")
    with pytest.raises(DatabaseError), deletions_allowed():
        delete_and_fail()
    with pytest.raises(DatabaseError):
        run_sql(f"DELETE FROM {TABLE}")
    assert AuditEntry.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="nur SQLite baut Tabellen neu auf")
def test_triggers_lost_with_a_rebuilt_table_come_back_after_migrating():
    record("story.approved")
    run_sql("DROP TRIGGER audit_refuse_update")
    repair("default")
    with pytest.raises(DatabaseError):
        run_sql(f"UPDATE {TABLE} SET action = 'y'")


@pytest.mark.django_db(transaction=True)
def test_flush_may_empty_the_log_and_leaves_the_triggers():
    record("story.approved")
    call_command("flush", interactive=False, verbosity=0)
    assert not AuditEntry.objects.exists()
    record("story.approved")
    with pytest.raises(DatabaseError):
        run_sql(f"DELETE FROM {TABLE}")
