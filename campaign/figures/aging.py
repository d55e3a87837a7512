"""Figures that grew old: 24 months after their date everybody who can renew them gets one mail."""

from collections import defaultdict
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from campaign.audit import log
from campaign.audit.outbox import queue_mail
from campaign.audit.tally import Tally
from campaign.figures.notices import koordination, team
from campaign.models.figures import Kennzahl


def job(now: datetime, *, force: bool) -> Tally:
    """Announce what grew old since the last run; each date of a figure once."""
    with transaction.atomic():
        old = Kennzahl.objects.outdated(timezone.localdate(now))
        new = list(old.filter(Q(announced=None) | ~Q(announced=F("as_of"))).select_for_update(of=("self",)))
        by_group: dict[int | None, list[Kennzahl]] = defaultdict(list)
        for figure in new:
            by_group[figure.group_id].append(figure)
            log.record("figure.outdated", obj=figure, label=figure.label, data={"as_of": figure.as_of})
        for group, figures in by_group.items():
            _tell(team(group) if group else koordination(), figures)
        for figure in new:
            Kennzahl.objects.filter(pk=figure.pk).update(announced=figure.as_of)
    return Tally(done=len(new))


def _tell(addresses: set[str], figures: list[Kennzahl]) -> None:
    number = len(figures)
    queue_mail(
        to=sorted(addresses),
        subject="Eine Kennzahl ist älter als zwei Jahre"
        if number == 1
        else f"{number} Kennzahlen sind älter als zwei Jahre",
        template="figures_outdated",
        context={
            "figures": [{"sentence": str(one), "as_of": one.as_of} for one in figures],
            "url": settings.BASE_URL + reverse("figures_index"),
        },
    )
