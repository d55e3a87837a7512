"""The parts of the list of stories: few steps to each that somebody comes to from its neighbour, however far behind it lies.

PostgreSQL has to ask of every story before a part whether it may be shown. So where a far part begins is kept for a while
(a date and a number, never a story), and what lies behind it is reached from there. What begins or ends a publication
throws that away at once, together with the numbers above the list.
"""

from datetime import datetime
from typing import Any, Final

from django.core.cache import cache
from django.core.paginator import Page as Part
from django.core.paginator import Paginator
from django.db.models import Q
from django.utils import timezone

from stories import list_counts
from stories.models.queryset import StoryQuerySet
from stories.selection import Selection

PER_PAGE: Final = 24
# Up to here walking costs less than looking up.
FAR: Final = 40 * PER_PAGE
# So many beginnings are kept of one list; the oldest goes.
MOST: Final = 200
# How many stories lie before it → when the one that begins the part first became public, and its key.
Beginnings = dict[int, tuple[datetime, int]]


class CountedPaginator(Paginator):
    """Parts of stories whose number is known already, newest first; reached from either end, or from a known beginning."""

    def __init__(self, stories: StoryQuerySet, number: int, selection: Selection | None = None) -> None:
        super().__init__(stories, PER_PAGE)
        self.stories, self.count, self.selection = stories, number, selection or Selection()

    def page(self, number: int | str) -> Part:
        """Return a part; raises EmptyPage and PageNotAnInteger."""
        number = self.validate_number(number)
        first, behind = (number - 1) * PER_PAGE, min(number * PER_PAGE, self.count)
        name = self._name() if min(first, self.count - behind) >= FAR else ""
        known: Beginnings = cache.get(name) or {} if name else {}
        rows = self._rows(first, behind, known)
        if name and rows and first not in known:
            kept = dict(list(known.items())[1 - MOST :])
            cache.set(name, kept | {first: (rows[0].first_published_at, rows[0].pk)}, list_counts.LONGEST)
        return Part(rows, number, self)

    def _name(self) -> str:
        state = list_counts.state()
        return state and f"story-parts-{state}-{timezone.localdate()}-{self.selection.query}"

    def _rows(self, first: int, behind: int, known: Beginnings) -> list[Any]:
        """Return the stories from the one before which `first` lie to the one before which `behind` lie."""
        start = max((one for one in known if one <= first), default=0)
        end = min((one for one in known if one >= behind), default=self.count)
        if first - start <= end - behind:
            onward = self.stories.filter(_from(*known[start])) if start in known else self.stories
            return list(onward[first - start : behind - start])
        back = self.stories.reverse()
        back = back.filter(_before(*known[end])) if end in known else back
        return list(back[end - behind : end - first])[::-1]


# The first condition says what the second does, but alone it leads along the index.
def _from(published: datetime, key: int) -> Q:
    same_moment = Q(first_published_at=published, pk__lte=key)
    return Q(first_published_at__lte=published) & (Q(first_published_at__lt=published) | same_moment)


def _before(published: datetime, key: int) -> Q:
    same_moment = Q(first_published_at=published, pk__gt=key)
    return Q(first_published_at__gte=published) & (Q(first_published_at__gt=published) | same_moment)
