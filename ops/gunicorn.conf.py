"""gunicorn im Betrieb: `gunicorn -c ops/gunicorn.conf.py campaign.wsgi`. Was auf der Befehlszeile steht, geht vor."""

import ctypes
import gc
import itertools
import os
import shutil
import tempfile

COUNTS = "kjc-metrics-"
# Was Kinder laufend schreiben, liegt im Arbeitsspeicher: Auf einer vollen Platte stürben sie daran.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
# Vor den Kindern gesetzt: Sie legen hier ab, was /metrics zusammenzählt.
if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix=COUNTS, dir=worker_tmp_dir)

bind = "127.0.0.1:8000"
workers = 2
threads = 4
preload_app = True
# Hochladen geht nginx vorher ganz durch; länger als das rechnet keine Ansicht.
timeout = 60
graceful_timeout = 30
# So lang, wie nginx Adressen annimmt.
limit_request_line = 8190
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
    from django.db import connections

    from campaign.operations import unreadable, warming

    limit_waiting()
    # Was beim Laden schon entstand, wüsste nichts davon.
    for early in connections.all(initialized_only=True):
        del connections[early.alias]
    warming.warm_up()
    unreadable.connect()
    share_memory()


def limit_waiting():
    """Wer länger auf Gesperrtes oder auf Schweigen wartet, soll wiederkommen (503); Befehle warten, so lange es dauert."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("postgresql"):
        options = database.setdefault("OPTIONS", {})
        options["options"] = f"{options.get('options', '')} -c lock_timeout=800ms".strip()
        database["ENGINE"] = "campaign.operations.postgresql"


def share_memory():
    """Was geladen ist, bleibt: Die Speicherbereinigung geht nicht mehr darüber, und Kinder teilen es statt zu kopieren."""
    gc.collect()
    gc.freeze()
    # Die Fäden eines Prozesses nehmen Speicher aus einem Vorrat statt jeder aus einem halb leeren (M_ARENA_MAX; nur glibc).
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):
        mallopt(-8, 1)


def pre_fork(server, worker):
    """Jedes Kind hat einen Platz; wer ein beendetes ersetzt, bekommt dessen Platz."""
    taken = {other.seat for other in server.WORKERS.values()}
    worker.seat = next(seat for seat in itertools.count(1) if seat not in taken)


def post_fork(server, worker):
    """Auf dem Platz wird weitergezählt (request_log.py); Dateien nach den Nummern der Prozesse würden immer mehr."""
    os.environ["WORKER_SEAT"] = str(worker.seat)


def on_exit(server):
    """Im Arbeitsspeicher bleibt nichts liegen."""
    folder = os.environ["PROMETHEUS_MULTIPROC_DIR"]
    if os.path.basename(folder).startswith(COUNTS):
        shutil.rmtree(folder, ignore_errors=True)
