"""What waits for the Koordination on the campaign's own pages: figures that grew old."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo
from campaign.models import Kennzahl

OLD_AFTER_MONTHS = 24


def figures(user: User) -> Iterator[Todo]:
    """Yield one sentence about figures whose date lies more than two years back; one query."""
    if not user.has_role(Role.KOORDINATION):
        return
    today = timezone.localdate()
    # The 28th exists in every month.
    limit = today.replace(year=today.year - OLD_AFTER_MONTHS // 12, day=min(today.day, 28))
    old = Kennzahl.objects.filter(as_of__lt=limit).count()
    if old:
        text = "Eine Kennzahl ist" if old == 1 else f"{old} Kennzahlen sind"
        yield Todo(
            f"{text} älter als zwei Jahre. Gibt es neuere Zahlen?",
            "Kennzahlen prüfen",
            reverse("kennzahl:index"),
        )
