"""`/metrics` for Prometheus: how the site is doing, in numbers without anybody's data.

With several processes the counts of answers are added up where PROMETHEUS_MULTIPROC_DIR is set (ops/gunicorn.conf.py).
"""

import ipaddress
import os
import secrets
import shutil
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from campaign.audit import jobs, outbox
from campaign.audit.models import JobRun

# Whoever sends one of these was not alone on the way: the address we see is the proxy's.
FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP")


class State(Collector):
    """What the database and the disks say at the moment somebody asks."""

    def collect(self) -> Iterator[Metric]:
        """Yield gauges; a database that is away is a gauge too, not an error."""
        try:
            yield from _from_database()
            up = 1
        except DatabaseError:
            up = 0
        yield GaugeMetricFamily("kjc_database_up", "1: die Datenbank antwortet", value=up)
        free = GaugeMetricFamily("kjc_disk_free_bytes", "freier Platz", labels=["store"])
        for name, root in (("media", settings.MEDIA_ROOT), ("private", settings.PRIVATE_MEDIA_ROOT)):
            if os.path.isdir(root):
                free.add_metric([name], shutil.disk_usage(root).free)
        yield free


def _from_database() -> Iterator[Metric]:
    waiting = GaugeMetricFamily("kjc_outbox_age_seconds", "Alter der ältesten wartenden Mail")
    age = outbox.age_seconds()
    if age is not None:
        waiting.add_metric([], age)
    yield waiting
    rounds = GaugeMetricFamily("kjc_jobs_age_seconds", "Zeit seit der letzten Runde aller Aufgaben")
    age = jobs.age_seconds()
    if age is not None:
        rounds.add_metric([], age)
    yield rounds
    ended = GaugeMetricFamily(
        "kjc_job_last_ok_timestamp_seconds", "wann eine Aufgabe zuletzt gelang", labels=["job"]
    )
    failing = GaugeMetricFamily(
        "kjc_job_failing", "1: der letzte Lauf der Aufgabe ist gescheitert", labels=["job"]
    )
    for run in JobRun.objects.order_by("name"):
        failing.add_metric([run.name], bool(run.last_error))
        if run.last_ok_at:
            ended.add_metric([run.name], run.last_ok_at.timestamp())
    yield ended
    yield failing


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer in Prometheus' text format; 403 unless asked from this very machine or with the token."""
    if not (_has_token(request) or _is_local(request)):
        raise PermissionDenied
    registry: CollectorRegistry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    own = CollectorRegistry()
    own.register(State())
    return HttpResponse(generate_latest(registry) + generate_latest(own), content_type=CONTENT_TYPE_LATEST)


def _has_token(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    return bool(settings.METRICS_TOKEN) and secrets.compare_digest(given, settings.METRICS_TOKEN.encode())


def _is_local(request: HttpRequest) -> bool:
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
