"""What a centre may store has a limit; the shared collection has none. The store is filled with holes, not bytes."""

import json
import os
from threading import Event, Thread

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from wagtail.models import Collection

from campaign.accounts.roles import shared_collection
from campaign.media import creation, quota
from campaign.media.models import CampaignDocument, CampaignImage, CampaignMedia
from campaign.media.storage import private_storage
from tests.media.files import MP4, PDF, drawn, encoded

XHR = {"X-Requested-With": "XMLHttpRequest"}


def blow_up(document: CampaignDocument, size: int) -> None:
    """Make a stored file as large as this, without taking room on the disk."""
    path = private_storage().path(document.file.name)
    os.chmod(path, 0o640)
    os.truncate(path, size)


@pytest.fixture
def full(make, house) -> CampaignDocument:
    """The own collection holds one document that leaves 100 bytes."""
    document = make["document"]()
    blow_up(document, quota.LIMIT - 100)
    return document


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.jpg", encoded(drawn(200, 200)), "image/jpeg")


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.pdf", PDF + b"x" * 200, "application/pdf")


def film() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.mp4", MP4, "video/mp4")


def prefixed(prefix: str, data: dict) -> dict:
    return {f"{prefix}-{name}": value for name, value in data.items()}


WAYS = {
    "image": lambda client, data: client.post(reverse("wagtailimages:add"), data | {"file": photo()}),
    "images at once": lambda client, data: client.post(
        reverse("wagtailimages:add_multiple"), data | {"files[]": photo()}, headers=XHR
    ),
    "image in the chooser": lambda client, data: client.post(
        reverse("wagtailimages_chooser:create"), prefixed("image-chooser-upload", data | {"file": photo()})
    ),
    "document": lambda client, data: client.post(reverse("wagtaildocs:add"), data | {"file": paper()}),
    "documents at once": lambda client, data: client.post(
        reverse("wagtaildocs:add_multiple"), data | {"files[]": paper()}, headers=XHR
    ),
    "document in the chooser": lambda client, data: client.post(
        reverse("wagtaildocs_chooser:create"), prefixed("document-chooser-upload", data | {"file": paper()})
    ),
    "recording": lambda client, data: client.post(
        reverse("wagtailmedia:add", args=["video"]), data | {"file": film(), "duration": "0"}
    ),
    "recording in the chooser": lambda client, data: client.post(
        reverse("wagtailmedia:chooser_upload", args=["video"]),
        prefixed("media-chooser-upload", data | {"file": film(), "duration": "0"}),
    ),
}


def number_of_files() -> int:
    return sum(model.objects.count() for model in (CampaignImage, CampaignDocument, CampaignMedia))


@pytest.mark.parametrize("way", list(WAYS))
def test_what_does_not_fit_is_refused_at_the_field(way, full, officer, house):
    answer = WAYS[way](officer, {"title": "Zu viel", "collection": house.own.pk})
    assert answer.status_code == 200
    is_json = "json" in answer["Content-Type"]
    text = json.dumps(answer.json(), ensure_ascii=False) if is_json else answer.content.decode()
    assert "Dafür reicht der Platz nicht" in text
    assert number_of_files() == 1


def test_the_refusal_says_how_much_is_used_and_what_to_do(full, officer, house):
    answer = WAYS["document"](officer, {"title": "Zu viel", "collection": house.own.pk})
    text = answer.context["form"].errors["file"][0]
    assert "„Sammlung own“ hat 5 GB von 5 GB belegt" in text
    assert "Löschen Sie unter „Dateien“" in text


def test_what_fits_is_stored(make, officer, house):
    blow_up(make["document"](), quota.LIMIT - 1000)
    assert WAYS["document"](officer, {"title": "Passt", "collection": house.own.pk}).status_code == 302


