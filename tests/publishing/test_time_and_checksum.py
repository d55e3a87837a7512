"""An approval holds for its revision as it was, from its time on, until it ends."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaign.accounts.models import User
from campaign.publishing import review, schedule
from campaign.publishing.guard import PublicationRefused
from campaign.publishing.models import Approval
from tests import builders
from tests.accounts.login import client_for
from tests.publishing.public import form_data, is_public

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> User:
    return builders.officer()


def test_rewriting_the_approved_revision_in_place(author):
    """Wagtail's autosave overwrites a revision; the approval knows its checksum."""
    story = builders.submitted(author)
    tomorrow = timezone.now() + timedelta(days=1)
    approval = review.approve(
        story, builders.coordinator(), revision_id=story.latest_revision_id, publish_at=tomorrow
    )
    story = builders.fresh(story)
    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    overwrite = {"overwrite_revision_id": str(story.latest_revision_id)}
    client_for(author).post(url, form_data(story, **overwrite))
    assert (
        approval.revision.content["intro"]
        == type(approval.revision).objects.get(pk=approval.revision_id).content["intro"]
    )
    content = approval.revision.content | {"intro": "Nie geprüft"}
    type(approval.revision).objects.filter(pk=approval.revision_id).update(content=content)
    with pytest.raises(PublicationRefused):
        schedule.publish_if_due(Approval.objects.get(pk=approval.pk), tomorrow + timedelta(minutes=1))
    assert not is_public(story)


def test_before_its_time(author):
    story = builders.submitted(author)
    tomorrow = timezone.now() + timedelta(days=1)
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id, publish_at=tomorrow)
    with pytest.raises(PublicationRefused):
        builders.fresh(story).latest_revision.publish()
    assert not is_public(story)
    assert schedule.publish_due(tomorrow + timedelta(seconds=1)).done == 1
    assert is_public(story)


def test_after_withdrawal(author):
    story = builders.published(author=author)
    review.withdraw(story, author)
    story = builders.fresh(story)
    with pytest.raises(PublicationRefused):
        story.latest_revision.publish()
    with pytest.raises(review.Conflict):
        review.submit(story, author, revision_id=story.latest_revision_id)
    assert Client().get(story.get_url()).status_code == 410
