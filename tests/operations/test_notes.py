"""The notes of writes: one row tells whether there is a new one, in whatever order they are committed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaign.operations.models import CacheChange
from campaign.operations.page_cache.notes import all_notes, are_still, of_tables
from campaign.operations.page_cache.watching import EVERYTHING

pytestmark = pytest.mark.django_db


def look() -> tuple[int, dict]:
    """Look at the notes; return how many questions that took, and the notes."""
    with CaptureQueriesContext(connection) as captured:
        notes = all_notes()
    assert notes is not None
    return len(captured), notes


def write(table: str, **fields) -> CacheChange:
    """Note a write."""
    return CacheChange.objects.create(table=table, **fields)


def test_while_nothing_is_written_one_row_is_the_answer():
    look()
    assert look() == (1, {})
    write("a")
    write("b")
    asked, notes = look()
    assert asked == 2 and set(notes) == {"a", "b"}
    assert look() == (1, notes)


def test_a_write_ends_what_was_read_from_its_table_and_nothing_else():
    write("a")
    write("b")
    _, before = look()
    write("a")
    _, after = look()
    assert not are_still(of_tables(before, {"a", "c"}), after)
    assert are_still(of_tables(before, {"b", "c"}), after)
    write(EVERYTHING)
    assert not are_still(of_tables(before, {"b"}), look()[1])


def test_a_write_that_is_committed_after_a_later_one_is_seen_too():
    last = write("a")
    write("a", pk=last.pk + 10)
    _, before = look()
    write("b", pk=last.pk + 5, made_at=last.made_at)
    _, after = look()
    assert not are_still(of_tables(before, {"b"}), after) and are_still(of_tables(before, {"a"}), after)


def test_numbers_that_begin_again_after_a_restore_are_not_taken_for_the_old_ones():
    note = write("a")
    _, before = look()
    note.delete()
    write("a", pk=note.pk, made_at=timezone.now())
    assert not are_still(of_tables(before, {"a"}), look()[1])
