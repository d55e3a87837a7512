"""The demonstration shows its accounts at the login; nothing else ever does."""

import json
import time

import pytest
from django.test import Client

from tests.accounts.login import SECRET, client_for, give_code, give_password, make_user, totp

pytestmark = pytest.mark.django_db
ACCOUNTS = [
    {"username": "demo@beispiel.test", "password": "Vorführung-Harz-2026", "role": "redaktion",
     "centres": ["landkreis-harz"], "totp_secret": SECRET, "active": True},
    {"username": "leer@beispiel.test", "password": "Vorführung-Leer-2026", "role": None,
     "centres": [], "totp_secret": SECRET, "active": True},
    {"username": "weg@beispiel.test", "password": "Vorführung-Weg-2026", "role": "redaktion",
     "centres": ["stadt-jena"], "totp_secret": SECRET, "active": False},
]  # fmt: skip


@pytest.fixture(autouse=True)
def _time_stands_still(monkeypatch: pytest.MonkeyPatch):
    """Codes on a page and codes in a test are those of the same 30 seconds."""
    monkeypatch.setattr(time, "time", lambda: 1_900_000_010.0)


@pytest.fixture
def demo_file(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    (tmp_path / "demo.json").write_text(json.dumps({"accounts": ACCOUNTS}))
    return settings


def test_in_the_demonstration_a_newcomer_finds_all_at_the_login(client: Client, demo_file, harz):
    demo_file.DEMO = True
    user = make_user("demo@beispiel.test", harz.group, password="Vorführung-Harz-2026")
    page = client.get("/admin/login/").content.decode()
    assert "demo@beispiel.test" in page and "Vorführung-Harz-2026" in page and "landkreis-harz" in page
    assert totp(SECRET) in page and "Sekunden" in page
    assert "ohne Aufgabe" in page and "weg@beispiel.test" not in page
    give_password(client, user.email, "Vorführung-Harz-2026")
    second = client.get("/admin/2fa/code/").content.decode()
    assert totp(SECRET) in second and "Vorführung" in second and "leer@" not in second
    assert give_code(client, totp(SECRET)).status_code == 302


def test_without_the_demonstration_nothing_is_shown_even_if_the_file_is_there(
    client: Client, demo_file, harz
):
    demo_file.DEMO = False
    make_user("demo@beispiel.test", harz.group, password="Vorführung-Harz-2026")
    page = client.get("/admin/login/").content.decode()
    give_password(client, "demo@beispiel.test", "Vorführung-Harz-2026")
    page += client.get("/admin/2fa/code/").content.decode()
    for hidden in ("demo@beispiel.test", "Vorführung", totp(SECRET), SECRET):
        assert hidden not in page


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"accounts": null}', '{"other": []}'])
def test_a_missing_or_broken_file_breaks_no_login(client: Client, settings, tmp_path, content):
    settings.DEMO, settings.VAR_DIR = True, tmp_path
    if content is not None:
        (tmp_path / "demo.json").write_text(content)
    assert client.get("/admin/login/").status_code == 200


def test_logged_in_nobody_sees_the_accounts(demo_file, officer):
    demo_file.DEMO = True
    assert "Vorführung-Harz-2026" not in client_for(officer).get("/admin/").content.decode()
