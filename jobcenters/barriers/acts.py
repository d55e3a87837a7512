"""What happens to a report: it comes in, is taken on, passed on, answered, and forgotten. One transaction per act."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from campaign.accounts.models import User
from campaign.audit import log, outbox
from jobcenters.barriers import address, clock, notices, reach
from jobcenters.models import BarrierReport, Jobcenter

State = BarrierReport.State
# Without letters and digits that are taken for one another.
ALPHABET = "ABCDEFGHJKMNPQRTUVWXYZ2346789"
NOBODY = "In der Redaktion kann gerade niemand schreiben."
# What tells of the person who reported, and is deleted in the end.
PERSONAL = ("problem", "assistive", "email", "phone", "answer", "passed_note")


class Conflict(Exception):
    """It cannot be done as things are; the text is German and says what to do."""


@dataclass(frozen=True)
class Told:
    """What somebody wrote into the form; only `problem` is always there."""

    page: str
    problem: str
    assistive: str = ""
    email: str = ""
    phone: str = ""


@transaction.atomic
def receive(told: Told) -> BarrierReport:
    """Keep a report, tell who has to answer, and confirm it to the person if she left an address."""
    centre, today = centre_of(told.page), timezone.localdate()
    is_alone = centre is not None and not _is_staffed(centre)
    report = BarrierReport.objects.create(
        number=_new_number(),
        centre=centre,
        page_path=told.page,
        problem=told.problem,
        assistive=told.assistive,
        email=told.email,
        phone=told.phone,
        received_on=today,
        due_on=clock.due_on(today),
        passed_at=timezone.now() if is_alone else None,
        passed_note=NOBODY if is_alone else "",
    )
    _record("received", report, actor="Barriere melden")
    notices.arrived(report)
    notices.confirm(report)
    return report


@transaction.atomic
def take(report: BarrierReport, user: User) -> None:
    """Note that somebody is at it."""
    row = _locked(report, user)
    if row.state == State.NEW:
        row.state, row.worked_on_by = State.WORKING, user
        row.save(update_fields=["state", "worked_on_by"])
        _record("taken", row, actor=user)


@transaction.atomic
def pass_on(report: BarrierReport, user: User, note: str) -> None:
    """Hand it to the Koordination, with a reason; the day of the answer stays."""
    row = _locked(report, user)
    if row.is_with_koordination:
        raise Conflict("Diese Meldung liegt schon bei der Koordination.")
    row.passed_at, row.passed_note, row.worked_on_by = timezone.now(), note, None
    row.state = State.NEW
    row.save(update_fields=["passed_at", "passed_note", "worked_on_by", "state"])
    _record("passed", row, actor=user)
    notices.passed(row)


@transaction.atomic
def answer(report: BarrierReport, user: User, text: str) -> None:
    """Answer by mail where there is an address; else `text` notes what was said or done."""
    row = _locked(report, user)
    row.state, row.answer = State.ANSWERED, text
    row.answered_at, row.answered_by = timezone.now(), user
    row.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    _record("answered", row, actor=user, by_mail=bool(row.email))
    notices.answered(row)


@transaction.atomic
def find_somebody(report: BarrierReport) -> bool:
    """Hand a report whose Redaktion is gone to the centre that took over, else to the Koordination; say if so."""
    row = BarrierReport.objects.select_for_update(of=("self",)).select_related("centre").get(pk=report.pk)
    if row.centre is None or row.is_with_koordination or not row.is_open or _is_staffed(row.centre):
        return False
    heir = row.centre.heir()
    if heir is not None and heir != row.centre and _is_staffed(heir):
        row.centre = heir
    else:
        row.passed_at, row.passed_note = timezone.now(), NOBODY
    row.worked_on_by, row.state = None, State.NEW
    row.save(update_fields=["centre", "passed_at", "passed_note", "worked_on_by", "state"])
    _record("passed", row, to_heir=not row.is_with_koordination)
    notices.passed(row)
    return True


@transaction.atomic
def forget(report: BarrierReport, now: datetime) -> None:
    """Delete what tells of the person; number, page and days stay."""
    row = BarrierReport.objects.select_for_update().get(pk=report.pk)
    if row.forgotten_at is None:
        for name in PERSONAL:
            setattr(row, name, "")
        row.forgotten_at = now
        row.save(update_fields=[*PERSONAL, "forgotten_at"])
        outbox.drop(notices.about(row))
        _record("forgotten", row)


def centre_of(path: str) -> Jobcenter | None:
    """Return the centre that is responsible for a page today; None for the campaign's own."""
    slug = address.slug_of_centre(path)
    found = Jobcenter.objects.filter(slug=slug).first() if slug else None
    return found.heir() if found else None


def _is_staffed(centre: Jobcenter) -> bool:
    return centre.group.user_set.filter(is_active=True).exists()


def _locked(report: BarrierReport, user: User) -> BarrierReport:
    row = BarrierReport.objects.select_for_update().get(pk=report.pk)
    if not row.is_open:
        raise Conflict("Diese Meldung ist schon beantwortet.")
    if not reach.may_act(user, row):
        raise Conflict("Diese Meldung liegt bei der Koordination. Sie antwortet.")
    return row


def _new_number() -> str:
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"B-{letters[:4]}-{letters[4:]}"


def _record(what: str, report: BarrierReport, actor: User | str | None = None, **data: bool) -> None:
    centre = report.centre.ags if report.centre else ""
    log.record(f"barrier.{what}", actor=actor, obj=report, centre=centre, label=report.number, data=data)
