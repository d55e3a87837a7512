"""Recurring work: apps register functions in `AppConfig.ready`, one runner at a time calls those due."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.utils import timezone

from campaign.audit import lease
from campaign.audit.models import JobRun
from campaign.audit.tally import Tally

logger = logging.getLogger(__name__)

RUNNER = "runner"
# Work of minutes has a runner of its own: nobody's mail waits for a video.
SLOW_RUNNER = "slow-runner"


class JobFunction(Protocol):
    """`now`: the time to act for; `force`: ignore waiting times of retries. Runs outside any transaction."""

    def __call__(self, now: datetime, *, force: bool) -> Tally: ...


@dataclass(frozen=True)
class Job:
    """A registered function, how often the loop calls it, and whether a call may take minutes."""

    name: str
    function: JobFunction
    every: timedelta
    slow: bool = False


_registry: dict[str, Job] = {}


def register(name: str, function: JobFunction, *, every: timedelta, slow: bool = False) -> None:
    """Add a job; `every` = timedelta(0) means every round, about 10 s. ValueError for a name in use.

    slow: a call may take minutes; such jobs run beside the others.
    """
    if name in (RUNNER, SLOW_RUNNER) or name in _registry:
        raise ValueError(f"Die Aufgabe {name} ist schon angemeldet.")
    _registry[name] = Job(name, function, every, slow)


def run_all(now: datetime, *, force: bool = False, everything: bool = False, slow: bool = False) -> Tally:
    """Run the jobs that are due at `now`, in the order of registration, and return the sum of their tallies.

    force: jobs ignore the waiting times of retries. everything: run the others too, whose interval is not
    over. slow: run the slow jobs, and only those. A job that raises is logged, counts as one failure and stops
    nobody. Raises lease.RunnerBusy when another process is at it; that one's death is noticed after lease.LEASE.
    """
    runner = SLOW_RUNNER if slow else RUNNER
    with lease.held(runner):
        started_at = timezone.now()
        total, errors = Tally(), []
        for job in [job for job in _registry.values() if job.slow == slow]:
            run, _ = JobRun.objects.get_or_create(name=job.name)
            if everything or _due(job, run, now):
                tally, error = _run(job, run, now, force)
                total += tally
                errors += [f"{job.name}: {error}"] if error else []
        _beat(JobRun.objects.get(name=runner), started_at, "; ".join(errors))
    return total


def has_slow() -> bool:
    """Say whether any slow job is registered."""
    return any(job.slow for job in _registry.values())


def age_seconds() -> float | None:
    """Seconds since a round of all due jobs last came to its end; None when there has been none."""
    finished = JobRun.objects.filter(name=RUNNER).values_list("last_finished_at", flat=True).first()
    return None if finished is None else max(0.0, (timezone.now() - finished).total_seconds())


def _due(job: Job, run: JobRun, now: datetime) -> bool:
    if run.last_started_at is None:
        return True
    elapsed = now - run.last_started_at
    # Negative: the clock was set back, or the run acts for an earlier day.
    return elapsed >= job.every or elapsed < timedelta(0)


def _run(job: Job, run: JobRun, now: datetime, force: bool) -> tuple[Tally, str]:
    """Call one job; its tally, and its error as text ("" when it went well)."""
    started_at = timezone.now()
    JobRun.objects.filter(pk=run.pk).update(last_started_at=started_at)
    try:
        tally, error = job.function(now, force=force), ""
    except Exception as fault:
        logger.exception("Aufgabe %s ist gescheitert", job.name)
        tally, error = Tally(failed=1), f"{type(fault).__name__}: {fault}"
    _beat(run, started_at, error)
    return tally, error


def _beat(run: JobRun, started_at: datetime, error: str) -> None:
    finished_at = timezone.now()
    ok = {} if error else {"last_ok_at": finished_at}
    JobRun.objects.filter(pk=run.pk).update(
        last_started_at=started_at, last_finished_at=finished_at, last_error=error[:500], **ok
    )
