"""The consents of a story as one light in the queue."""

from collections import defaultdict
from collections.abc import Collection
from datetime import timedelta

from django.utils import timezone

from campaign.media.licences import in_words
from campaign.publishing.signs import Light, Sign
from stories.consents import reach
from stories.consents.endings import STAGES
from stories.consents.reach import ChannelStatus
from stories.models import Person


def consents(page_ids: Collection[int]) -> dict[int, Sign]:
    """Return page id -> whether the website is covered for everybody in the story; two queries."""
    people = Person.objects.filter(story__in=page_ids).prefetch_related("consents")
    found: dict[int, list[ChannelStatus]] = defaultdict(list)
    for person in people:
        found[person.story_id].append(reach.status(person))
    return {pk: _sign(found[pk]) for pk in page_ids}


def _sign(statuses: list[ChannelStatus]) -> Sign:
    if not statuses:
        return Sign(Light.RED, "ohne Person")
    lacking = sum(not one.is_covered for one in statuses)
    if lacking:
        number = f" bei {lacking} von {len(statuses)}" if len(statuses) > 1 else ""
        return Sign(Light.RED, f"Einwilligung fehlt{number}")
    ends = [one.until for one in statuses if one.until]
    if ends and min(ends) <= timezone.localdate() + timedelta(days=STAGES[0]):
        return Sign(Light.YELLOW, f"Einwilligung bis {in_words(min(ends))}")
    return Sign(Light.GREEN, "Einwilligung gilt")
