"""The two commands of the bottom app, as operators and services call them."""

import json
import os
import signal
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from campaign.audit import jobs, lease
from campaign.audit.jobs import register
from campaign.audit.log import record
from campaign.audit.management.commands import run_jobs
from campaign.audit.models import AuditEntry, JobRun
from campaign.audit.tally import Tally

pytestmark = pytest.mark.django_db


def call(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def refused(*arguments: str) -> tuple[Any, str]:
    err = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command(*arguments, stderr=err)
    return end.value.code, err.getvalue()


@pytest.fixture
def calls(registry) -> list:
    seen: list = []

    def job(now, *, force):
        seen.append((now, force))
        return Tally(1, 2, 3)

    register("job", job, every=timedelta(days=1))
    return seen


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(run_jobs, "PAUSE_S", 0.02)
    monkeypatch.setattr(run_jobs, "WAKE_S", 0.01)


@pytest.fixture
def bounded():
    """For tests of the endless loop: pytest gets its signal handlers back, a loop without end fails."""

    def overdue(number, frame):
        raise AssertionError("Die Schleife endet nicht.")

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM)}
    signal.signal(signal.SIGALRM, overdue)
    signal.alarm(20)
    yield
    signal.alarm(0)
    for number, handler in before.items():
        signal.signal(number, handler)


def test_once_runs_every_job_and_prints_the_counts_as_one_line(calls):
    assert call("run_jobs", "--once") == '{"done":1,"failed":2,"pending":3}\n'
    assert call("run_jobs", "--once") == '{"done":1,"failed":2,"pending":3}\n'
    assert [force for _, force in calls] == [False, False]


def test_now_asks_the_jobs_to_ignore_waiting_times(calls):
    call("run_jobs", "--once", "--now")
    assert calls[0][1] is True


@pytest.mark.parametrize("text", ["2027-01-31T08:00", "2027-01-31T07:00:00Z", "2027-01-31T08:00:00+01:00"])
def test_at_acts_once_as_if_it_were_then(calls, settings, text):
    settings.DEMO = True
    assert json.loads(call("run_jobs", "--at", text)) == {"done": 1, "failed": 2, "pending": 3}
    assert calls == [(datetime.fromisoformat("2027-01-31T08:00:00+01:00"), False)]


def test_at_is_for_the_demo_only(calls, settings):
    settings.DEMO = False
    assert refused("run_jobs", "--once", "--at", "2027-01-31T08:00") == (2, "--at gibt es nur mit DEMO=1.\n")
    assert calls == []


@pytest.mark.parametrize("text", ["gestern", "", "2027-13-01"])
def test_at_needs_a_time(calls, settings, text):
    settings.DEMO = True
    code, message = refused("run_jobs", "--at", text)
    assert (code, calls) == (2, [])
    assert f"„{text}“ ist keine Zeitangabe" in message


def test_once_waits_for_another_runner_and_gives_up_with_a_message(calls, quick, monkeypatch):
    monkeypatch.setattr(run_jobs, "PATIENCE_S", 0.1)
    with lease.held(jobs.RUNNER):
        code, message = refused("run_jobs", "--once")
    assert (code, calls) == (1, [])
    assert "noch nicht zu Ende" in message
    JobRun.objects.update(lease_owner="tot", lease_until=timezone.now() + timedelta(seconds=0.3))
    monkeypatch.setattr(run_jobs, "PATIENCE_S", 5)
    call("run_jobs", "--once")
    assert len(calls) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("quick", "bounded")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_loop_prints_only_turns_in_which_something_happened_and_ends_on_a_signal(registry, number):
    turns = iter([Tally(pending=1), Tally(done=1), Tally(pending=1), Tally(failed=1, pending=1)])

    def job(now, *, force):
        tally = next(turns, None)
        if tally is None:
            os.kill(os.getpid(), number)
        return tally or Tally()

    register("job", job, every=timedelta(0))
    assert call("run_jobs").splitlines() == [
        '{"done":1,"failed":0,"pending":0}',
        '{"done":0,"failed":1,"pending":1}',
    ]
    assert signal.getsignal(number) == signal.SIG_DFL


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("quick", "bounded")
def test_the_loop_survives_a_database_that_is_away_and_another_runner(registry, monkeypatch):
    faults = iter([OperationalError("weg"), InterfaceError("zu"), lease.RunnerBusy(), None])
    run_all = jobs.run_all

    def flaky(*args, **options):
        fault = next(faults)
        if fault:
            raise fault
        return run_all(*args, **options)

    def last(now, *, force):
        os.kill(os.getpid(), signal.SIGTERM)
        return Tally(done=1)

    monkeypatch.setattr(run_jobs, "run_all", flaky)
    register("last", last, every=timedelta(0))
    assert call("run_jobs") == '{"done":1,"failed":0,"pending":0}\n'


def test_the_log_comes_out_as_json_from_a_time_on_oldest_first(officer):
    AuditEntry.objects.create(action="too.old", created_at=timezone.now() - timedelta(days=2))
    record("story.submitted", actor=officer, centre="08111", data={"ä": 1})
    record("story.approved", label="Seite 4")
    since = (timezone.now() - timedelta(days=1)).isoformat()
    first, second = json.loads(call("audit_log", "--since", since, "--json"))
    assert (first["action"], first["actor_id"], first["centre"], first["data"]) == (
        "story.submitted",
        7,
        "08111",
        {"ä": 1},
    )
    assert (second["action"], second["actor_label"], second["object_label"]) == (
        "story.approved",
        "System",
        "Seite 4",
    )
    assert datetime.fromisoformat(first["created_at"]).tzinfo
    assert len(json.loads(call("audit_log", "--json"))) == 3


def test_an_empty_log_is_an_empty_list():
    assert json.loads(call("audit_log", "--since", "2099-01-01", "--json")) == []


def test_without_json_the_log_comes_in_lines():
    record("story.approved", label="Seite 4", centre="08111")
    (line,) = call("audit_log").splitlines()
    assert line.split("\t")[1:] == ["story.approved", "System", "08111", "Seite 4"]


def test_a_wrong_time_is_named():
    code, message = refused("audit_log", "--since", "neulich", "--json")
    assert code == 2
    assert "„neulich“ ist keine Zeitangabe" in message
