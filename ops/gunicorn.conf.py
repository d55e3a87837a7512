"""gunicorn im Betrieb: `gunicorn -c ops/gunicorn.conf.py campaign.wsgi`. Was auf der Befehlszeile steht, geht vor."""

import os
import tempfile

# Vor den Kindern gesetzt: Sie legen hier ab, was /metrics zusammenzählt.
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="kjc-metrics-"))

bind = "127.0.0.1:8000"
workers = 2
threads = 4
preload_app = True
# Hochladen geht nginx vorher ganz durch; länger als das rechnet keine Ansicht.
timeout = 60
graceful_timeout = 30
# Ein Kind, das lange lebt, gibt Speicher zurück.
max_requests = 5_000
max_requests_jitter = 500
# Eine Zeile je Antwort schreibt die Anwendung selbst, ohne Adressen.
accesslog = None
loglevel = "warning"
# Gesteuert wird über Signale; der eigene Eingang dafür läge im Heimatordner, in den hier niemand schreibt.
control_socket_disable = True


def on_starting(server):
    """Alles laden, ehe Kinder entstehen: Was ein getötetes ersetzt, antwortet sofort."""
    from campaign.operations import warming

    warming.warm_up()


def post_worker_init(worker):
    """Wer länger auf Gesperrtes oder auf Schweigen wartet, soll wiederkommen (503); Befehle warten, so lange es dauert."""
    from django.conf import settings

    from campaign.operations import deadline

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("postgresql"):
        options = database.setdefault("OPTIONS", {})
        options["options"] = f"{options.get('options', '')} -c lock_timeout=800ms".strip()
        deadline.limit_waiting(database)


def child_exit(server, worker):
    """Zählerstände eines beendeten Kindes bleiben, seine Momentwerte nicht."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)
