"""Thirty days before a licence ends, everybody who can do something about it gets one mail: owners and users."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.accounts.teams import teams_of_collection, teams_of_pages
from campaign.audit import log
from campaign.audit.models import AuditEntry
from campaign.audit.outbox import queue_mail
from campaign.audit.tally import Tally
from campaign.media import library_uses, licences, release

ANNOUNCED = "file.licence_ending"


def job(now: datetime, *, force: bool) -> Tally:
    """Withdraw the files whose licence has ended, and announce the next ends."""
    on = timezone.localdate(now)
    return Tally(done=release.withdraw_ended(on) + announce(on))


def announce(on: date) -> int:
    """Write to the teams concerned about each file whose licence ends within 30 days; each end once.

    Returns how many files were announced. Who uses or owns several gets them in one mail.
    """
    files = _not_announced(on)
    concerned: dict[str, list[Any]] = defaultdict(list)
    for file in files:
        for address in _addresses(file):
            concerned[address].append(file)
    with transaction.atomic():
        for address, ending in sorted(concerned.items()):
            _mail(address, ending)
        for file in files:
            until = file.licence_until.isoformat()
            log.record(ANNOUNCED, obj=file, label=label_of(file), data={"until": until})
    return len(files)


def label_of(file: Any) -> str:
    """Return „Bild 12“: the log keeps no titles, which may name somebody."""
    return f"{file._meta.verbose_name} {file.pk}"


def _not_announced(on: date) -> list[Any]:
    found: list[Any] = []
    for model in release.file_models():
        ending = model._default_manager.filter(licence_until__range=(on, on + licences.NOTICE))
        found += ending.order_by("licence_until", "pk")
    entries = AuditEntry.objects.filter(action=ANNOUNCED, object_id__in={str(file.pk) for file in found})
    told = {
        (kind, key, data.get("until"))
        for kind, key, data in entries.values_list("object_type", "object_id", "data")
    }
    return [
        file
        for file in found
        if (file._meta.label_lower, str(file.pk), file.licence_until.isoformat()) not in told
    ]


def _addresses(file: Any) -> set[str]:
    """Return who owns the file or works for a centre that uses it; what is no centre's is the Koordination's."""
    pages = Page.objects.filter(pk__in=library_uses.pages_using(type(file), file.pk))
    owners, users = teams_of_collection(file.collection_id), [teams_of_pages([page]) for page in pages]
    found = set().union(_emails(owners), *map(_emails, users))
    if not owners or not all(users):
        found |= _emails(User.objects.holding(Role.KOORDINATION))
    return found


def _emails(people: Iterable[User]) -> set[str]:
    return {person.email for person in people}


def _mail(address: str, files: list[Any]) -> None:
    ends = sorted({licences.in_words(file.licence_until) for file in files})
    first = licences.in_words(min(file.licence_until for file in files))
    url = f"{settings.BASE_URL}{reverse('library_index')}?zeige=lizenz"
    names = "|".join(f"{file._meta.label_lower}:{file.pk}:{file.licence_until}" for file in files)
    queue_mail(
        to=[address],
        subject=f"Lizenz endet am {first}" if len(ends) == 1 else f"{len(files)} Lizenzen enden ab {first}",
        template="licences_ending",
        context={
            "files": [
                {"title": file.title, "kind": file._meta.verbose_name, "until": file.licence_until}
                for file in files
            ],
            "url": url,
        },
        url=url,
        key=f"licence|{sha256(names.encode()).hexdigest()}",
    )
