"""„Stimmt noch“: every six months somebody of the Redaktion says so, or changes the contact, which says the same."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from wagtail.models import Revision
from wagtail.signals import page_published

from campaign.accounts.models import User
from campaign.audit import log
from campaign.audit.tally import Tally
from jobcenters.life import notices
from jobcenters.models import Jobcenter, JobcenterPage

EVERY = timedelta(days=182)
# Days after the six months on which mailbox and team (twice) and then the Koordination are written to.
STAGES = (0, 14, 30)
ESCALATED = len(STAGES)
CONTACT = (
    *("phone", "fax", "email", "website", "locations"),
    *("press_name", "press_phone", "press_email"),
)


def connect() -> None:
    """Take a published change of the contact for a confirmation."""
    page_published.connect(_published, sender=JobcenterPage, dispatch_uid="jobcenters.life.confirmation")


@transaction.atomic
def confirm(centre: Jobcenter, by: User | None) -> None:
    """Note that the data are right today; reminders begin anew in six months."""
    Jobcenter.objects.filter(pk=centre.pk).update(confirmed_on=timezone.localdate(), reminders=0)
    log.record("jobcenter.confirmed", actor=by, obj=centre, centre=centre.ags, label=centre.name)


def due_on(centre: Jobcenter) -> date | None:
    """Return the day from which a confirmation is wanted; None while the section has no day to count from."""
    first = centre.section.first_published_at
    since = centre.confirmed_on or (timezone.localdate(first) if first else None)
    return since + EVERY if since else None


def job(now: datetime, *, force: bool) -> Tally:
    """Remind twice, then tell the Koordination; centres in which nobody can write are its business anyway."""
    today, done = timezone.localdate(now), 0
    for centre in _staffed().filter(reminders__lt=ESCALATED):
        due = due_on(centre)
        stages = [number for number, days in enumerate(STAGES, 1) if due and due + timedelta(days) <= today]
        if stages and stages[-1] > centre.reminders:
            done += _remind(centre, stages[-1])
    return Tally(done=done)


@transaction.atomic
def _remind(centre: Jobcenter, stage: int) -> int:
    """Send what is next, once: two runs at the same moment do not both count up."""
    row = Jobcenter.objects.filter(pk=centre.pk, reminders=centre.reminders)
    if not row.update(reminders=stage):
        return 0
    if stage == ESCALATED:
        notices.escalate(centre, centre.confirmed_on)
    else:
        notices.remind(centre, stage, centre.confirmed_on)
    log.record(
        "jobcenter.asked_to_confirm",
        obj=centre,
        centre=centre.ags,
        label=centre.name,
        data={"stage": stage, "escalated": stage == ESCALATED},
    )
    return 1


def _staffed() -> QuerySet[Jobcenter]:
    people = User.objects.filter(groups=OuterRef("group"), is_active=True)
    return Jobcenter.objects.serving().filter(Exists(people)).select_related("section").in_order()


def _published(instance: JobcenterPage, revision: Revision | None = None, **kwargs: Any) -> None:
    if revision is None or not (centre := Jobcenter.objects.filter(section=instance).first()):
        return
    before = revision.get_previous()
    if before is None or _contact(before.content) != _contact(revision.content):
        confirm(centre, revision.user)


def _contact(content: dict[str, Any]) -> list[Any]:
    """Return what a version says about the contact, without the keys of rows, which change with every saving."""
    places = [
        {name: value for name, value in place.items() if name not in ("pk", "page", "sort_order")}
        for place in content.get("locations", ())
    ]
    return [places if name == "locations" else content.get(name) for name in CONTACT]
