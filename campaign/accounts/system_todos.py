"""What waits for the Technik: mails that did not arrive, and work in the background that does not run."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from campaign.accounts.german_dates import since
from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from campaign.audit.jobs import RUNNER
from campaign.audit.models import JobRun, OutboxMail

# A round takes about ten seconds; after this long something is wrong.
SILENCE = timedelta(minutes=15)


def todos(user: User) -> Iterator[Todo]:
    """Yield faults of outbox and jobs; two queries."""
    if not user.has_role(Role.TECHNIK):
        return
    lost = OutboxMail.objects.filter(state=OutboxMail.State.FAILED, collected_in=None).count()
    if lost:
        text = "Eine E-Mail ließ" if lost == 1 else f"{lost} E-Mails ließen"
        yield _fault(f"{text} sich nicht zustellen.")
    runs = list(JobRun.objects.all())
    yield from _silence(next((run for run in runs if run.name == RUNNER), None))
    for run in runs:
        if run.name != RUNNER and run.last_error:
            yield _fault(f"Die Aufgabe „{run.name}“ ist zuletzt gescheitert.", run.last_error)


def _silence(runner: JobRun | None) -> Iterator[Todo]:
    finished = runner and runner.last_finished_at
    if finished and timezone.now() - finished < SILENCE:
        return
    been = f"sind {since(finished)} nicht gelaufen" if finished else "sind noch nie gelaufen"
    yield _fault(
        f"Die wiederkehrenden Aufgaben {been}.",
        "So lange bleiben E-Mails und geplante Veröffentlichungen liegen. Starten Sie „manage.py run_jobs“.",
    )


def _fault(text: str, detail: str = "") -> Todo:
    return Todo(text, "Systemzustand ansehen", reverse("system_state"), Urgency.NOW, detail)