def test_the_shared_collection_has_no_limit(house, enter):
    shared = shared_collection()
    document = creation.create_document("Riesig", PDF, shared, "a.pdf")
    blow_up(document, 2 * quota.LIMIT)
    client = enter(house.coordinator)
    assert WAYS["document"](client, {"title": "Noch eins", "collection": shared.pk}).status_code == 302


def test_the_koordination_cannot_overfill_a_centre_either(full, house, enter):
    answer = WAYS["document"](enter(house.coordinator), {"title": "Zu viel", "collection": house.own.pk})
    assert "reicht der Platz nicht" in answer.context["form"].errors["file"][0]


@pytest.mark.parametrize(("size", "status"), [(len(PDF) + 90, 302), (len(PDF) + 110, 200)])
def test_replacing_counts_the_difference(full, make, officer, house, size, status):
    small = make["document"]()
    blow_up(full, quota.LIMIT - len(PDF) - 100)
    new = SimpleUploadedFile("neu.pdf", PDF.ljust(size, b"x"), "application/pdf")
    url = reverse("wagtaildocs:edit", args=[small.pk])
    answer = officer.post(url, {"title": "Neu", "collection": house.own.pk, "file": new})
    assert answer.status_code == status


def test_a_smaller_file_may_always_replace_a_larger_one(full, officer, house):
    blow_up(full, quota.LIMIT + 10_000)
    url = reverse("wagtaildocs:edit", args=[full.pk])
    assert officer.post(url, {"title": "Neu", "collection": house.own.pk, "file": paper()}).status_code == 302


def test_a_file_does_not_move_to_where_there_is_no_room(full, house, enter):
    document = creation.create_document("Reist", PDF + b"x" * 200, shared_collection(), "a.pdf")
    url = reverse("wagtaildocs:edit", args=[document.pk])
    answer = enter(house.coordinator).post(url, {"title": "Reist", "collection": house.own.pk})
    assert "reicht der Platz nicht" in answer.context["form"].errors["collection"][0]
    assert CampaignDocument.objects.get(pk=document.pk).collection == shared_collection()


def test_versions_count_and_a_missing_file_does_not(make, house):
    image = make["image"]()
    before = quota.used(house.own.pk)
    rendition = image.get_rendition("width-30")
    assert quota.used(house.own.pk) == before + rendition.file.size
    assert quota.used_by_all()[house.own.pk] == before + rendition.file.size
    os.remove(private_storage().path(image.file.name))
    assert quota.used(house.own.pk) < before


def test_code_is_refused_too(full, house):
    with pytest.raises(quota.QuotaExceeded):
        creation.create_document("Zu viel", PDF + b"x" * 200, house.own, "a.pdf")
    assert number_of_files() == 1


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 GB von 5 GB belegt"),
        (340 * quota.MB, "340 MB von 5 GB belegt"),
        (1_288_490_189, "1,2 GB von 5 GB belegt"),
    ],
)
def test_room_in_words(size, words):
    assert quota.occupied_in_words(size) == words


@pytest.mark.django_db(transaction=True)
def test_of_two_uploads_at_once_one_is_refused(make, house):
    if not connection.features.has_select_for_update:
        pytest.skip("SQLite lässt immer nur einen schreiben.")
    blow_up(make["document"](), quota.LIMIT - len(PDF) - 10)
    inside, refused = Event(), []

    def second() -> None:
        inside.wait(10)
        try:
            creation.create_document("Zweite", PDF, house.own, "b.pdf")
        except quota.QuotaExceeded as error:
            refused.append(error)
        connection.close()

    thread = Thread(target=second)
    thread.start()
    first = CampaignDocument(title="Erste", collection=Collection.objects.get(pk=house.own.pk))
    first.file = ContentFile(PDF, name="a.pdf")
    with quota.room(first):
        inside.set()
        connection.cursor().execute("SELECT pg_sleep(0.5)")
        first.save()
    thread.join()
    assert len(refused) == 1
    assert CampaignDocument.objects.count() == 2
