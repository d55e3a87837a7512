"""Settings and their documentation name the same variables."""

import os
import subprocess
import sys
from itertools import pairwise

import pytest

from tests.conftest import ROOT
from tests.environment import example_variables, read_variables

CONTRACT = set(
    """
    DATABASE_URL SECRET_KEY SECRET_KEY_FALLBACKS ALLOWED_HOSTS BASE_URL MEDIA_ROOT PRIVATE_MEDIA_ROOT
    STATIC_ROOT EMAIL_URL DEFAULT_FROM_EMAIL CACHE_URL TRUSTED_PROXY_COUNT MEDIA_SENDFILE METRICS_TOKEN
    MFA_KEY DEBUG DEMO
    """.split()
)


def test_every_variable_the_settings_read_is_in_the_example_and_no_other():
    assert example_variables(ROOT) == read_variables(ROOT)


def test_every_promised_variable_is_read():
    assert CONTRACT <= read_variables(ROOT)


def test_each_variable_in_the_example_has_a_comment_above_it():
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    for above, line in pairwise(lines):
        if line.removeprefix("# ").partition("=")[0].isupper() and "=" in line:
            assert above.startswith("# ") and "=" not in above.partition(" ")[2][:25], line


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        (
            {"CACHE_URL": "locmemcache://"},
            "CACHE_URL nennt keinen Zwischenspeicher, den alle Prozesse teilen.",
        ),
        (
            {"CACHE_URL": "dummycache://"},
            "CACHE_URL nennt keinen Zwischenspeicher, den alle Prozesse teilen.",
        ),
        ({"DEBUG": "1"}, "DEBUG ist im Betrieb nicht erlaubt."),
        (
            {"MEDIA_ROOT": "/srv/kampagne", "PRIVATE_MEDIA_ROOT": "/srv/kampagne/private"},
            "PRIVATE_MEDIA_ROOT liegt in einem Ordner, der öffentlich ist (MEDIA_ROOT, STATIC_ROOT).",
        ),
        (
            {"OIDC_ISSUER": "https://anmeldung.example.org", "OIDC_CLIENT_ID": "kampagne"},
            "OIDC_CLIENT_ID oder OIDC_CLIENT_SECRET fehlt, obwohl OIDC_ISSUER einen Anbieter nennt.",
        ),
        (
            {"OIDC_ISSUER": "http://anmeldung.example.org"},
            "OIDC_ISSUER hat einen Wert, der nicht zu verstehen ist (siehe .env.example).",
        ),
    ],
)
def test_production_refuses_what_would_forget_wrong_logins_or_cannot_work(
    variables: dict[str, str], line: str
):
    started = _started(variables)
    assert started.returncode == 1
    assert started.stderr.strip() == f"Umgebungsvariable {line}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLOWED_HOSTS", "https://geheim.example"),
        ("ALLOWED_HOSTS", "geheim.example:443"),
        ("BASE_URL", "https://geheim.example:https"),
        ("BASE_URL", "https://geheim.example:443443"),
        ("BASE_URL", "https://[geheim"),
        ("BASE_URL", "https://geheim example"),
        ("BASE_URL", "https://name:geheim@www.example.org"),
        ("BASE_URL", "https://www.example.org?geheim"),
        ("CACHE_URL", "rediscache://:geheim@localhost:redis/0"),
        ("DATABASE_URL", "postgres://name:geheim@localhost:port/kampagne"),
        ("DEFAULT_FROM_EMAIL", "geheim"),
        ("DEFAULT_FROM_EMAIL", "a@example.org\nBcc: geheim@example.org"),
        ("MEDIA_ROOT", f"{__file__}/geheim"),
        ("STATIC_ROOT", __file__),
    ],
)
def test_a_wrong_value_ends_the_start_with_one_line_that_does_not_repeat_it(name: str, value: str):
    started = _started({name: value})
    assert started.returncode == 1
    line = f"Umgebungsvariable {name} hat einen Wert, der nicht zu verstehen ist (siehe .env.example)."
    assert started.stderr.strip() == line


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"ALLOWED_HOSTS": "*, .example.org, [::1], 127.0.0.1"},
        {"BASE_URL": "http://[::1]:8000/", "DEFAULT_FROM_EMAIL": "noreply@localhost"},
        {"CACHE_URL": "rediscache://one:6379,two:6379/0"},
    ],
)
def test_what_is_usable_starts(variables: dict[str, str]):
    started = _started(variables)
    assert (started.returncode, started.stderr) == (0, "")


def _started(variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    usable = {
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "www.example.org",
        "BASE_URL": "https://www.example.org",
        "DATABASE_URL": "postgres://localhost/kampagne",
    }
    return subprocess.run(
        [sys.executable, "-c", "import campaign.settings.production"],
        cwd=ROOT,
        env=os.environ | usable | {"DEMO": "0", "DEBUG": "0"} | variables,
        capture_output=True,
        text=True,
    )
