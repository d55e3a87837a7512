"""Events on pages of the apps below."""

from django import template
from django.utils import timezone

from jobcenters.events import reading
from jobcenters.events.calendar import Entry

register = template.Library()


@register.simple_tag
def next_events(number: int) -> list[Entry]:
    """Return the next public events of all centres, as components/event_row.html shows them."""
    return reading.upcoming(number, day=timezone.localdate())
