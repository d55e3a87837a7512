"""Hostile uploads by an officer: nothing is stored, nothing breaks, nothing takes long or much memory."""

import re
import subprocess
import sys
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from campaign.media.models import CampaignDocument, CampaignImage
from tests.media.files import phone_photo
from tests.media.hostile import DOCUMENTS, IMAGES, NAMES
from tests.media.hostile_videos import VIDEOS

SECONDS = 5
MEMORY_MB = 300


def files_in(roots) -> list[str]:
    return [path.name for root in roots for path in root.rglob("*") if path.is_file()]


def send(client, house, view: str, upload: SimpleUploadedFile):
    began = time.monotonic()
    answer = client.post(reverse(view), {"title": "Werkstatt", "collection": house.own.pk, "file": upload})
    return answer, time.monotonic() - began


def test_the_collections_are_complete():
    assert (len(IMAGES), len(DOCUMENTS), len(NAMES)) == (25, 12, 30)
    assert len(set(NAMES)) == 30
    assert len(VIDEOS) >= 10


def test_no_hostile_picture_is_stored(officer, house, roots):
    for case, data in IMAGES.items():
        upload = SimpleUploadedFile("bild.jpg", data, "image/jpeg")
        answer, seconds = send(officer, house, "wagtailimages:add", upload)
        assert answer.status_code == 200, case
        assert "error" in answer.content.decode(), case
        assert seconds <= SECONDS, case
    assert not CampaignImage.objects.exists()
    assert files_in(roots) == []


def test_no_hostile_document_is_stored(officer, house, roots):
    for case, (name, data) in DOCUMENTS.items():
        upload = SimpleUploadedFile(name, data)
        answer, seconds = send(officer, house, "wagtaildocs:add", upload)
        assert answer.status_code == 200, case
        assert seconds <= SECONDS, case
    assert not CampaignDocument.objects.exists()
    assert files_in(roots) == []


def test_no_file_name_leads_anywhere(officer, house, roots):
    for name in NAMES:
        upload = SimpleUploadedFile("x.jpg", phone_photo(), "image/jpeg")
        upload._name = name  # as a client sends it; Django itself would clean the name of our test object
        answer, _ = send(officer, house, "wagtailimages:add", upload)
        assert answer.status_code < 500, name
    for stored in CampaignImage.objects.all():
        assert re.fullmatch(r"originals/[0-9a-f]{32}\.jpg", stored.file.name)
    assert all(re.fullmatch(r"[0-9a-f]{32}\.(jpg|png|webp|avif)", name) for name in files_in(roots))


MEASURE = """
import resource
from django.conf import settings
settings.configure()
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from campaign.media.pictures import clean_image
from campaign.media.recordings import clean_recording
from campaign.media.validation import clean_document
from tests.media.hostile import DOCUMENTS, IMAGES
from tests.media.hostile_videos import VIDEOS
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
before = peak()
cases = [(clean_image, "x.jpg", data) for data in IMAGES.values()]
cases += [(clean_document, name, data) for name, data in DOCUMENTS.values()]
cases += [(lambda file: clean_recording(file, "video"), name, data) for name, data, _ in VIDEOS.values()]
for check, name, data in cases:
    try:
        check(ContentFile(data, name=name))
        raise SystemExit("stored " + name)
    except ValidationError:
        pass
print(peak() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss hat anderswo eine andere Einheit")
def test_no_hostile_file_takes_much_memory():
    done = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) <= MEMORY_MB


TAKEN = """
import resource, sys
from django.conf import settings
settings.configure()
from django.core.files.base import File
from campaign.media.pictures import clean_image
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
before = peak()
with open(sys.argv[1], "rb") as photo:
    clean_image(File(photo, name="x.jpg"))
print(peak() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss hat anderswo eine andere Einheit")
def test_the_largest_photo_that_is_taken_needs_as_little(tmp_path):
    photo = tmp_path / "foto.jpg"
    Image.new("RGB", (8160, 6120), "teal").save(photo, "JPEG", progressive=True)
    done = subprocess.run(
        [sys.executable, "-c", TAKEN, str(photo)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) <= MEMORY_MB
