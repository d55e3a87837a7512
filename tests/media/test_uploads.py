"""Uploads through the admin: what is stored, under which name, and what a refusal looks like."""

import io
import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import UploadedFile

from campaign.media import upkeep
from campaign.media.creation import create_document, create_image, create_media
from campaign.media.models import CampaignDocument, CampaignImage, CampaignMedia
from tests.media.files import MP4, PDF, VTT, drawn, encoded, phone_photo

XHR = {"X-Requested-With": "XMLHttpRequest"}


def photo(name: str = "Erika Beispiel privat.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or phone_photo(6), "image/jpeg")


def stored_bytes(roots) -> list[bytes]:
    return [path.read_bytes() for path in roots[1].rglob("*") if path.is_file()]


def upload_single(client, house, upload):
    return client.post(
        reverse("wagtailimages:add"), {"title": "Werkstatt", "collection": house.own.pk, "file": upload}
    )


def upload_in_bulk(client, house, upload):
    data = {"title": "Werkstatt", "collection": house.own.pk, "files[]": upload}
    return client.post(reverse("wagtailimages:add_multiple"), data, headers=XHR)


def upload_in_chooser(client, house, upload):
    data = {"title": "Werkstatt", "collection": house.own.pk, "file": upload}
    return client.post(
        reverse("wagtailimages_chooser:create"),
        {f"image-chooser-upload-{key}": value for key, value in data.items()},
    )


WAYS = [upload_single, upload_in_bulk, upload_in_chooser]


@pytest.mark.parametrize("way", WAYS)
def test_a_photo_is_stored_upright_without_its_place_under_a_random_name(way, officer, house, roots):
    assert way(officer, house, photo()).status_code in (200, 302)
    image = CampaignImage.objects.get()
    assert (image.width, image.height) == (40, 60)
    assert image.collection == house.own
    assert image.uploaded_by_user == house.own_officer
    assert re.fullmatch(r"originals/[0-9a-f]{32}\.jpg", str(image.file.name))
    assert stored_bytes(roots)
    assert not any(b"KANARI" in data for data in stored_bytes(roots))
    assert not dict(Image.open(image.file).getexif())
    assert not roots[0].exists()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "data",
    [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff\xe0", phone_photo()[:300], b"GIF89a"],
)
def test_a_broken_or_foreign_file_is_refused_in_german_and_leaves_nothing(way, data, officer, house, roots):
    answer = way(officer, house, photo(data=data))
    assert answer.status_code == 200
    text = answer.content.decode() if way is upload_single else " ".join(map(str, answer.json().values()))
    assert "kein Bild im Format" in text or "beschädigt" in text
    assert not CampaignImage.objects.exists()
    assert not UploadedFile.objects.exists()
    assert stored_bytes(roots) == []


def test_an_upload_parked_for_missing_words_is_cleaned_on_its_way_into_the_store(officer, house, roots):
    data = {"title": "x" * 300, "collection": house.own.pk, "files[]": photo()}
    answer = officer.post(reverse("wagtailimages:add_multiple"), data, headers=XHR).json()
    parked = UploadedFile.objects.get()
    assert officer.get(f"/media/{parked.file.name}").status_code == 404
    prefix = f"uploaded-image-{answer['uploaded_file_id']}"
    officer.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[parked.pk]),
        {f"{prefix}-title": "Werkstatt", f"{prefix}-collection": house.own.pk},
        headers=XHR,
    )
    image = CampaignImage.objects.get()
    assert (image.width, image.height) == (40, 60)
    assert not any(b"KANARI" in data for data in stored_bytes(roots))


def test_an_upload_nobody_finished_is_gone_after_a_day(officer, house, roots):
    data = {"title": "x" * 300, "collection": house.own.pk, "files[]": photo()}
    officer.post(reverse("wagtailimages:add_multiple"), data, headers=XHR)
    now = timezone.now()
    assert upkeep.job(now + timedelta(hours=23), force=False).done == 0
    assert len(stored_bytes(roots)) == 1
    assert upkeep.job(now + timedelta(hours=25), force=False).done == 1
    assert not UploadedFile.objects.exists()
    assert stored_bytes(roots) == []
    UploadedFile.objects.create(file="wagtail_uploads/lost.jpg")
    assert upkeep.job(now, force=False).done == 1


def test_a_picture_saved_in_code_without_any_form_is_cleaned_too(house, roots):
    image = CampaignImage.objects.create(
        title="x", collection=house.own, file=ContentFile(phone_photo(6), "x.jpg")
    )
    image.refresh_from_db()
    assert (image.width, image.height) == (40, 60)
    assert not any(b"KANARI" in data for data in stored_bytes(roots))
    with pytest.raises(ValidationError):
        CampaignImage(title="x", collection=house.own).file.save("x.jpg", ContentFile(b"<svg/>"), save=False)


def test_a_file_name_as_alternative_text_is_refused_at_the_field(officer, make):
    image = make["image"]()
    url = reverse("wagtailimages:edit", args=[image.pk])
    data = {"title": "Werkstatt", "collection": image.collection_id}
    refused = officer.post(url, data | {"description": "IMG_2031.jpg"})
    assert "Dateiname" in refused.context["form"].errors["description"][0]
    both = officer.post(url, data | {"description": "Eine Werkbank", "is_decorative": "on"})
    assert "is_decorative" in both.context["form"].errors
    assert officer.post(url, data | {"description": "Eine Werkbank"}).status_code == 302


