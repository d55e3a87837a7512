"""Newsrooms fetch pictures by saying who they are and promising the credit; nobody else gets the printable file."""

import io
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from PIL import Image

from campaign import press_downloads
from campaign.anonymous_forms import FIELD, new_token
from campaign.media import renditions
from campaign.models import PressDownload, PressIndexPage, PressIndexPicture
from tests import builders
from tests.accounts.login import client_for

COMPLETE = {"medium": "Beispiel-Zeitung", "email": "bild@zeitung.example", "accepts": "on"}


@pytest.fixture
def offered(db, settings, tmp_path) -> PressIndexPicture:
    """Return a picture that the live press page offers."""
    settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT = tmp_path / "media", tmp_path / "private"
    cache.clear()
    page = PressIndexPage.objects.get()
    page.pictures.add(PressIndexPicture(image=builders.image(), caption="Die Werkstatt in Düren"))
    page.save_revision().publish()
    return PressIndexPicture.objects.get()


def address(picture: PressIndexPicture) -> str:
    return f"/presse/bilder/{picture.image_id}/"


def send(client, picture, headers: dict[str, str] | None = None, **data: str):
    token = {FIELD: new_token(f"press-download-{picture.image_id}")}
    return client.post(address(picture), token | COMPLETE | data, headers=headers)


def test_the_press_page_offers_the_picture_with_its_credit(offered, client):
    text = client.get("/presse/").content.decode()
    assert "Die Werkstatt in Düren" in text
    assert offered.image.credit in text
    assert f'href="{address(offered)}"' in text


def test_a_complete_form_gets_the_file_and_leaves_a_row_and_no_cookie(offered, client):
    answer = send(client, offered)
    data = b"".join(answer.streaming_content)
    assert Image.open(io.BytesIO(data)).format == "JPEG"
    assert "attachment" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies
    row = PressDownload.objects.get()
    assert (row.image, row.medium, row.email) == (offered.image, "Beispiel-Zeitung", "bild@zeitung.example")
    assert row.credit == offered.image.credit


@pytest.mark.parametrize("missing", ["medium", "email", "accepts"])
def test_without_medium_mail_or_promise_there_is_the_form_again(offered, client, missing):
    answer = send(client, offered, **{missing: ""})
    assert answer.status_code == 200
    assert "kern-error" in answer.content.decode()
    assert not PressDownload.objects.exists()


def test_a_form_from_elsewhere_or_without_token_gets_nothing(offered, client):
    assert send(client, offered, {"Origin": "https://anderswo.example"}).status_code == 403
    answer = client.post(address(offered), COMPLETE)
    assert "zu lange offen" in answer.content.decode()
    assert not PressDownload.objects.exists()


def test_what_no_live_press_page_offers_is_not_there(offered, client):
    other = builders.image()
    assert client.get(f"/presse/bilder/{other.pk}/").status_code == 404
    assert client.get("/presse/bilder/99999999999999999999/").status_code == 404
    type(offered.image).objects.update(licence_until=timezone.localdate() - timedelta(days=1))
    assert client.get(address(offered)).status_code == 404
    assert send(client, offered).status_code == 404


def test_the_printable_file_is_never_public(offered):
    image = offered.image
    made = image.renditions.get(filter_spec=renditions.PRINT_SPEC)
    assert made.file.name not in image.public_files()
    assert image.public_files()
    assert renditions.shown(image, press_downloads.SHOWN)["image"].spec != renditions.PRINT_SPEC


def test_so_many_in_an_hour_are_enough(offered, client, monkeypatch):
    monkeypatch.setattr(press_downloads, "MOST", 1)
    assert send(client, offered).status_code == 200
    refused = send(client, offered)
    assert refused.status_code == 429
    assert refused["Retry-After"]
    assert PressDownload.objects.count() == 1


def test_the_koordination_reads_who_fetched_what_and_the_redaktion_does_not(offered, client):
    send(client, offered)
    text = client_for(builders.coordinator()).get("/admin/pressebilder/").content.decode()
    assert "Beispiel-Zeitung" in text
    assert "bild@zeitung.example" in text
    assert client_for(builders.officer("kreis-dueren")).get("/admin/pressebilder/").status_code == 403


def test_after_24_months_a_download_is_forgotten(offered, client):
    send(client, offered)
    now = timezone.now()
    assert press_downloads.forget(now + timedelta(days=729), force=False).done == 0
    assert press_downloads.forget(now + timedelta(days=731), force=False).done == 1
    assert not PressDownload.objects.exists()
