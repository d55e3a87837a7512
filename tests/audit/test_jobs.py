"""Jobs run when due, one runner at a time, and one's failure is nobody else's."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from campaign.audit import jobs, lease
from campaign.audit.jobs import register, run_all
from campaign.audit.models import JobRun
from campaign.audit.tally import Tally

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
HOUR = timedelta(hours=1)


class Recorder:
    """A job that remembers how it was called."""

    def __init__(self, tally: Tally | None = None) -> None:
        self.calls: list = []
        self.tally = tally or Tally(done=1)

    def __call__(self, now, *, force):
        self.calls.append((now, force))
        return self.tally


def failing(now, *, force):
    raise RuntimeError("kaputt")


def test_a_job_gets_the_time_and_the_wish_to_force_and_its_counts_are_summed():
    first, second = Recorder(Tally(1, 2, 3)), Recorder(Tally(10, 20, 30))
    register("first", first, every=HOUR)
    register("second", second, every=HOUR)
    now = timezone.now()
    assert run_all(now, force=True) == Tally(11, 22, 33)
    assert first.calls == second.calls == [(now, True)]


def test_a_job_runs_again_when_its_interval_is_over_or_everything_is_asked_for():
    job, always = Recorder(), Recorder()
    register("hourly", job, every=HOUR)
    register("always", always, every=timedelta(0))
    now = timezone.now()
    run_all(now)
    run_all(now + timedelta(minutes=59))
    assert (len(job.calls), len(always.calls)) == (1, 2)
    run_all(timezone.now() + HOUR)
    assert len(job.calls) == 2
    run_all(timezone.now(), everything=True)
    assert len(job.calls) == 3


def test_a_run_for_another_day_does_not_shift_the_plan_of_today():
    job = Recorder()
    register("hourly", job, every=HOUR)
    run_all(timezone.now() + timedelta(days=300))
    run_all(timezone.now() + HOUR)
    assert len(job.calls) == 2


def test_a_failing_job_is_counted_written_down_and_stops_nobody(caplog):
    job = Recorder()
    register("failing", failing, every=HOUR)
    register("working", job, every=HOUR)
    assert run_all(timezone.now()) == Tally(done=1, failed=1)
    failed, worked, runner = (JobRun.objects.get(name=name) for name in ("failing", "working", jobs.RUNNER))
    assert (failed.last_error, failed.last_ok_at) == ("RuntimeError: kaputt", None)
    assert failed.last_finished_at and failed.last_started_at
    assert failed.last_finished_at >= failed.last_started_at
    assert worked.last_ok_at and not worked.last_error
    assert runner.last_error == "failing: RuntimeError: kaputt"
    assert "kaputt" in caplog.text


def test_the_error_disappears_with_the_next_good_run():
    JobRun.objects.create(name="working", last_error="RuntimeError: kaputt")
    register("working", Recorder(), every=HOUR)
    run_all(timezone.now())
    assert JobRun.objects.get(name="working").last_error == ""


def test_a_name_is_taken_once():
    register("one", Recorder(), every=HOUR)
    for name in ("one", jobs.RUNNER):
        with pytest.raises(ValueError, match="schon angemeldet"):
            register(name, Recorder(), every=HOUR)


def test_the_age_of_the_last_round_is_unknown_before_the_first():
    assert jobs.age_seconds() is None
    run_all(timezone.now())
    assert int(jobs.age_seconds() or 99) == 0
    JobRun.objects.update(last_finished_at=timezone.now() - HOUR)
    assert int(jobs.age_seconds() or 0) in range(3600, 3660)


def test_a_second_runner_is_turned_away_while_the_first_works():
    def meddling(now, *, force):
        with pytest.raises(lease.RunnerBusy):
            run_all(now)
        return Tally(done=1)

    register("meddling", meddling, every=HOUR)
    assert run_all(timezone.now()) == Tally(done=1)
    assert run_all(timezone.now(), everything=True) == Tally(done=1)


def test_a_dead_runner_blocks_for_half_a_minute_at_most():
    register("any", Recorder(), every=HOUR)
    left = {"lease_owner": "tot", "lease_until": timezone.now() + lease.LEASE}
    JobRun.objects.create(name=jobs.RUNNER, **left)
    with pytest.raises(lease.RunnerBusy):
        run_all(timezone.now())
    JobRun.objects.update(lease_until=timezone.now())
    assert run_all(timezone.now()) == Tally(done=1)
    assert timedelta(seconds=30) >= lease.LEASE > 2 * lease.RENEWAL


def test_the_lease_ends_with_the_block_even_after_an_error():
    with pytest.raises(RuntimeError), lease.held("runner"):
        raise RuntimeError
    with lease.held("runner"):
        pass


def test_a_runner_that_lost_its_lease_does_not_end_that_of_its_successor():
    with lease.held("runner"):
        JobRun.objects.update(lease_owner="nachfolger")
    assert JobRun.objects.get().lease_owner == "nachfolger"


@pytest.mark.django_db(transaction=True)
def test_the_lease_of_a_long_job_is_renewed_meanwhile(monkeypatch):
    monkeypatch.setattr(lease, "RENEWAL", timedelta(milliseconds=50))
    monkeypatch.setattr(lease, "LEASE", timedelta(milliseconds=400))
    with lease.held("runner"):
        first_end = timezone.now() + lease.LEASE
        time.sleep(0.8)
        assert JobRun.objects.filter(lease_until__gt=first_end + lease.LEASE / 2).exists()
        with pytest.raises(lease.RunnerBusy), lease.held("runner"):
            pass
