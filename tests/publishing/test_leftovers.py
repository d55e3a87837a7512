"""A picture that another page shows outlives an erasure: said to those who can mend it, and erased once they have."""

import pytest
from django.utils import timezone

from campaign.accounts.todo import agenda_for
from campaign.audit.models import AuditEntry, OutboxMail
from campaign.media.models import CampaignImage
from campaign.publishing import erasure, leftovers, review
from campaign.publishing.models import Withdrawal
from jobcenters.models import NewsPage
from stories.models import StoryPage
from tests import builders

pytestmark = pytest.mark.django_db
SUBJECT = "Nach einem Rückzug: Bilder sind noch zu sehen"


def news_with(story: StoryPage) -> NewsPage:
    page = NewsPage(title="Neues vom Amt", slug="neues", date="2026-11-02", intro="Kurz.", live=False)
    page.body = [("picture", {"image": story.portrait, "caption": ""})]
    builders.centre().section.add_child(instance=page)
    page.save_revision()
    return page


def erased(story: StoryPage) -> Withdrawal:
    withdrawal = review.withdraw(story, builders.officer())
    erasure.erase(withdrawal)
    withdrawal.refresh_from_db()
    return withdrawal


def test_the_koordination_and_the_centre_read_where_it_is_until_it_is_mended_then_it_is_erased():
    story, coordinator = builders.published(), builders.coordinator()
    page, officer, stranger = news_with(story), builders.officer(), builders.officer("landkreis-harz")
    withdrawal = erased(story)
    (mail,) = OutboxMail.objects.filter(to=coordinator.email, subject=SUBJECT)
    assert "Neues vom Amt" in mail.text and f"/pages/{page.pk}/edit/" in mail.text

    def asked(user) -> list[str]:
        return [one.url for one in agenda_for(user).to_do if "gelöschten Geschichte" in one.text]

    assert asked(coordinator) == asked(officer) == [f"/admin/pages/{page.pk}/edit/"]
    assert asked(stranger) == []
    assert leftovers.job(timezone.now(), force=False).done == 0
    assert CampaignImage.objects.filter(pk=story.portrait_id).exists()
    page.body = []
    page.save()
    page.save_revision()
    assert leftovers.job(timezone.now(), force=False).done == 1
    assert not CampaignImage.objects.filter(pk=story.portrait_id).exists() and asked(coordinator) == []
    withdrawal.refresh_from_db()
    assert withdrawal.left == {} and withdrawal.proof["files_others_show"] == 1
    assert AuditEntry.objects.filter(action="page.files_erased").count() == 1


def test_a_picture_of_everybody_stays_and_the_koordination_is_told_to_look_at_it():
    from campaign.accounts.roles import shared_collection

    picture = builders.image()
    picture.collection = shared_collection()
    picture.save()
    coordinator, withdrawal = builders.coordinator(), erased(builders.published(portrait=picture))
    assert withdrawal.left == {} and CampaignImage.objects.filter(pk=picture.pk).exists()
    (mail,) = OutboxMail.objects.filter(to=coordinator.email, subject=SUBJECT)
    assert "gemeinsamen Sammlung" in mail.text and picture.title not in mail.text


def test_nobody_is_mailed_when_nothing_is_left():
    builders.coordinator()
    erased(builders.published())
    assert not OutboxMail.objects.filter(subject=SUBJECT).exists()
