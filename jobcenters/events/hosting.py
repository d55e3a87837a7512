"""Joint events: a centre asks others, each says yes or no itself, and can take its yes back at any time.

Without its yes a centre is not named. Where it was asked „nur gemeinsam“, the event is not public before everybody has
agreed, and goes offline when somebody takes the yes back. Every act is one transaction with its entries and mails.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models.signals import pre_save
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published

from campaign.accounts.models import User
from campaign.audit import log
from campaign.publishing.guard import PublicationRefused
from jobcenters.events import notices
from jobcenters.models import CoHost, EventPage, Jobcenter

Says = CoHost.Says


class Conflict(Exception):
    """It cannot be done as things are; the text is German and says what to do."""


def connect() -> None:
    """Put „nur gemeinsam“ in front of every save of a page; tell those who agreed when what they agreed to changes."""
    pre_save.connect(_check, dispatch_uid="jobcenters.events.hosting")
    page_published.connect(_published, sender=EventPage, dispatch_uid="jobcenters.events.hosting.published")


def refusal(page: Page) -> str:
    """Say why an event may not be public yet; "" when it may. One query."""
    waiting = CoHost.objects.filter(event=page.pk, required=True).exclude(says=Says.YES)
    names = [one.centre.name for one in waiting.select_related("centre")]
    if not names:
        return ""
    return (
        f"Diesen Termin gibt es nur gemeinsam. Noch nicht zugesagt: {', '.join(names)}. Bis dahin bleibt er ein "
        "Entwurf. Unter „Termine“ können Sie die Anfrage zurücknehmen."
    )


@transaction.atomic
def ask(
    event: EventPage, centres: Iterable[Jobcenter], message: str, *, only_together: bool, actor: User
) -> None:
    """Ask centres to hold the event together; those asked before are left as they are.

    event: its latest draft, as the centres are to read it. Raises Conflict where „nur gemeinsam“ comes too late.
    """
    owner = owner_of(event)
    EventPage.objects.select_for_update().get(pk=event.pk)
    if only_together and event.live:
        raise Conflict(
            "Der Termin ist schon öffentlich. „Nur gemeinsam“ geht nur, solange er ein Entwurf ist."
        )
    known = set(event.co_hosts.values_list("centre_id", flat=True))
    for centre in centres:
        if centre.pk in known or centre == owner:
            continue
        asked = CoHost.objects.create(
            event=event,
            centre=centre,
            required=only_together,
            told_message=message,
            asked_at=timezone.now(),
            asked_by=actor,
            **told(event),
        )
        _record("event.asked", asked, actor)
        notices.asked(asked, owner)


@transaction.atomic
def answer(asked: CoHost, says: str, note: str, *, actor: User) -> None:
    """Write down the answer of the centre that was asked; a no where there was a yes takes its name off at once.

    Raises Conflict when a colleague has answered the same meanwhile.
    """
    row = CoHost.objects.select_for_update().get(pk=asked.pk)
    if row.says == says:
        raise Conflict("Diese Antwort ist schon eingetragen. Vielleicht war jemand aus Ihrem Team schneller.")
    had_agreed = row.says == Says.YES
    row.says, row.answer_note = says, note
    row.answered_at, row.answered_by = timezone.now(), actor
    event = row.event
    went_offline = row.required and says == Says.NO and event.live
    if went_offline:
        event.unpublish(user=None)
    row.save()
    action = "event.agreed" if says == Says.YES else "event.disagreed"
    _record(action, row, actor)
    notices.answered(row, owner_of(event), had_agreed=had_agreed, went_offline=went_offline)


@transaction.atomic
def take_back(asked: CoHost, *, actor: User) -> None:
    """Take a question back, answered or not; the centre is no longer named and reads why nothing waits for it."""
    row = CoHost.objects.select_for_update().filter(pk=asked.pk).first()
    if row is None:
        raise Conflict("Diese Anfrage ist schon zurückgenommen.")
    _record("event.question_taken_back", row, actor)
    notices.taken_back(row, owner_of(row.event))
    row.delete()


def owner_of(event: Page) -> Jobcenter:
    """Return the centre in whose section the event lies; one query."""
    return Jobcenter.objects.select_related("section").get(section__path=event.path[: -Page.steplen])


def told(event: EventPage) -> dict[str, str]:
    """Return what a centre that is asked learns of the event."""
    return {"told_title": event.title, "told_when": event.when, "told_where": event.where}


def _record(action: str, row: CoHost, actor: Any) -> None:
    """One entry for each of the two centres: its people read it."""
    for centre in (row.centre, owner_of(row.event)):
        log.record(
            action,
            actor=actor,
            obj=row,
            centre=centre.ags,
            label=row.told_title,
            data={"centre": row.centre.ags},
        )


def _check(sender: Any, instance: Any, **kwargs: Any) -> None:
    if not isinstance(instance, Page) or not instance.live or not instance.pk:
        return
    is_event = isinstance(instance, EventPage) or issubclass(instance.specific_class or Page, EventPage)
    if is_event and (text := refusal(instance)):
        raise PublicationRefused(text)


def _published(instance: EventPage, **kwargs: Any) -> None:
    """Who is asked agrees to what is true now; who agreed to another day or place is told, and may take the yes back."""
    now = told(instance)
    for row in CoHost.objects.filter(event=instance).select_related("centre"):
        if any(getattr(row, name) != value for name, value in now.items()):
            for name, value in now.items():
                setattr(row, name, value)
            row.save(update_fields=list(now))
            if row.says == Says.YES:
                notices.changed(row, owner_of(instance))
