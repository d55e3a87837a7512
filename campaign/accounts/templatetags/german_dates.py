"""„vor 3 Tagen“ in templates of the admin."""

from datetime import datetime

from django import template

from campaign.accounts import german_dates

register = template.Library()


@register.filter
def ago(moment: datetime | None) -> str:
    """Return how long ago it was; empty without a moment."""
    return german_dates.ago(moment) if moment else ""


@register.filter
def since(moment: datetime | None) -> str:
    """Return since when it has been so; empty without a moment."""
    return german_dates.since(moment) if moment else ""
