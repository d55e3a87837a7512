"""Adds views up into rows: each file in one transaction with its name, so that none is lost and none counts twice."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.db import models, transaction
from django.db.models import F
from wagtail.models import Page

from campaign.audit.tally import Tally
from campaign.models.statistics import CountedFile, DailyCount
from campaign.statistics import buffer, spool
from campaign.statistics.spool import View

# So many hosts of one embed and day are told apart: a Referer is only what somebody says.
MOST_HOSTS = 200
# Years may be compared with the year before, and the year before that.
KEPT_FOR = timedelta(days=3 * 366 + 31)
NAMES_KEPT_FOR = timedelta(days=30)


def job(now: datetime, *, force: bool = False) -> Tally:
    """Add up what was noted since the last run. Done: how many views."""
    return Tally(done=sum(count_file(path) for path in spool.take(buffer.folder())))


def forget(now: datetime, *, force: bool = False) -> Tally:
    """Delete numbers that are too old, and those of pages that are no more."""
    old, _ = DailyCount.objects.filter(day__lt=(now - KEPT_FOR).date()).delete()
    CountedFile.objects.filter(counted_at__lt=now - NAMES_KEPT_FOR).delete()
    kept = {str(key) for key in Page.objects.values_list("pk", flat=True)}
    keys = DailyCount.objects.order_by().values_list("kind", "key").distinct()
    gone = [key for kind, key in keys if (number := page_of(kind, key)) and number not in kept]
    orphans, _ = DailyCount.objects.filter(key__in=gone).delete()
    return Tally(done=old + orphans)


def count_file(path: Path) -> int:
    """Add up one taken file and remove it; returns how many views. One that is in the numbers is only removed."""
    number = 0
    with transaction.atomic():
        _, is_new = CountedFile.objects.get_or_create(name=path.name)
        if is_new:
            views = spool.read(path)
            add(views)
            number = views.total()
    path.unlink(missing_ok=True)
    return number


def add(views: Counter[View]) -> None:
    """Add numbers to the rows, in the caller's transaction; what is seen of a page that is gone is left out."""
    wanted = _with_few_hosts(_of_pages_that_exist(views))
    for row in _rows(wanted):
        same = DailyCount.objects.filter(day=row.day, kind=row.kind, key=row.key, host=row.host)
        same.update(number=F("number") + wanted[_view_of(row)])


def raise_to(views: Counter[View]) -> None:
    """Make numbers at least as high as these, in the caller's transaction; twice changes nothing more."""
    wanted = _with_few_hosts(_of_pages_that_exist(views))
    for row in _rows(wanted):
        number = wanted[_view_of(row)]
        same = DailyCount.objects.filter(day=row.day, kind=row.kind, key=row.key, host=row.host)
        same.filter(number__lt=number).update(number=number)


def _rows(views: Iterable[View]) -> list[DailyCount]:
    """Return a row for each, made with zero where there was none."""
    rows = [DailyCount(day=one.day, kind=one.kind, key=one.key, host=one.host) for one in sorted_views(views)]
    DailyCount.objects.bulk_create(rows, ignore_conflicts=True)
    return rows


def _view_of(row: DailyCount) -> View:
    return View(str(row.day), row.kind, row.key, row.host)


def sorted_views(views: Iterable[View]) -> list[View]:
    """Return views in one order for all processes, so that two of them never wait for each other's rows."""
    return sorted(views, key=lambda one: (one.kind, one.key, one.day, one.host))


def page_of(kind: str, key: str) -> str:
    """Return the number of the page that something seen belongs to; "" for embeds that show no single page."""
    if kind == "page":
        return key
    what, _, number = key.partition(":")
    return number if what == "story" and number.isdigit() else ""


def erase(page_number: int) -> None:
    """Delete every number that belongs to a page."""
    mine = models.Q(kind="page", key=str(page_number)) | models.Q(kind="embed", key=f"story:{page_number}")
    DailyCount.objects.filter(mine).delete()


def _of_pages_that_exist(views: Counter[View]) -> Counter[View]:
    numbers = {page_of(one.kind, one.key) for one in views} - {""}
    wanted = [int(number) for number in numbers if number.isdigit() and len(number) < 19]
    # Held until the end of the transaction: no page is erased between this question and its number.
    locked = Page.objects.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True)
    there = {str(pk) for pk in locked.values_list("pk", flat=True)} | {""}
    return Counter({one: number for one, number in views.items() if page_of(one.kind, one.key) in there})


def _with_few_hosts(views: Counter[View]) -> Counter[View]:
    """Put the views of further hosts together under no host."""
    found: Counter[View] = Counter()
    hosts: dict[tuple[str, str], set[str]] = {}
    days = {one.day for one in views if one.host}
    for day, key, host in DailyCount.objects.filter(kind="embed", day__in=days).values_list(
        "day", "key", "host"
    ):
        hosts.setdefault((day.isoformat(), key), set()).add(host)
    for one, number in views.items():
        known = hosts.setdefault((one.day, one.key), set())
        if one.host and one.host not in known and len(known) >= MOST_HOSTS:
            found[View(one.day, one.kind, one.key)] += number
        else:
            known.add(one.host)
            found[one] += number
    return found
