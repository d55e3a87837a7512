"""What was decided comes true on its day: the job writes it down, a decision for today at once."""

import logging
from datetime import date, datetime

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from wagtail.models import Page

from campaign.accounts.models import User
from campaign.audit import log
from campaign.audit.tally import Tally
from jobcenters import facts, provisioning
from jobcenters.life import ending, notices, old_addresses
from jobcenters.life.ending import Obstacle
from jobcenters.models import FinderVersion, Jobcenter, RegistryChange

logger = logging.getLogger(__name__)


def job(now: datetime, *, force: bool) -> Tally:
    """Settle every change whose day has come; one that cannot come true stops no other, and the Koordination reads why."""
    done = failed = 0
    for key in RegistryChange.objects.due(timezone.localdate(now)).values_list("pk", flat=True):
        try:
            settle(key)
            done += 1
        except Obstacle as obstacle:
            failed += 1
            _stays(key, str(obstacle))
        except Exception:
            logger.exception("Änderung %s im Register ließ sich nicht eintragen", key)
            failed += 1
            _stays(key, "Ein Fehler im Programm. Bitte sagen Sie der Technik Bescheid.")
    return Tally(done=done, failed=failed, pending=failed)


@transaction.atomic
def settle(key: int, actor: User | None = None) -> None:
    """Write a decided change down, all or nothing; does nothing when that has happened. Raises Obstacle."""
    change = RegistryChange.objects.select_for_update().get(pk=key)
    if change.state != RegistryChange.State.SCHEDULED:
        return
    # In the order of their keys: two mergers at once never wait for each other.
    wanted = {key for key in (change.centre_id, change.successor_id) if key is not None}
    held = {
        centre.pk: centre
        for centre in Jobcenter.objects.select_for_update(of=("self",))
        .select_related("section", "folder", "group", "collection")
        .filter(pk__in=wanted)
        .order_by("pk")
    }
    change.centre = held[change.centre_id]
    change.successor = held[change.successor_id] if change.successor_id else None
    if change.centre.is_closed(change.effective_on):
        raise Obstacle("Das Jobcenter besteht an diesem Tag nicht mehr.")
    team = [user.email for user in ending.people_of(change.centre) if user.is_active]
    {
        RegistryChange.Kind.FACTS: _change_facts,
        RegistryChange.Kind.MERGE: _end,
        RegistryChange.Kind.CLOSE: _end,
        RegistryChange.Kind.BORDER: _note_only,
    }[RegistryChange.Kind(change.kind)](change)
    change.state, change.applied_at, change.problem = RegistryChange.State.APPLIED, timezone.now(), ""
    change.save()
    note_next(change.centre)
    FinderVersion.renew()
    log.record(
        f"jobcenter.{ {'facts': 'changed', 'merge': 'merged', 'close': 'closed', 'border': 'border_moved'}[change.kind] }",
        actor=actor,
        obj=change.centre,
        centre=change.centre.ags,
        label=change.subject,
        data={"change": change.pk, "from": change.effective_on, "fields": sorted(change.before)},
    )
    notices.settled(change, team)


def note_next(centre: Jobcenter) -> None:
    """Keep on the record from which day on it may no longer say what is true."""
    first: date | None = centre.changes.scheduled().aggregate(day=Min("effective_on"))["day"]
    Jobcenter.objects.filter(pk=centre.pk).update(next_change_on=first)
    centre.next_change_on = first


def _change_facts(change: RegistryChange) -> None:
    centre = change.centre
    values = facts.fields(change.values)
    slug = values.pop("slug", centre.slug)
    change.before = {name: getattr(centre, name) for name in values} | {"shown": centre.name}
    if "ags" in values and Jobcenter.objects.filter(ags=values["ags"]).exclude(pk=centre.pk).exists():
        raise Obstacle(f"Die AGS {values['ags']} hat schon ein anderes Jobcenter.")
    for name, value in values.items():
        setattr(centre, name, value)
    if slug != centre.slug:
        change.before["slug"] = centre.slug
        if not old_addresses.is_free(slug, centre):
            raise Obstacle(f"Die Adresse „{slug}“ gehört oder gehörte schon zu etwas anderem.")
        for page in (centre.section, centre.folder):
            old_addresses.remember(page)
        centre.slug = slug
    centre.save()
    provisioning.carry_names(centre)
    # Read anew: the address of the folder in memory is the one before.
    for page in Page.objects.filter(pk__in=(centre.section_id, centre.folder_id)):
        old_addresses.forget(page)


def _end(change: RegistryChange) -> None:
    centre = change.centre
    change.before = {"closed_on": None}
    (ending.merge if change.successor else ending.close)(change)
    centre.closed_on, centre.successor = change.effective_on, change.successor
    centre.save()


def _note_only(change: RegistryChange) -> None:
    """A border moves by the finder's corrections, which hold from the same day by themselves."""


def _stays(key: int, problem: str) -> None:
    """Keep why a change did not come true; the Koordination is told once for each reason."""
    with transaction.atomic():
        change = RegistryChange.objects.select_for_update().select_related("centre").get(pk=key)
        if change.problem != problem:
            change.problem = problem
            change.save(update_fields=["problem"])
            notices.stuck(change)
