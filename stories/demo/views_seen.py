"""Numbers for the demo's statistics: invented views of its pages over a year."""

from datetime import timedelta
from random import Random

from django.utils import timezone
from wagtail.models import Page

from campaign.models import DailyCount
from jobcenters.models import Jobcenter
from stories.models import StoryPage

DAYS = 360
STEP = 6
WEBSITES = ("www.beispielkreis.example", "www.beispielstadt.example", "nachrichten.example")


def invent(centres: list[Jobcenter], seed: int) -> None:
    """Add views for the campaign's and the demo centres' public pages that have none yet."""
    chance = Random(seed)
    branches = tuple(path for one in centres for path in (one.section.path, one.folder.path))
    pages = Page.objects.live().filter(depth__gt=1).order_by("path")
    shown = [one for one in pages if one.depth < 4 or one.path.startswith(branches)]
    known = set(DailyCount.objects.filter(kind="page").values_list("key", flat=True))
    rows = [
        row
        for one in shown
        if str(one.pk) not in known
        for row in _of_page(one.pk, 8 // one.depth + 1, chance)
    ]
    for story in StoryPage.objects.public().order_by("pk")[:6]:
        if str(story.pk) not in known:
            rows += [
                _row("embed", f"story:{story.pk}", chance.randint(4, 60), 3, one) for one in WEBSITES[:2]
            ]
    DailyCount.objects.bulk_create(rows, ignore_conflicts=True)


def _of_page(number: int, weight: int, chance: Random) -> list[DailyCount]:
    return [
        _row("page", str(number), chance.randint(1, 6 * weight), back)
        for back in range(0, DAYS, STEP)
        if chance.random() < 0.7
    ]


def _row(kind: str, key: str, number: int, days_ago: int, host: str = "") -> DailyCount:
    day = timezone.localdate() - timedelta(days=days_ago)
    return DailyCount(day=day, kind=kind, key=key, host=host, number=number)
