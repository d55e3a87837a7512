"""Notices by itself which websites show a story's card: from the counted hosts, into the register of uses."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from campaign.accounts.models import User
from campaign.accounts.ownership import own_pages
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo
from campaign.audit.tally import Tally
from campaign.models.statistics import DailyCount
from campaign.publishing.models import Withdrawal
from stories.models import Reuse
from stories.sharing import acts

# An entry that somebody deleted comes back only if the card is seen there again.
LOOK_BACK: Final = timedelta(days=2)
ASKED_FOR: Final = timedelta(days=30)
KEY = "story:"
# In the proof of a withdrawal: websites of which nobody knew whom to write to.
UNREACHED = "reuses_unreached"
MOST_NAMED: Final = 5


def job(now: datetime, *, force: bool = False) -> Tally:
    """Enter each host once per story, as long as the story is not withdrawn; forget old names of websites."""
    seen = DailyCount.objects.filter(
        kind="embed", key__startswith=KEY, day__gte=timezone.localdate(now) - LOOK_BACK
    )
    hosts = (
        seen.exclude(host="").values_list("key", "host").annotate(first=Min("day")).order_by("key", "host")
    )
    numbers = [(key.removeprefix(KEY), host, first) for key, host, first in hosts]
    noticed = [acts.notice(int(number), host, first) for number, host, first in numbers if number.isdigit()]
    return Tally(done=sum(noticed) + _forget(now))


def unreached(story_number: int, reuses: Iterable[Reuse]) -> list[str]:
    """Return the websites that showed a story lately and of which no entry says whom to write to."""
    seen = DailyCount.objects.filter(
        kind="embed", key=f"{KEY}{story_number}", day__gte=timezone.localdate() - ASKED_FOR
    )
    hosts = set(seen.exclude(host="").values_list("host", flat=True))
    noticed = {reuse.place for reuse in reuses if not reuse.email}
    reached = {acts.host_of(reuse) for reuse in reuses if reuse.email}
    return sorted(host for host in hosts | noticed if acts.bare(host) not in reached)[: acts.MOST_NOTICED]


def grounds(user: User) -> Iterator[QuerySet[Withdrawal]]:
    """Yield the withdrawals after which nobody could be written to."""
    if user.roles & {Role.KOORDINATION, Role.REDAKTION}:
        yield _unreached()


def todos(user: User) -> Iterator[Todo]:
    """Yield the websites whose frame is empty since a withdrawal, where nobody could be written to."""
    withdrawals = _unreached().filter(withdrawn_at__gte=timezone.now() - ASKED_FOR)
    if not user.has_role(Role.KOORDINATION):
        withdrawals = withdrawals.filter(place__in=Page.objects.filter(own_pages(user)))
    for withdrawal in withdrawals.order_by("-withdrawn_at"):
        yield Todo(
            f"Eine zurückgezogene Geschichte war hier eingebettet: {_named(withdrawal.proof[UNREACHED])}.",
            "Verwendungen ansehen",
            reverse("sharing_register"),
            detail="Dort steht jetzt nur ein Hinweis. Bitte bitten Sie darum, den Rahmen herauszunehmen.",
        )


def _named(hosts: list[str]) -> str:
    """Return the first names: whoever asks for a card may claim any website, so that they never fill the screen."""
    rest = len(hosts) - MOST_NAMED
    return ", ".join(hosts[:MOST_NAMED]) + (f" und {rest} weitere" if rest > 0 else "")


def _unreached() -> QuerySet[Withdrawal]:
    return Withdrawal.objects.filter(proof__has_key=UNREACHED)


def _forget(now: datetime) -> int:
    old = list(_unreached().filter(withdrawn_at__lt=now - ASKED_FOR))
    for withdrawal in old:
        withdrawal.proof.pop(UNREACHED)
        withdrawal.save(update_fields=["proof"])
    return len(old)
