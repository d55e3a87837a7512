"""Aktionen: the Koordination invites all centres, each answers, who does not is reminded. One transaction per act."""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from campaign.accounts.models import User
from campaign.audit import log
from campaign.audit.tally import Tally
from jobcenters.events import notices
from jobcenters.models import AktionAnswer, AktionPage, Jobcenter

Says = AktionAnswer.Says
# So many days before the closing date a reminder goes out, each once.
STAGES: Final = (14, 3)


class Conflict(Exception):
    """It cannot be done as things are; the text is German and says what to do."""


def not_invited(aktion: AktionPage) -> list[Jobcenter]:
    """Return the centres that were not invited yet."""
    known = aktion.answers.values("centre")
    return list(Jobcenter.objects.serving().exclude(pk__in=known).in_order().select_related("section"))


@transaction.atomic
def invite(aktion: AktionPage, *, actor: User) -> int:
    """Invite every centre that was not invited yet; return how many. Raises Conflict where the Aktion is not public."""
    AktionPage.objects.select_for_update().get(pk=aktion.pk)
    if not aktion.live:
        raise Conflict("Veröffentlichen Sie die Aktion zuerst: Die Einladung verweist auf ihre Seite.")
    centres = not_invited(aktion)
    now = timezone.now()
    answers = AktionAnswer.objects.bulk_create(
        AktionAnswer(aktion=aktion, centre=centre, invited_at=now) for centre in centres
    )
    for answer in answers:
        notices.invited(answer)
    if answers:
        log.record(
            "aktion.invited", actor=actor, obj=aktion, label=aktion.title, data={"centres": len(answers)}
        )
    return len(answers)


@transaction.atomic
def answer(row: AktionAnswer, says: str, note: str, *, actor: User) -> None:
    """Write down what a centre says; it may change its mind until the Aktion is over."""
    row = AktionAnswer.objects.select_for_update().select_related("aktion", "centre").get(pk=row.pk)
    if row.aktion.ends_on < timezone.localdate():
        raise Conflict("Diese Aktion ist vorbei. Ihre Antwort bleibt, wie sie war.")
    row.says, row.note = says, note
    row.answered_at, row.answered_by = timezone.now(), actor
    row.save()
    log.record(
        "aktion.answered",
        actor=actor,
        obj=row,
        centre=row.centre.ags,
        label=row.aktion.title,
        data={"says": says},
    )


def silent(aktion: AktionPage) -> list[AktionAnswer]:
    """Return those who have not answered at all, by Land and name; „offen“ said aloud is an answer."""
    waiting = aktion.answers.filter(answered_at=None, centre__in=Jobcenter.objects.serving())
    return list(
        waiting.select_related("centre__section", "aktion").order_by("centre__land_sort", "centre__sort_key")
    )


@transaction.atomic
def remind(aktion: AktionPage, *, stage: str, day: date, actor: User | None = None) -> int:
    """Remind those who have not answered; stage: names the reminder, each goes out once. Returns how many mails."""
    sent = 0
    for row in silent(aktion):
        if notices.reminded(row, stage, notices.reminder_subject(aktion)):
            AktionAnswer.objects.filter(pk=row.pk).update(reminded_on=day)
            sent += 1
    if sent:
        log.record("aktion.reminded", actor=actor, obj=aktion, label=aktion.title, data={"centres": sent})
    return sent


def job(now: datetime, *, force: bool) -> Tally:
    """Remind 14 and 3 days before the closing date; who comes late gets only the one that is due last."""
    today, done = timezone.localdate(now), 0
    for aktion in AktionPage.objects.live().filter(answers_until__gte=today):
        left = (aktion.answers_until - today).days
        due = [days for days in STAGES if left <= days]
        if due:
            done += remind(aktion, stage=f"{due[-1]}-days:{aktion.answers_until}", day=today)
    return Tally(done=done)
