"""Is it alive, is it ready: for load balancers and the people on call."""

import os

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from campaign.audit import jobs, outbox

# Without these no request can be answered.
NEEDED = ("db", "migrations", "media")


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; touches no database."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when database, migrations and media are there, else 503. Ages in seconds inform only; null: nothing ran."""
    state = look()
    ready = all(state[name] for name in NEEDED)
    return JsonResponse(state, status=200 if ready else 503, headers={} if ready else {"Retry-After": "10"})


def look() -> dict[str, object]:
    """Return {db, migrations, media: bool; outbox_age_s, jobs_age_s: seconds, None when nothing ran}."""
    state: dict[str, object] = {"db": False, "migrations": False, "outbox_age_s": None, "jobs_age_s": None}
    try:
        state |= {"db": True, "migrations": _migrated()}
        if state["migrations"]:
            state |= {"outbox_age_s": outbox.age_seconds(), "jobs_age_s": jobs.age_seconds()}
    except DatabaseError:
        state["db"] = False
    state["media"] = all(_writable(str(root)) for root in (settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT))
    return state


def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _writable(root: str) -> bool:
    """The folder is there and writable, or can be made on first use."""
    while not os.path.exists(root):
        root = os.path.dirname(root)
    return os.path.isdir(root) and os.access(root, os.W_OK | os.X_OK)
