"""What templates of the media library ask."""

from django import template
from django.db import models
from wagtail.models import Collection

from campaign.media.choosing import Somebody, offered
from campaign.media.models import CampaignMedia
from campaign.media.transcoding_state import Progress, progress

register = template.Library()


@register.filter
def offered_to(collections: models.QuerySet[Collection], user: Somebody) -> models.QuerySet[Collection]:
    """Leave of a list of collections those the person may choose from: wagtailmedia's chooser offers all."""
    return offered(collections, user)


@register.filter
def conversion(recording: CampaignMedia) -> Progress | None:
    """Return how far the conversion of a video is; None for sound."""
    return progress(recording)
