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
    """Parts of stories whose number is known already, newest first; those of the second half are reached from the end."""

    def __init__(self, stories: StoryQuerySet, number: int, selection: Selection | None = None) -> None:
        super().__init__(stories, PER_PAGE)
        self.stories, self.count, self.selection = stories, number, selection or Selection()

    def page(self, number: int | str) -> Part:
        """Return a part; raises EmptyPage and PageNotAnInteger."""
        number = self.validate_number(number)
        first, behind = (number - 1) * PER_PAGE, min(number * PER_PAGE, self.count)
        if first <= self.count - behind:
            return Part(self._rows(first, behind - first, back=False), number, self)
        return Part(self._rows(self.count - behind, behind - first, back=True)[::-1], number, self)

    def _rows(self, before: int, wanted: int, *, back: bool) -> list[Any]:
        """Return so many stories after the first `before`; back: counted from the end."""
        stories = self.stories.reverse() if back else self.stories
        state = list_counts.state() if before >= FAR else ""
        if not state:
            return list(stories[before : before + wanted])
        name = f"story-parts-{state}-{timezone.localdate()}-{back}-{self.selection.query}"
        known: Beginnings = cache.get(name) or {}
        start = max((one for one in known if one <= before), default=0)
        if start:
            stories = stories.filter(_from(*known[start], back=back))
        rows = list(stories[before - start : before - start + wanted])
        if rows and before not in known:
            kept = dict(list(known.items())[1 - MOST :])
            cache.set(name, kept | {before: (rows[0].first_published_at, rows[0].pk)}, list_counts.LONGEST)
        return rows


def _from(published: datetime, key: int, *, back: bool) -> Q:
    way = "gt" if back else "lt"
    further = Q(**{f"first_published_at__{way}": published})
    same_moment = Q(first_published_at=published, **{f"pk__{way}e": key})
    # Said twice: this alone leads along the index.
    return Q(**{f"first_published_at__{way}e": published}) & (further | same_moment)
