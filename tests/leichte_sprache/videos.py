"""Videos for sign language without ffmpeg: whole as far as their header goes, with all that belongs to them."""

from campaign.accounts.roles import shared_collection
from campaign.media.creation import create_media
from campaign.media.models import CampaignMedia, Delivery
from tests.media.files import VTT
from tests.media.videos import mp4


def signed(title: str = "Beispiel", **facts: float) -> CampaignMedia:
    """A video of the campaign that may be shown; `facts`: width, height, fps."""
    made = create_media(
        title,
        mp4(**facts),
        shared_collection(),
        "a.mp4",
        captions=VTT,
        transcript="Willkommen.",
        description_waiver="Zu sehen ist nur eine Person, die gebärdet.",
        credit="Beispiel",
        licence="own",
    )
    CampaignMedia.objects.filter(pk=made.pk).update(delivery=Delivery.ORIGINAL)
    return CampaignMedia.objects.get(pk=made.pk)
