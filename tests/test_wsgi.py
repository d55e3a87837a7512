"""What reaches the application straight from a web server."""

import os
import subprocess
import sys

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from tests.conftest import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def _one_connection():
    """Keep the test's transaction open, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
@pytest.mark.parametrize("charset", ["base64", "undefined", "idna", "latin-1"])
@pytest.mark.parametrize("path", ["/", "/healthz", "/jobcenter/"])
def test_no_charset_of_a_client_is_an_error_of_ours(charset, path):
    from campaign.wsgi import application

    environ = RequestFactory().get(path).environ | {
        "QUERY_STRING": "q=%ff",
        "CONTENT_TYPE": f"text/html; charset={charset}",
    }
    answered = []
    b"".join(application(environ, lambda status, headers: answered.append(status)))
    assert answered == ["200 OK"]


def test_refused_settings_end_the_web_server_whoever_loads_them():
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "campaign.settings.production",
        "SECRET_KEY": "geheim",
    }
    # Without our configuration its children load them, and the server would make new ones for ever.
    command = [sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:0", "campaign.wsgi"]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=40)
    assert ended.returncode == 3
    assert "Umgebungsvariable SECRET_KEY fehlt oder ist kürzer als 50 Zeichen." in ended.stderr
    assert "geheim" not in ended.stderr
