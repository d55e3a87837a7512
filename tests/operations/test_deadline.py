"""A database that takes questions and says nothing holds a web process for seconds, and the line is not used again."""

import time

import pytest
from django.db import OperationalError, connection
from django.db.backends.signals import connection_created

from campaign.operations import deadline

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite wartet auf niemanden"),
]


@pytest.fixture
def limited(monkeypatch):
    """Connections with short waits."""
    monkeypatch.setattr(deadline, "ANSWER", 0.3)
    monkeypatch.setattr(deadline, "STILL_THERE", 0.1)
    connection.close()
    deadline.limit_waiting({})
    yield
    connection_created.disconnect(dispatch_uid="deadline")
    connection.close()


def ask(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_who_gets_no_answer_stops_waiting_and_the_next_request_has_a_new_line(limited):
    ask("SELECT 1")
    began = time.monotonic()
    with pytest.raises(OperationalError):
        ask("SELECT pg_sleep(3)")
    assert time.monotonic() - began < 2
    connection.close_if_unusable_or_obsolete()
    ask("SELECT 1")


def test_a_slow_answer_in_time_is_an_answer(limited):
    ask("SELECT pg_sleep(0.15)")
    ask("SELECT 1")
