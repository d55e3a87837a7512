"""Images, documents and recordings. Each belongs to a collection: one centre's, or the campaign's shared one.

All files lie in the private store. While `is_released` is set, that is while a live page shows the object,
its public files (never an original) also have a name in MEDIA_ROOT; release.py keeps both in line.
"""

from campaign.media.models.documents import CampaignDocument
from campaign.media.models.images import CampaignImage, CampaignRendition, RenditionOrder
from campaign.media.models.recordings import CampaignMedia, Delivery
from campaign.media.models.released import Licence, Released
from campaign.media.models.versions import VideoVersion

__all__ = [
    "CampaignDocument",
    "CampaignImage",
    "CampaignMedia",
    "CampaignRendition",
    "Delivery",
    "Licence",
    "Released",
    "RenditionOrder",
    "VideoVersion",
]
