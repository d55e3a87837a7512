"""What templates of the media library ask."""

from django import template
from django.db import models
from wagtail.models import Collection

from campaign.media.choosing import Somebody, offered

register = template.Library()


@register.filter
def offered_to(collections: models.QuerySet[Collection], user: Somebody) -> models.QuerySet[Collection]:
    """Leave of a list of collections those the person may choose from: wagtailmedia's chooser offers all."""
    return offered(collections, user)
