"""The only writer of the register of who shows a story elsewhere; each act is in the log, in the same transaction."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction

from campaign.accounts.models import User
from campaign.audit import log
from stories.models import Reuse, StoryPage

FIELDS = ("kind", "place", "url", "email", "since")
# A Referer is only what somebody says: so many websites of one story are noted without a person.
MOST_NOTICED = 50


class AlreadyGone(Exception):
    """The entry was removed meanwhile."""


def add(story: StoryPage, user: User, data: dict[str, Any]) -> Reuse:
    """Note a place that shows the story; data: a value for each of FIELDS."""
    with transaction.atomic():
        reuse = Reuse.objects.create(story=story, recorded_by=user, **{name: data[name] for name in FIELDS})
        _record("added", reuse, user)
    return reuse


def notice(story_number: int, host: str, since: date) -> bool:
    """Note that a website was seen to show a story's card; False where that is known or the story is withdrawn."""
    with transaction.atomic():
        stories = StoryPage.objects.select_for_update(of=("self",)).filter(withdrawal=None)
        story = stories.filter(pk=story_number).first()
        if story is None or not _is_news(story, host):
            return False
        reuse = Reuse.objects.create(
            story=story, place=host, url=f"https://{host}/", since=since, source=Reuse.Source.RECORDED
        )
        _record("noticed", reuse, None)
    return True


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


def host_of(reuse: Reuse) -> str:
    """Return the website of an entry as `bare` writes it; "" for what is no website."""
    return bare(urlsplit(reuse.url).hostname or "")


def bare(host: str) -> str:
    """Return a host without „www.“: for people both are one website."""
    return host.lower().removeprefix("www.")


def _is_news(story: StoryPage, host: str) -> bool:
    known = list(story.reuses.all())
    noticed = [one for one in known if one.source == Reuse.Source.RECORDED]
    return bare(host) not in {host_of(one) for one in known} and len(noticed) < MOST_NOTICED


def _locked(reuse: Reuse) -> Reuse:
    row = Reuse.objects.select_for_update().filter(pk=reuse.pk).first()
    if row is None:
        raise AlreadyGone
    return row


def _record(act: str, reuse: Reuse, user: User | None) -> None:
    log.record(
        f"reuse.{act}",
        actor=user,
        obj=reuse,
        centre=reuse.story.jobcenter.ags,
        label=f"Verwendung {reuse.pk}",
        data={"story": reuse.story_id, "kind": reuse.kind},
    )
