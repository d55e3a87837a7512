"""Digests: mails that can wait reach those who want it so as one mail with a line for each.

A collected mail stays a row of the outbox (state „collected“), so that keys, withdrawals and retention hold for it. When
its time has come, a digest is stored and the row points at it, in one transaction: no line is lost or told twice.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from campaign.audit import outbox
from campaign.audit.models import OutboxMail
from campaign.audit.tally import Tally

TEMPLATE = "digest"
State = OutboxMail.State


def job(now: datetime, *, force: bool) -> Tally:
    """Store a digest for everybody whose time has come; the outbox sends it. Done: how many lines were told."""
    _settle(now)
    waiting = OutboxMail.objects.filter(state=State.COLLECTED, collected_in=None)
    due = waiting.filter(due_at__lte=now).order_by("to").values_list("to", flat=True).distinct()
    return Tally(done=sum(_tell(address, now) for address in list(due)))


def reschedule(address: str, moment: datetime) -> None:
    """Let what is collected for an address go out at another time: its owner chose so."""
    rows = OutboxMail.objects.filter(to=address.lower(), state=State.COLLECTED, collected_in=None)
    rows.update(due_at=moment)


def readdress(old: str, new: str) -> None:
    """Let what is collected for an address go to its owner's new one; what is under way stays, warnings above all."""
    OutboxMail.objects.filter(to=old.lower(), state=State.COLLECTED, collected_in=None).update(to=new.lower())


def forget(about: str) -> None:
    """Empty every mail that tells of this, and give up those that still wait; does nothing for an empty name.

    A digest that tells of it, too, is emptied when it was sent; one that still waits is written anew without it.
    """
    if not about:
        return
    mails = OutboxMail.objects.filter(about=about)
    mails.filter(state__in=(State.PENDING, State.COLLECTED)).update(state=State.FAILED)
    mails.update(subject="", text="", html="", url="")
    # Asked after the update: it waits for a digest that is being stored at this moment.
    for digest in OutboxMail.objects.filter(pk__in=mails.exclude(collected_in=None).values("collected_in")):
        rest = digest.collected.filter(state=State.COLLECTED)
        mine = OutboxMail.objects.filter(pk=digest.pk)
        if digest.state == State.PENDING and rest.exists():
            mine.update(**_words(rest))
        else:
            mine.filter(state=State.PENDING).update(state=State.FAILED)
            mine.update(subject="", text="", html="")


def _tell(address: str, now: datetime) -> int:
    """Store the digest of one address; who is no longer with us gets none, and what waited for her is emptied."""
    with transaction.atomic():
        keys = list(
            OutboxMail.objects.select_for_update()
            .filter(to=address, state=State.COLLECTED, collected_in=None)
            .values_list("pk", flat=True)
        )
        rows = OutboxMail.objects.filter(pk__in=keys)
        if address not in outbox.times_of([address], now):
            rows.update(state=State.FAILED, subject="", text="", html="", url="", due_at=now)
            return 0
        digest = OutboxMail.objects.create(to=address, **_words(rows))
        rows.update(collected_in=digest)
    return len(keys)


def _words(rows: QuerySet[OutboxMail]) -> dict[str, str]:
    """Return subject and text of a digest of these rows, the oldest first."""
    lines = list(rows.order_by("created_at", "pk").values("subject", "url"))
    number = "Eine Nachricht" if len(lines) == 1 else f"{len(lines)} Nachrichten"
    subject = f"{number} zu den Kommunalen Jobcentern"
    return {"subject": subject, "text": outbox.rendered(TEMPLATE, {"lines": lines, "subject": subject})}


def _settle(now: datetime) -> None:
    """What a digest told shares its fate, so that it is kept no longer than any other mail."""
    for state in (State.SENT, State.FAILED):
        ended = OutboxMail.objects.filter(state=State.COLLECTED, collected_in__state=state)
        ended.update(state=state, sent_at=now if state == State.SENT else None, due_at=now)
