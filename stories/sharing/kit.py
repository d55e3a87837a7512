"""What somebody may pass on of a public story, and to which channel: asked of the consents at each request."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse

from campaign.publishing.models import Approval
from stories.consents import reach
from stories.consents.rules import CHANNELS, Channel
from stories.models import Person, StoryPage
from stories.models.coverage import covered
from stories.sharing import crops, texts


@dataclass(frozen=True)
class ChannelState:
    """One channel: whether everybody shown agreed, and if not, who lacks what, in sentences."""

    channel: Channel
    label: str
    is_agreed: bool
    gaps: tuple[str, ...] = ()


def agreed(story: StoryPage) -> frozenset[Channel]:
    """Return the channels to which everybody agreed whom the public version shows; one query."""
    approval = story.released_approval
    if approval is None:
        return frozenset()
    own = Approval.objects.filter(pk=OuterRef("pk"))
    row = (
        Approval.objects.filter(pk=approval.pk)
        .values_list(*[Exists(covered(own, channel)) for channel in Channel])
        .get()
    )
    return frozenset(channel for channel, is_agreed in zip(Channel, row, strict=True) if is_agreed)


def channel_states(story: StoryPage, channels: frozenset[Channel]) -> list[ChannelState]:
    """Say of each channel besides the website how it stands; two queries."""
    shown = Person.everybody.filter(portrayals__approval=story.released_approval)
    people = list(shown.prefetch_related("consents"))
    return [
        ChannelState(
            channel,
            label,
            channel in channels,
            ()
            if channel in channels
            else tuple(why for one in people if (why := reach.status(one, channel).why)),
        )
        for channel, label in CHANNELS.items()
        if channel is not Channel.WEB
    ]


def told(story: StoryPage) -> texts.Told:
    """Return the public words of a story."""
    return texts.Told(
        title=story.title,
        quote=story.quote.strip().strip('„“"'),
        intro=story.intro.strip(),
        names=tuple(person["name"] for person in story.shown_persons()),
        centre=story.jobcenter.name,
        url=story.full_url,
    )


def short_url(story: StoryPage) -> str:
    """Return the address that one can type from paper."""
    return settings.BASE_URL + reverse("story_short", args=[story.pk])


def pictures(story: StoryPage, channels: frozenset[Channel]) -> list[dict[str, Any]]:
    """Return key, label, rendition (None while it is being made) of each shape; empty where nobody may have them."""
    if story.portrait_id is None or not channels & set(crops.WITH_PICTURES):
        return []
    files = crops.made(story)
    return [{"key": key, "label": label, "file": files.get(key)} for key, label in crops.LABELS.items()]
