"""What the Koordination looked at is what becomes public: the files of a story stay while somebody decides about it."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from campaign.media.models import CampaignImage
from campaign.media.usage import FileInUse
from campaign.publishing import review, schedule
from campaign.publishing.states import State, state_of
from stories.models import StoryPage
from tests import builders
from tests.accounts.login import client_for
from tests.media.files import drawn, encoded

pytestmark = pytest.mark.django_db
OTHER_WORDS = "Voller Name der Person, nie geprüft"


@pytest.fixture
def author():
    return builders.officer()


@pytest.fixture
def story(author):
    """A story that lies with the Koordination."""
    story = builders.draft(author, portrait=builders.image())
    review.submit(story, author, revision_id=story.latest_revision_id)
    return builders.fresh(story)


def edit(user, image, **changes):
    data = {
        "title": image.title,
        "collection": image.collection_id,
        "credit": image.credit,
        "licence": image.licence,
    }
    data |= {"description": image.description, **changes}
    return client_for(user).post(reverse("wagtailimages:edit", args=[image.pk]), data)


def later(story):
    when = timezone.now() + timedelta(days=2)
    return review.approve(
        story, builders.coordinator(), revision_id=story.latest_revision_id, publish_at=when
    )


def new_file():
    return SimpleUploadedFile("neu.jpg", encoded(drawn(400, 500)), "image/jpeg")


@pytest.mark.parametrize("approved", [False, True])
@pytest.mark.parametrize("who", ["author", "coordinator"])
def test_nobody_changes_picture_or_words_under_a_decision(story, author, approved, who):
    if approved:
        later(story)
    user = author if who == "author" else builders.coordinator()
    before = story.portrait.file.name
    for changes in ({"description": OTHER_WORDS}, {"file": new_file()}, {"credit": "Foto: Jemand"}):
        answer = edit(user, story.portrait, **changes)
        assert answer.status_code == 200
        assert "zur Freigabe liegt" in str(answer.context["form"].errors)
    image = CampaignImage.objects.get(pk=story.portrait_id)
    assert (image.file.name, image.description) == (before, story.portrait.description)


def test_code_neither_replaces_nor_deletes_it(story):
    image = CampaignImage.objects.get(pk=story.portrait_id)
    image.file = ContentFile(encoded(drawn(40, 50)), name="a.jpg")
    with pytest.raises(FileInUse), transaction.atomic():
        image.save()
    # As portrait, the foreign key protects it; in a text, the freeze alone.
    StoryPage.objects.filter(pk=story.pk).update(portrait=None)
    with pytest.raises(FileInUse), transaction.atomic():
        image.delete()


@pytest.mark.parametrize("how", ["recalled", "sent back"])
def test_a_story_that_is_a_draft_again_gives_its_pictures_free(story, author, how):
    if how == "recalled":
        review.recall(story, author)
    else:
        review.send_back(
            story,
            builders.coordinator(),
            revision_id=story.latest_revision_id,
            reason="Ein anderes Bild bitte.",
        )
    assert edit(author, story.portrait, description=OTHER_WORDS).status_code == 302


def test_what_changed_while_the_form_was_open_is_not_approved(story, author):
    coordinator = builders.coordinator()
    client, url = client_for(coordinator), reverse("publishing_approve", args=[story.pk])
    form = client.get(url).context["form"].initial
    review.recall(story, author)
    assert edit(author, story.portrait, description=OTHER_WORDS).status_code == 302
    review.submit(builders.fresh(story), author, revision_id=story.latest_revision_id)
    answer = client.post(url, form)
    assert answer.status_code == 409
    assert "noch einmal an" in answer.content.decode()
    assert not builders.fresh(story).live
    again = {"token": "neu", "revision": answer.context["form"].data["revision"]}
    assert client.post(url, again).status_code == 302
    assert builders.fresh(story).live


def test_what_changed_past_all_forms_is_not_published(story):
    approval = later(story)
    CampaignImage.objects.filter(pk=story.portrait_id).update(description=OTHER_WORDS)
    schedule.publish_due(approval.publish_at + timedelta(minutes=1))
    assert not builders.fresh(story).live
    assert state_of(builders.fresh(story)) is State.LAPSED


def test_an_untouched_story_appears_on_its_day(story):
    approval = later(story)
    assert schedule.publish_due(approval.publish_at + timedelta(minutes=1)).done == 1
    assert builders.fresh(story).live
