"""What operators see: one line and one count per answer, metrics for those who may, a way to report a hole."""

import io
import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, datetime, timedelta
from logging.config import dictConfig

import pytest
from django.conf import settings as configured
from django.db import OperationalError
from django.test import Client

from bench import servers
from campaign.settings import base
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r"[0-9a-f]{32}")


@pytest.fixture
def lines(monkeypatch):
    """The log as production writes it; a call returns its lines as dicts."""
    stream = io.StringIO()
    handler = base.LOGGING["handlers"]["console"] | {"stream": stream, "formatter": "json"}
    loggers = {"kjc.requests": {"level": "INFO"}}
    dictConfig(base.LOGGING | {"handlers": {"console": handler}, "loggers": loggers})
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    dictConfig(configured.LOGGING)
    logging.getLogger("kjc.requests").setLevel(logging.NOTSET)


def value(text: str, name: str) -> float:
    return next((float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line.startswith(name)), 0.0)


def test_an_answer_is_one_line_with_number_view_status_and_time(client: Client, lines):
    response = client.get("/healthz")
    (line,) = lines()
    assert NUMBER.fullmatch(line["request_id"]) and response["X-Request-ID"] == line["request_id"]
    assert (line["view"], line["status"], line["method"]) == ("healthz", 200, "GET")
    assert line["ms"] >= 0 and line["level"] == "INFO" and line["time"]


@pytest.mark.parametrize(
    "path",
    [
        "/jobcenter/?q=Geheimwort",
        "/einwilligung/Geheimwort/",
        "/menschen-vor-ort/Geheimwort/geheimwort-zwei/",
        "/admin/?x=Geheimwort",
        "/Geheimwort/",
    ],
)
def test_what_people_typed_or_opened_is_in_no_line(client: Client, lines, path: str):
    client.get(path, headers={"Referer": "https://geheimwort.example/", "User-Agent": "Geheimwort"})
    assert lines() and "geheimwort" not in json.dumps(lines()).lower()


def test_the_address_of_what_is_refused_is_in_no_line(lines):
    Client(enforce_csrf_checks=True).post("/admin/einladung/Geheimwort/", {"password": "x"})
    Client().get("/metrics", {"x": "Geheimwort"}, REMOTE_ADDR="203.0.113.5")
    assert [line["status"] for line in lines() if line["logger"] == "kjc.requests"] == [403, 403]
    assert "geheimwort" not in json.dumps(lines()).lower()
    assert not any("/metrics" in line["message"] for line in lines())


def test_nobody_s_account_is_in_a_line(lines):
    officer = builders.officer()
    client_for(officer).get("/admin/")
    text = json.dumps([line for line in lines() if line["logger"] == "kjc.requests"])
    assert officer.email not in text and '"admin/' not in text and "wagtailadmin_home" in text


def test_what_a_request_logs_further_in_carries_its_number(client: Client, lines):
    response = client.get("/jobcenter/?q=%00")
    assert response.status_code == 400
    assert {line["request_id"] for line in lines()} == {response["X-Request-ID"]}


@pytest.mark.parametrize(
    ("proxies", "given", "kept"),
    [
        (1, "abcdef12-3456", True),
        (0, "abcdef12-3456", False),
        (1, 'x" onload', False),
        (1, "a" * 65, False),
    ],
)
def test_only_our_own_proxy_names_the_number(client: Client, settings, proxies: int, given: str, kept: bool):
    settings.TRUSTED_PROXY_COUNT = proxies
    number = client.get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"]
    assert (number == given) is kept


def test_metrics_count_answers_and_tell_of_jobs_and_disks(client: Client):
    before = client.get("/metrics").content.decode()
    client.get("/gibt/es/nicht/")
    after = client.get("/metrics").content.decode()
    name = 'kjc_http_answers_total{method="GET",status="404"}'
    assert value(after, name) == value(before, name) + 1
    assert value(after, "kjc_database_up") == 1.0
    assert value(after, 'kjc_disk_free_bytes{store="private"}') > 0 or "kjc_disk_free_bytes" in after


