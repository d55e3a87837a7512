"""How each centre takes part in a month: what it published, submitted, confirmed and holds, and what was seen of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count
from django.utils import timezone

from campaign.models import Kennzahl
from campaign.publishing.models import Submission
from jobcenters.models import EventPage, Jobcenter
from stories import list_counts
from stories.models import StoryPage
from stories.selection import Selection
from stories.statistics import numbers
from stories.statistics.numbers import Area

COLUMNS = (
    *("Jobcenter", "Land", "Geschichten öffentlich", "davon neu", "eingereicht", "Termine", "Kennzahlen"),
    *("Angaben bestätigt am", "Aufrufe der Seiten", "Einbettungen"),
)


@dataclass(frozen=True)
class Part:
    """What one centre did: public stories, of them new ones, submissions, events and figures, and the views of a month."""

    centre: Jobcenter
    public: int
    new: int
    submitted: int
    events: int
    figures: int
    pages: int
    embeds: int

    @property
    def is_active(self) -> bool:
        """Whether the centre did anything in the month."""
        return bool(self.new or self.submitted or self.events)

    def cells(self) -> tuple[Any, ...]:
        """Return it as a row below COLUMNS."""
        confirmed = self.centre.confirmed_on
        return (
            *(self.centre.name, self.centre.land, self.public, self.new, self.submitted),
            *(self.events, self.figures, f"{confirmed:%d.%m.%Y}" if confirmed else ""),
            *(self.pages, self.embeds),
        )


def table(first: date) -> Iterator[tuple[Any, ...]]:
    """Yield the heading and a row for each centre that is there."""
    yield COLUMNS
    yield from (part.cells() for part in of_month(first))


def of_month(first: date, centres: Sequence[Jobcenter] | None = None) -> list[Part]:
    """Return the part of each centre (all that are there, if none are named); a number of queries that does not grow."""
    if centres is None:
        centres = list(Jobcenter.objects.serving().in_order().select_related("section", "folder"))
    since, until = _moment(first), _moment(numbers.month_after(first))
    public, new = _stories(since, until)
    submitted = _submitted(since, until)
    events = _events(first)
    figures = dict(
        Kennzahl.objects.public().exclude(group=None).order_by().values_list("group").annotate(Count("pk"))
    )
    seen = numbers.seen(Area(None if len(centres) > 1 else tuple(centres)), first)
    pages = numbers.by_centre(seen)
    embeds = numbers.embeds_by_centre(seen)
    return [
        Part(
            *(one, public[one.slug], new[one.slug], submitted[one.pk], events[one.section.path]),
            *(figures.get(one.group_id, 0), pages[one], embeds[one]),
        )
        for one in centres
    ]


def _stories(since: datetime, until: datetime) -> tuple[Counter[str], Counter[str]]:
    """Return by centre how many stories are public, as above their list, and how many of them since and until then."""
    public: Counter[str] = Counter()
    for cell in list_counts.counted(Selection()).cells:
        public[cell.centre] += cell.number
    new = (
        StoryPage.objects.public()
        .order_by()
        .filter(first_published_at__gte=since, first_published_at__lt=until)
    )
    # Counted here: to group them, PostgreSQL would go through them centre by centre, each time somewhere else.
    return public, Counter(new.values_list("jobcenter__slug", flat=True).iterator())


def _submitted(since: datetime, until: datetime) -> Counter[int]:
    """Count stories, not attempts: one that came back and was handed in again is one."""
    found = Submission.objects.filter(submitted_at__gte=since, submitted_at__lt=until)
    keys = found.values_list("task_state__workflow_state__object_id", flat=True)
    rows = StoryPage.objects.filter(pk__in={int(key) for key in keys}).values_list("jobcenter", flat=True)
    return Counter(rows)


def _events(first: date) -> Counter[str]:
    """Count the public events that begin in a month, by the path of the section they lie in."""
    found = EventPage.objects.live().filter(starts_on__gte=first, starts_on__lt=numbers.month_after(first))
    paths: Iterable[str] = found.values_list("path", flat=True)
    return Counter(path[: numbers.DEPTH_OF_CENTRES * EventPage.steplen] for path in paths)


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
