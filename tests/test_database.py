"""Every test sees the prepared database, whatever an earlier test committed."""

import threading

import pytest
from django.db import connection
from wagtail.models import Page

from campaign.audit.log import record
from campaign.audit.models import AuditEntry
from jobcenters.models import Jobcenter


def assert_prepared() -> None:
    assert Jobcenter.objects.count() == 104
    assert Page.objects.filter(depth=1).count() == 1
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
def test_the_104_are_there_from_the_start():
    assert_prepared()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", [1, 2])
def test_a_test_that_commits_leaves_nothing_behind(attempt):
    assert_prepared()
    record("test.committed")
    Page.objects.filter(depth__gt=1).update(title="verändert")
    assert Page.objects.filter(title="verändert").exists()


@pytest.mark.django_db(transaction=True)
def test_titles_are_back_after_a_test_that_commits():
    assert not Page.objects.filter(title="verändert").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite im Speicher kennt nur eine Verbindung"
)
def test_a_forgotten_connection_of_another_thread_does_not_block_the_next_test():
    opened, finish = threading.Event(), threading.Event()

    def hold() -> None:
        Jobcenter.objects.count()
        opened.set()
        finish.wait(3)

    thread = threading.Thread(target=hold, daemon=True)
    thread.start()
    assert opened.wait(10)
    assert connection.vendor == "postgresql"
