"""The material kit: who loads what, and always only the newest version."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from campaign.audit.models import AuditEntry
from campaign.material import acts, files, logo_pack, offer
from campaign.media.integrity import rows_and_files
from campaign.media.storage import MATERIAL, private_storage
from campaign.models import Material, MaterialPage
from tests import builders
from tests.accounts.login import client_for
from tests.media.files import drawn, encoded

pytestmark = pytest.mark.django_db
WORDS = {
    "title": "Beispiel-Aushang",
    "kind": "plakat",
    "description": "",
    "terms": "Frei.",
    "audience": "public",
}


def text(words: str = "Guten Tag.") -> files.Prepared:
    return files.prepare(ContentFile(words.encode(), name="text.txt"))


def material(*versions: list[files.Prepared], **words: Any) -> Material:
    """Make a material with these versions."""
    actor = builders.coordinator()
    made = acts.begin(WORDS | words, actor=actor)
    for some in versions or ([text()],):
        acts.add_version(made, some, actor=actor, day=date(2026, 5, 4))
    return made


def first_file(made: Material, number: int = 1):
    return made.versions.get(number=number).files.first()


def test_everybody_loads_the_newest_version_and_nobody_outside_an_older_one():
    made = material([text("alt")], [text("neu")])
    page = Client().get("/material/").content.decode()
    newest, older = first_file(made, 2), first_file(made, 1)
    assert "Beispiel-Aushang" in page and newest.public_url in page and older.public_url not in page
    answer = Client().get(newest.public_url)
    assert answer.getvalue() == b"neu"
    assert answer["Content-Disposition"] == 'attachment; filename="beispiel-aushang.txt"'
    assert "cookie" not in {name.lower() for name in answer.headers}
    assert Client().get(older.public_url).status_code == 404
    old_house = reverse("material_house_file", args=[older.pk])
    assert client_for(builders.officer()).get(old_house).status_code == 404
    assert client_for(builders.coordinator()).get(old_house).getvalue() == b"alt"


@pytest.mark.parametrize("audience", ["centres", "taken back", "page gone"])
def test_what_is_not_for_everybody_has_no_public_address(audience):
    made = material(audience="centres" if audience == "centres" else "public")
    file = first_file(made)
    if audience == "taken back":
        acts.offer(made, False, actor=builders.coordinator())
    if audience == "page gone":
        MaterialPage.objects.update(live=False)
    assert Client().get(file.public_url).status_code == 404
    house = client_for(builders.officer()).get(reverse("material_house_file", args=[file.pk])).status_code
    assert house == (404 if audience == "taken back" else 200)


def test_the_folder_of_the_kit_is_never_served_as_media():
    file = first_file(material())
    assert file.file.name.startswith(f"{MATERIAL}/")
    for client in (Client(), client_for(builders.coordinator())):
        assert client.get(f"/media/{file.file.name}").status_code == 404


def test_the_page_filters_by_kind_and_stays_within_its_queries(django_assert_max_num_queries):
    material(title="Beispiel-Plakat")
    material(title="Beispiel-Vordruck", kind="vordruck")
    chosen, all_of_it = (
        Client().get(f"/material/?art={word}").content.decode() for word in ("vordruck", "unsinn")
    )
    assert "Beispiel-Vordruck" in chosen and "Beispiel-Plakat" not in chosen
    assert "Beispiel-Plakat" in all_of_it
    with django_assert_max_num_queries(12):
        Client().get("/material/")


def test_a_file_says_what_it_is():
    picture = files.prepare(ContentFile(encoded(drawn(60, 40)), name="bild.jpeg"))
    assert (picture.format, picture.measure, picture.is_accessible) == ("jpg", "60 × 40 Pixel", None)
    made = files.prepare(
        ContentFile(logo_pack.file(next(iter(logo_pack.lockup.Ground)), "pdf"), name="a.pdf")
    )
    assert made.is_accessible is True and made.measure.startswith("1 Seite, ")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.html", b"<p>"),
        ("a.pdf", b"kein PDF"),
        ("a", b"x"),
    ],
)
def test_what_may_hold_programs_or_is_not_what_it_says_is_refused(name, data):
    with pytest.raises(ValidationError):
        files.prepare(ContentFile(data, name=name))


def test_a_version_that_fails_leaves_neither_rows_nor_files():
    made, before = material(), list(rows_and_files())

    def broken_off():
        yield text()
        raise ConnectionError

    with pytest.raises(ConnectionError):
        acts.add_version(made, broken_off(), actor=builders.coordinator(), day=date(2026, 6, 1))
    assert made.versions.count() == 1
    assert list(rows_and_files()) == before


def test_the_koordination_uploads_a_version_and_the_log_says_so():
    coordinator = builders.coordinator()
    client = client_for(coordinator)
    answer = client.post(reverse("material_add"), WORDS | {"token": "t1"})
    made = Material.objects.get(title="Beispiel-Aushang")
    assert answer["Location"] == reverse("material_version", args=[made.pk])
    assert "noch ohne Datei" in client.get(reverse("material_index")).content.decode()
    upload = SimpleUploadedFile("aushang.txt", b"Guten Tag.")
    svg = SimpleUploadedFile("boese.svg", b"<svg/>")
    sent = {"token": "t2", "date": "2026-05-04", "note": "", "language": "de"}
    refused = client.post(answer["Location"], sent | {"uploads": [upload, svg]})
    assert "kann Programme enthalten" in refused.content.decode() and not made.versions.exists()
    upload.seek(0)
    client.post(answer["Location"], sent | {"uploads": [upload]})
    assert made.versions.get().files.get().language == "de"
    actions = AuditEntry.objects.filter(actor_id=coordinator.pk).values_list("action", flat=True)
    assert {"material.created", "material.versioned"} <= set(actions)


def test_a_redaktion_reads_and_writes_nothing():
    made, client = material(audience="centres"), client_for(builders.officer())
    assert "Beispiel-Aushang" in client.get(reverse("material_index")).content.decode()
    assert "Neue Version" not in client.get(reverse("material_material", args=[made.pk])).content.decode()
    for name in ("edit", "version", "files", "offer"):
        assert client.post(reverse(f"material_{name}", args=[made.pk])).status_code == 403
    acts.offer(made, False, actor=builders.coordinator())
    assert client.get(reverse("material_material", args=[made.pk])).status_code == 404


def test_the_dashboard_names_the_newest_material():
    material(title="Beispiel-Neues")
    assert [one.title for one in offer.newest(1)] == ["Beispiel-Neues"]
    assert "Beispiel-Neues" in client_for(builders.officer()).get("/admin/").content.decode()


def test_a_file_of_the_kit_to_which_no_row_belongs_is_found():
    name = private_storage().save(f"{MATERIAL}/{'0' * 32}.txt", ContentFile(b"x"))
    try:
        assert any(name in finding for finding in rows_and_files())
    finally:
        private_storage().delete(name)