def test_a_job_that_fails_is_seen(client: Client):
    from django.utils import timezone

    from campaign.audit.models import JobRun

    JobRun.objects.create(name="probe", last_error="kaputt")
    JobRun.objects.create(name="probe.gut", last_ok_at=timezone.now())
    text = client.get("/metrics").content.decode()
    assert value(text, 'kjc_job_failing{job="probe"}') == 1.0
    assert value(text, 'kjc_job_failing{job="probe.gut"}') == 0.0
    assert value(text, 'kjc_job_last_ok_timestamp_seconds{job="probe.gut"}') > 1.7e9
    assert "kaputt" not in text


def test_metrics_say_that_the_database_is_away(client: Client, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("weg")

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", away)
    response = client.get("/metrics")
    assert response.status_code == 200 and value(response.content.decode(), "kjc_database_up") == 0.0


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 403),
        ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}, 403),
        ("127.0.0.1", {"X-Real-IP": ""}, 403),
        ("203.0.113.5", {}, 403),
        ("", {}, 403),
        ("203.0.113.5", {"Authorization": "Bearer richtig-und-lang"}, 200),
        ("203.0.113.5", {"Authorization": "Bearer falsch"}, 403),
        ("203.0.113.5", {"Authorization": "Bearer "}, 403),
    ],
)
def test_metrics_are_for_this_machine_and_for_the_token(client: Client, settings, address, headers, status):
    settings.METRICS_TOKEN = "richtig-und-lang"
    assert client.get("/metrics", REMOTE_ADDR=address, headers=headers).status_code == status


def test_without_a_token_no_empty_one_opens_the_metrics(client: Client):
    response = client.get("/metrics", REMOTE_ADDR="203.0.113.5", headers={"Authorization": "Bearer "})
    assert response.status_code == 403


def test_whoever_finds_a_hole_learns_where_to_say_so(client: Client):
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    expires = datetime.fromisoformat(fields["Expires"])
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert timedelta(days=30) < expires - datetime.now(UTC) < timedelta(days=365)
    assert fields["Contact"] == f"{configured.BASE_URL}/impressum/"


def _wait_for(url: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url).read()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("Der Server antwortet nicht.")


@pytest.fixture
def gunicorn(tmp_path):
    """gunicorn with our configuration: two workers; yields its address and number."""
    (tmp_path / "counts").mkdir()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "campaign.settings.test",
        "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3",
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "counts"),
    }
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "gunicorn", "-c", "ops/gunicorn.conf.py", "-b", address, "--threads=1"]
    server = subprocess.Popen([*command, "campaign.wsgi"], env=environment)
    try:
        _wait_for(f"http://{address}/healthz")
        yield f"http://{address}", server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


def _answers(base_url: str) -> float:
    text = urllib.request.urlopen(f"{base_url}/metrics").read().decode()
    return value(text, 'kjc_http_answers_total{method="GET",status="200"}')


def _ask_often(base_url: str) -> None:
    for _ in range(20):
        urllib.request.urlopen(f"{base_url}/healthz").read()


def test_several_processes_are_counted_together(gunicorn):
    base_url, _ = gunicorn
    _ask_often(base_url)
    assert _answers(base_url) >= 21


def test_who_takes_the_place_of_a_process_that_ended_counts_on_in_its_file(gunicorn, tmp_path):
    base_url, pid = gunicorn
    _ask_often(base_url)
    before = _answers(base_url)
    first = servers.workers(pid)
    for worker in first:
        os.kill(worker, signal.SIGKILL)
    while len(set(servers.workers(pid)) - set(first)) < 2:
        time.sleep(0.05)
    _ask_often(base_url)
    assert _answers(base_url) >= before + 20
    assert {file.stem.rpartition("_")[2] for file in (tmp_path / "counts").iterdir()} <= {"0", "1", "2"}
