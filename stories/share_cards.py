"""The picture of a story on its card: only while everybody it shows has agreed to social media."""

from typing import IO

from django.db.models import Exists, OuterRef, Q

from campaign.publishing.models import Approval
from campaign.share_cards import making
from stories.consents.rules import Channel
from stories.models import StoryPage
from stories.models.coverage import covered


def register() -> None:
    """Let the cards of stories show the portrait."""
    making.register_picture(StoryPage, _open, _agreed)


def _agreed() -> Q:
    approvals = Approval.objects.released().filter(
        page=OuterRef("page_id"), revision=OuterRef("page__live_revision")
    )
    with_portrait = StoryPage.objects.filter(pk=OuterRef("page_id")).exclude(portrait=None)
    return Q(Exists(with_portrait)) & Q(Exists(covered(approvals, Channel.SOCIAL)))


def _open(story: StoryPage) -> IO[bytes] | None:
    return story.portrait.file.open("rb") if story.portrait else None
