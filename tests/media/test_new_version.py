"""A new version of a file in use: the public keeps the old one until the drafts with the new one are published."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from campaign.media.models import CampaignDocument, CampaignImage
from campaign.publishing import review
from tests import builders
from tests.accounts.login import client_for
from tests.media.files import PDF, drawn, encoded


def picture_file(data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("neu.jpg", data or encoded(drawn(90, 70)), "image/jpeg")


@pytest.fixture
def author(db):
    return builders.officer("kreis-dueren")


@pytest.fixture
def image(author) -> CampaignImage:
    return builders.image(builders.centre())


def upload(client, old, file: SimpleUploadedFile | None = None):
    kind = "image" if isinstance(old, CampaignImage) else "document"
    return client.post(reverse(f"media_new_{kind}", args=[old.pk]), {"file": file or picture_file()})


def test_the_draft_of_a_public_story_gets_the_new_picture_and_the_public_keeps_the_old(image, author):
    block = ("picture", {"image": image, "caption": "Die Werkstatt"})
    story = builders.published(builders.centre(), author, portrait=image, body=[block])
    client = client_for(author)
    page = client.get(reverse("media_new_image", args=[image.pk])).content.decode()
    assert story.title in page
    assert upload(client, image).status_code == 302
    new = CampaignImage.objects.latest("pk")
    assert (new.collection, new.credit, new.description) == (
        image.collection,
        image.credit,
        image.description,
    )
    assert (new.width, new.height, new.is_released) == (90, 70, False)
    story = builders.fresh(story)
    draft = story.get_latest_revision_as_object()
    assert draft.portrait == new
    assert draft.body[0].value["image"].pk == new.pk
    assert story.portrait == image
    assert story.live


def test_what_lies_with_the_koordination_stays_as_it_is(image, author):
    story = builders.draft(author, builders.centre(), portrait=image)
    review.submit(story, author, revision_id=story.latest_revision_id, note="")
    story = builders.fresh(story)
    before = story.latest_revision_id
    upload(client_for(author), image)
    assert builders.fresh(story).latest_revision_id == before


def test_a_hostile_file_makes_no_version(image, author):
    builders.published(builders.centre(), author, portrait=image)
    answer = upload(client_for(author), image, picture_file(b"<svg/>"))
    assert "kein Bild im Format" in answer.content.decode()
    assert CampaignImage.objects.latest("pk") == image


def test_a_link_to_a_document_leads_to_the_new_one_in_the_draft(house, make, on_page, enter):
    document = make["document"]()
    page = on_page(document=document)
    assert upload(enter(house.coordinator), document, SimpleUploadedFile("neu.pdf", PDF)).status_code == 302
    new = CampaignDocument.objects.latest("pk")
    page = type(page).objects.get(pk=page.pk)
    assert f'id="{new.pk}"' in page.get_latest_revision_as_object().body[0].value.source
    assert f'id="{document.pk}"' in page.body[0].value.source


def test_another_centre_s_file_is_not_there(image):
    stranger = client_for(builders.officer("landkreis-harz"))
    assert stranger.get(reverse("media_new_image", args=[image.pk])).status_code == 404
    assert upload(stranger, image).status_code == 404
    assert CampaignImage.objects.latest("pk") == image


def test_the_form_of_a_picture_in_use_leads_there(image, author):
    client, edit = client_for(author), reverse("wagtailimages:edit", args=[image.pk])
    address = reverse("media_new_image", args=[image.pk])
    assert address not in client.get(edit).content.decode()
    builders.published(builders.centre(), author, portrait=image)
    assert address in client.get(edit).content.decode()
