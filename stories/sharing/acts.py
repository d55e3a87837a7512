"""The only writer of the register of who shows a story elsewhere; each act is in the log, in the same transaction."""

from typing import Any

from django.db import transaction

from campaign.accounts.models import User
from campaign.audit import log
from stories.models import Reuse, StoryPage

FIELDS = ("kind", "place", "url", "email", "since")


class AlreadyGone(Exception):
    """The entry was removed meanwhile."""


def add(story: StoryPage, user: User, data: dict[str, Any]) -> Reuse:
    """Note a place that shows the story; data: a value for each of FIELDS."""
    with transaction.atomic():
        reuse = Reuse.objects.create(story=story, recorded_by=user, **{name: data[name] for name in FIELDS})
        _record("added", reuse, user)
    return reuse


def change(reuse: Reuse, user: User, data: dict[str, Any]) -> None:
    """Correct an entry. Raises AlreadyGone."""
    with transaction.atomic():
        row = _locked(reuse)
        for name in FIELDS:
            setattr(row, name, data[name])
        row.save(update_fields=FIELDS)
        _record("changed", row, user)


def remove(reuse: Reuse, user: User) -> None:
    """Delete an entry: the place shows the story no longer. Raises AlreadyGone."""
    with transaction.atomic():
        row = _locked(reuse)
        _record("removed", row, user)
        row.delete()


def _locked(reuse: Reuse) -> Reuse:
    row = Reuse.objects.select_for_update().filter(pk=reuse.pk).first()
    if row is None:
        raise AlreadyGone
    return row


def _record(act: str, reuse: Reuse, user: User) -> None:
    log.record(
        f"reuse.{act}",
        actor=user,
        obj=reuse,
        centre=reuse.story.jobcenter.ags,
        label=f"Verwendung {reuse.pk}",
        data={"story": reuse.story_id, "kind": reuse.kind},
    )
