"""„Systemzustand“ in the admin: what /readyz says, the recurring work and the outgoing mail, in sentences."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from campaign.accounts.system_todos import SILENCE
from campaign.audit.jobs import RUNNER, SLOW_RUNNER
from campaign.audit.models import JobRun, OutboxMail
from campaign.operations import health

# So many mails that did not arrive are named one by one.
SHOWN = 20
NEEDED = {
    "db": ("Die Datenbank antwortet.", "Die Datenbank antwortet nicht."),
    "migrations": (
        "Die Datenbank hat den Stand des Programms.",
        "Die Datenbank ist älter als das Programm. Führen Sie „manage.py migrate“ aus.",
    ),
    "media": (
        "Beide Speicherorte für Dateien sind beschreibbar.",
        "Ein Speicherort für Dateien fehlt oder ist nicht beschreibbar (MEDIA_ROOT, PRIVATE_MEDIA_ROOT).",
    ),
}
# The heartbeats of the two rounds themselves.
ROUNDS = {RUNNER: "Runde der Aufgaben", SLOW_RUNNER: "Runde der langsamen Aufgaben (Videos)"}


@never_cache
def system_state(request: HttpRequest) -> HttpResponse:
    """Show whether everything runs; four queries besides those of /readyz."""
    state = health.look()
    runs = list(JobRun.objects.order_by("name"))
    lost = OutboxMail.objects.filter(state=OutboxMail.State.FAILED, collected_in=None)
    context = {
        "needed": [
            {"fine": bool(state[name]), "text": texts[0 if state[name] else 1]}
            for name, texts in NEEDED.items()
        ],
        "rounds": [(ROUNDS[run.name], run, _is_fine(run)) for run in runs if run.name in ROUNDS],
        "jobs": [run for run in runs if run.name not in ROUNDS],
        "waiting": OutboxMail.objects.filter(state=OutboxMail.State.PENDING).count(),
        "lost": lost.order_by("-created_at")[:SHOWN],
        "lost_total": lost.count(),
    }
    return TemplateResponse(request, "operations/system.html", context)


def _is_fine(run: JobRun) -> bool:
    """A round of videos may take long; the other one comes every few seconds."""
    finished = run.last_finished_at
    late = run.name == RUNNER and (finished is None or timezone.now() - finished > SILENCE)
    return not late and not run.last_error