def test_the_forms_offer_no_tags(officer, make):
    for name, obj in (
        ("wagtailimages", make["image"]()),
        ("wagtaildocs", make["document"]()),
        ("wagtailmedia", make["video"]()),
    ):
        form = officer.get(reverse(f"{name}:edit", args=[obj.pk])).context["form"]
        assert "tags" not in form.fields
        assert "file" in form.fields


def test_an_alternative_text_never_falls_back_to_the_title(make):
    image = make["image"]()
    assert image.get_rendition("max-20x20").alt == ""
    image.description = "Eine Werkbank"
    assert image.get_rendition("max-20x20").alt == "Eine Werkbank"


def test_documents_are_checked_and_renamed(officer, house):
    url, data = reverse("wagtaildocs:add"), {"title": "Blatt", "collection": house.own.pk}
    refused = officer.post(url, data | {"file": SimpleUploadedFile("a.pdf", b"<html>")})
    assert "kein lesbares Dokument" in refused.context["form"].errors["file"][0]
    assert (
        officer.post(url, data | {"file": SimpleUploadedFile("Erika Beispiel.pdf", PDF)}).status_code == 302
    )
    document = CampaignDocument.objects.get()
    assert document.url == f"/media/{document.file.name}"
    assert "erika" not in document.url.lower()
    assert officer.get(document.url)["Content-Type"] == "application/pdf"


def test_videos_with_captions_are_checked_and_renamed(officer, house):
    url = reverse("wagtailmedia:add", args=["video"])
    data = {"title": "Film", "collection": house.own.pk, "duration": "0"}
    refused = officer.post(
        url,
        data
        | {
            "file": SimpleUploadedFile("a.mp4", b"<html>"),
            "captions": SimpleUploadedFile("a.vtt", b"Hallo"),
            "thumbnail": SimpleUploadedFile("a.jpg", b"<svg/>"),
        },
    )
    assert set(refused.context["form"].errors) == {"file", "captions", "thumbnail"}
    taken = officer.post(
        url,
        data
        | {
            "file": SimpleUploadedFile("Erika.mp4", MP4),
            "captions": SimpleUploadedFile("Erika.vtt", VTT),
            "thumbnail": photo(),
        },
    )
    assert taken.status_code == 302
    video = CampaignMedia.objects.get()
    names = (video.file.name, video.captions.name, video.thumbnail.name)
    for name, folder in zip(names, ("videos", "captions", "posters"), strict=True):
        assert re.fullmatch(rf"{folder}/[0-9a-f]{{32}}\.\w+", str(name))
    assert b"KANARI" not in video.thumbnail.read()


def test_an_officer_sees_thumbnails_of_the_own_pictures_in_the_list(officer, make):
    make["image"]()
    page = officer.get(reverse("wagtailimages:index")).content.decode()
    source = page.split("<img")[1].split('src="')[1].split('"')[0] if "<img" in page else ""
    assert source.startswith("/media/renditions/")
    assert officer.get(source).status_code == 200


def test_programs_take_the_same_way(house):
    image = create_image(
        "x", encoded(drawn()), house.own, description="Eine Werkbank", credit="Foto: Beispiel"
    )
    assert image.file_size == len(image.file.read())
    assert image.file_hash
    assert image.publication_gaps() == []
    with pytest.raises(ValidationError, match="Dateiname"):
        create_image("x", encoded(drawn()), house.own, description="IMG_1.jpg")
    with pytest.raises(ValidationError):
        create_document("x", b"<html>", house.own, "a.pdf")
    assert create_document("x", io.BytesIO(PDF).getvalue(), house.own, "a.pdf").publication_gaps() == []
    video = create_media("x", MP4, house.own, "a.mp4")
    assert [gap.split(",")[0] for gap in video.publication_gaps()] == [
        *("Bildnachweis fehlt", "Untertitel fehlen", "Abschrift fehlt"),
        *("Audiodeskription fehlt", "Das Video wird noch umgewandelt"),
    ]


def test_the_admin_offers_and_takes_no_sound(officer, house):
    listed = officer.get(reverse("wagtailmedia:index")).content.decode()
    assert reverse("wagtailmedia:add", args=["video"]) in listed
    assert "audio" not in listed
    for url in ("/admin/media/audio/add/", "/admin/media/media/add/", "/admin/media/chooser/audio/upload/"):
        data = {
            "title": "Ton",
            "collection": house.own.pk,
            "file": SimpleUploadedFile("a.mp3", b"ID3\x04KANARI"),
        }
        assert officer.get(url).status_code in (403, 404)
        assert officer.post(url, data).status_code in (403, 404)
    assert not CampaignMedia.objects.exists()


def test_a_sound_file_of_former_days_is_never_public(make):
    sound = make["video"](transcript="Guten Tag.", credit="Beispiel", description_waiver="Nichts zu sehen.")
    assert sound.public_files() and not sound.publication_gaps()
    sound.type = "audio"
    assert sound.public_files() == []
    assert "keine Tonaufnahmen" in sound.publication_gaps()[0]


def test_the_list_says_which_video_can_be_shown(make, officer):
    make["video"]()
    listed = officer.get(reverse("wagtailmedia:index")).content.decode()
    assert "Noch nicht: " in listed
    assert "Abschrift fehlt" in listed
