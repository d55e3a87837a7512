"""How long a copy may last: a minute, and never beyond the moment at which the clock alone changes a page."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone
from wagtail.models import Revision

from campaign.publishing.models import Approval

LONGEST: Final = timedelta(seconds=60)


def next_moment(now: datetime) -> datetime:
    """Return when a page appears or ends by itself next: midnight for licences, consents and dates, else a set hour."""
    today = timezone.localtime(now)
    midnight = today.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None) + timedelta(days=1)
    hours = (
        Approval.objects.waiting()
        .filter(publish_at__gt=now)
        .order_by("publish_at")
        .values_list("publish_at"),
        Revision.objects.filter(approved_go_live_at__gt=now)
        .order_by("approved_go_live_at")
        .values_list("approved_go_live_at"),
    )
    first = [row[0] for query in hours for row in query[:1]]
    return min([timezone.make_aware(midnight), *(hour for hour in first if hour is not None)])


def seconds(began: datetime, now: datetime) -> int:
    """Return how many whole seconds a copy lasts whose making began then and ended now; 0 means it is none.

    A moment that passed meanwhile counts: the page may have been asked before it.
    """
    return max(0, int(min(LONGEST, next_moment(began) - now).total_seconds()))
