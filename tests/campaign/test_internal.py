"""„Intern“: for everybody with a role, for nobody else, and never on the public site."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaign.audit.models import AuditEntry
from campaign.models import Handbuchseite, Sitzung
from tests import builders
from tests.accounts.login import client_for, make_user
from tests.media.files import PDF

pytestmark = pytest.mark.django_db
WORD = "Internwort"


@pytest.fixture(autouse=True)
def stores(settings, tmp_path):
    settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT = tmp_path / "media", tmp_path / "private"


def page(**fields) -> Handbuchseite:
    body = [("heading", "Erstens"), ("text", f"<p>{WORD}</p>")]
    return Handbuchseite.objects.create(title=f"Handbuch {WORD}", body=body, **fields)


def meeting() -> Sitzung:
    """A past meeting with minutes, entered by the Koordination."""
    data = {
        "title": f"Arbeitskreis {WORD}",
        "starts_at": (timezone.now() - timedelta(days=3)).strftime("%Y-%m-%d %H:%M"),
        "place": "Berlin",
        "link": "",
        "agenda": "",
        "minutes_file": SimpleUploadedFile("p.pdf", PDF),
    }
    assert client_for(builders.coordinator()).post(reverse("sitzung:add"), data).status_code == 302
    return Sitzung.objects.get()


def addresses() -> list[str]:
    return [
        reverse("internal_index"),
        reverse("internal_page", args=[page().pk]),
        reverse("internal_minutes", args=[meeting().pk]),
    ]


def test_with_a_role_one_reads_without_login_one_is_sent_there_without_a_role_refused():
    found = addresses()
    officer, nobody = client_for(builders.officer()), client_for(make_user("ohne@beispiel.example"))
    for path in found:
        assert officer.get(path).status_code == 200, path
        assert "no-store" in officer.get(path)["Cache-Control"]
        assert Client().get(path).status_code == 302 and "/admin/login/" in Client().get(path)["Location"]
        assert nobody.get(path).status_code == 403, path


def test_nothing_of_it_is_on_the_public_site():
    addresses()
    for path in (
        "/",
        "/sitemap.xml",
        f"/suche/?q=Arbeitskreis+{WORD}",
        "/presse/feed/",
        "/material/",
        "/intern/",
    ):
        words = Client().get(path).content.decode()
        assert f"Handbuch {WORD}" not in words and "/admin/intern/" not in words, path


def test_minutes_lie_where_no_centre_can_choose_them():
    document = meeting().minutes
    officer = client_for(builders.officer())
    assert officer.get(document.url).status_code == 404 and Client().get(document.url).status_code == 404
    chooser = officer.get(reverse("wagtaildocs_chooser:choose")).content.decode()
    assert WORD not in chooser
    edit = officer.get(reverse("wagtaildocs:edit", args=[document.pk]))
    assert edit.status_code == 404


def test_what_is_no_document_is_refused_at_the_field():
    data = {"title": "x", "starts_at": "2030-01-01 10:00", "place": "x"}
    file = {"minutes_file": SimpleUploadedFile("p.exe", b"MZ")}
    answer = client_for(builders.coordinator()).post(reverse("sitzung:add"), data | file)
    assert "minutes_file" in answer.context["form"].errors and not Sitzung.objects.exists()


def test_minutes_whose_file_is_lost_are_missing_and_no_fault():
    row = meeting()
    row.minutes.file.storage.delete(row.minutes.file.name)
    assert client_for(builders.officer()).get(reverse("internal_minutes", args=[row.pk])).status_code == 404


def test_a_meeting_keeps_its_minutes_when_a_word_of_it_changes():
    row = meeting()
    data = {"title": "Neu", "starts_at": "2024-01-01 10:00", "place": "Berlin", "link": "", "agenda": ""}
    client_for(builders.coordinator()).post(reverse("sitzung:edit", args=[row.pk]), data)
    kept = Sitzung.objects.get()
    assert kept.title == "Neu" and kept.minutes_id == row.minutes_id
    assert AuditEntry.objects.filter(action="sitzung.changed").exists()


def test_a_hidden_page_is_there_for_the_koordination_only():
    path = reverse("internal_page", args=[page(is_shown=False).pk])
    assert client_for(builders.officer()).get(path).status_code == 404
    assert client_for(builders.coordinator()).get(path).status_code == 200
    index = client_for(builders.officer()).get(reverse("internal_index")).content.decode()
    assert WORD not in index


def test_only_the_koordination_writes():
    officer = client_for(builders.officer())
    for name in ("handbuch:add", "sitzung:add", "handbuch:index"):
        assert officer.get(reverse(name)).status_code == 403, name
