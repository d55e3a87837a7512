"""A file on a live page stays what it is: over every admin view, and in code."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import LogContext

from campaign.media.models import CampaignDocument, CampaignImage, CampaignMedia
from campaign.media.release import release
from campaign.media.usage import FileInUse
from tests.media.files import PDF, VTT, drawn, encoded
from tests.media.videos import mp4


@pytest.fixture
def used(make, on_page) -> dict:
    """Return an image and a document of the own centre that a live page shows."""
    image, document = make["image"](), make["document"]()
    on_page(image=image, document=document)
    return {"image": image, "document": document}


def form_data(obj) -> dict:
    return {
        "title": obj.title,
        "collection": obj.collection_id,
        "description": "Zwei Menschen an einer Werkbank",
    }


DELETIONS: dict[str, tuple[str, str, Any]] = {
    "image": ("wagtailimages:delete", "wagtailimages:delete_multiple", CampaignImage),
    "document": ("wagtaildocs:delete", "wagtaildocs:delete_multiple", CampaignDocument),
}


@pytest.mark.parametrize("kind", ["image", "document"])
def test_an_officer_cannot_delete_it_anywhere(kind, used, house, enter):
    single, multiple, model = DELETIONS[kind]
    bulk = reverse("wagtail_bulk_action", args=["media", model._meta.model_name, "delete"])
    client = enter(house.own_officer)
    answers = [client.post(reverse(single, args=[used[kind].pk])), client.post(f"{bulk}?id={used[kind].pk}")]
    with transaction.atomic():
        answers.append(
            client.post(
                reverse(multiple, args=[used[kind].pk]), headers={"X-Requested-With": "XMLHttpRequest"}
            )
        )
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert "veröffentlichten Seite" in answers[0].content.decode()
    assert "veröffentlichten Seite" in answers[2].json()["error_message"]
    assert model.objects.filter(pk=used[kind].pk).exists()


@pytest.mark.parametrize("kind", ["image", "document"])
def test_the_koordination_can_delete_it(kind, used, house, enter):
    client = enter(house.coordinator)
    assert client.post(reverse(DELETIONS[kind][0], args=[used[kind].pk])).status_code == 302
    assert not DELETIONS[kind][2].objects.filter(pk=used[kind].pk).exists()


def test_an_unused_file_can_be_deleted_by_its_centre(make, house, enter):
    image = make["image"]()
    client = enter(house.own_officer)
    assert client.post(reverse("wagtailimages:delete", args=[image.pk])).status_code == 302
    assert not CampaignImage.objects.exists()


UPLOADS = {
    "image": (
        "wagtailimages:edit",
        lambda: SimpleUploadedFile("neu.jpg", encoded(drawn(30, 30)), "image/jpeg"),
    ),
    "document": ("wagtaildocs:edit", lambda: SimpleUploadedFile("neu.pdf", PDF + b"neu", "application/pdf")),
}


@pytest.mark.parametrize("kind", ["image", "document"])
def test_an_officer_reads_at_the_field_why_it_cannot_be_replaced(kind, used, house, enter):
    url, upload = UPLOADS[kind]
    obj, before = used[kind], used[kind].file.name
    client = enter(house.own_officer)
    answer = client.post(reverse(url, args=[obj.pk]), form_data(obj) | {"file": upload()})
    assert answer.status_code == 200
    assert "veröffentlichten Seite" in answer.context["form"].errors["file"][0]
    obj.refresh_from_db()
    assert obj.file.name == before
    assert obj.file.storage.exists(before)


@pytest.mark.parametrize(
    ("kind", "who", "changes"),
    [
        ("image", "own_officer", False),
        ("image", "coordinator", True),
        ("document", "own_officer", True),
    ],
)
def test_words_that_stand_beside_a_live_picture_are_the_koordination_s(
    kind, who, changes, used, house, enter
):
    client = enter(getattr(house, who))
    data = form_data(used[kind]) | {"credit": "Foto: Landkreis Beispiel"}
    answer = client.post(reverse(UPLOADS[kind][0], args=[used[kind].pk]), data)
    assert answer.status_code == (302 if changes else 200)
    used[kind].refresh_from_db()
    assert (used[kind].credit == "Foto: Landkreis Beispiel") is changes


def test_the_koordination_replaces_it_and_the_new_file_is_public(
    used, house, enter, django_capture_on_commit_callbacks
):
    document, before = used["document"], used["document"].file.name
    client = enter(house.coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            reverse("wagtaildocs:edit", args=[document.pk]),
            form_data(document) | {"file": UPLOADS["document"][1]()},
        )
    assert answer.status_code == 302
    document.refresh_from_db()
    visitor = Client()
    assert document.file.name != before
    assert b"".join(visitor.get(document.file.url).streaming_content) == PDF + b"neu"
    assert visitor.get(f"/media/{before}").status_code == 404


def test_code_is_refused_like_an_officer_and_allowed_like_the_koordination(used, house):
    document = used["document"]
    document.file = ContentFile(PDF + b"2", name="a.pdf")
    with pytest.raises(FileInUse):
        document.save()
    with pytest.raises(FileInUse), transaction.atomic():
        used["image"].delete()
    with LogContext(user=house.coordinator):
        document.save()
        used["image"].delete()


def test_captions_may_be_added_to_a_live_video_but_not_exchanged(house, make, monkeypatch, enter):
    video = make["video"]()
    release(video)
    CampaignMedia.objects.filter(pk=video.pk).update(captions="")
    monkeypatch.setattr("campaign.media.usage.is_shown_live", lambda obj: True)
    client = enter(house.own_officer)
    url = reverse("wagtailmedia:edit", args=[video.pk])
    data = form_data(video) | {"duration": "0"}
    first = client.post(url, data | {"captions": SimpleUploadedFile("a.vtt", VTT)})
    assert first.status_code == 302
    second = client.post(url, data | {"captions": SimpleUploadedFile("a.vtt", VTT)})
    assert "veröffentlichten Seite" in second.context["form"].errors["captions"][0]
    other = client.post(url, data | {"file": SimpleUploadedFile("a.mp4", mp4(seconds=5))})
    assert "veröffentlichten Seite" in other.context["form"].errors["file"][0]


def test_the_portrait_of_a_draft_cannot_be_deleted_under_it(db, enter):
    from tests import builders

    author = builders.officer()
    portrait = builders.image()
    CampaignImage.objects.filter(pk=portrait.pk).update(uploaded_by_user=author)
    builders.draft(author, portrait=portrait)
    with transaction.atomic():
        answer = enter(author).post(
            reverse("wagtailimages:delete_multiple", args=[portrait.pk]),
            headers={"X-Requested-With": "XMLHttpRequest"},
        )
    assert answer.status_code == 403
    assert "noch an anderer Stelle verwendet" in answer.json()["error_message"]
