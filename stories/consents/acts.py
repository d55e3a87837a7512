"""The only writer of consents: record, prove, withdraw, let rest. Each act is in the log, in the same transaction.

The log names numbers, never people: who was portrayed must not survive a withdrawal there.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from campaign.accounts.models import User
from campaign.audit import log
from campaign.publishing import review
from campaign.publishing.models import Withdrawal
from stories.consents import drafts, proofs, texts
from stories.consents.rules import Channel, Giver, NameForm
from stories.models import Consent, Person

WITHDRAWN = "Eine Einwilligung wurde widerrufen."


class AlreadyEnded(Exception):
    """The consent is withdrawn or proven already: there is nothing to do."""


@dataclass(frozen=True)
class Declared:
    """What somebody declared, as a form or a link tells it. `email`: where to ask every year; "" for nowhere."""

    giver: Giver
    giver_name: str
    form: str
    channels: frozenset[Channel]
    declared_on: date
    name_form: NameForm = NameForm.FIRST
    valid_until: date | None = None
    special_categories: bool = False
    email: str = ""


def record(person: Person, declared: Declared, *, actor: Any, scan: File | None = None) -> Consent:
    """Store a declaration with today's text; as soon as it is proven, the one of the later day replaces the other.

    actor: a user, or a text for somebody without account. Raises ValidationError for a scan that is none.
    """
    wording = texts.current(person.kind == Person.Kind.STAFF)
    with transaction.atomic():
        Person.everybody.select_for_update().get(pk=person.pk)
        consent = Consent.objects.create(
            person=person,
            giver=declared.giver.value,
            giver_name=declared.giver_name,
            form=declared.form,
            name_form=declared.name_form.value,
            text_version=wording.version,
            text_hash=wording.digest,
            declared_on=declared.declared_on,
            valid_until=declared.valid_until,
            special_categories=declared.special_categories,
            email=declared.email,
            recorded_by=actor if isinstance(actor, User) else None,
            rests_since=_resting_since(person),
            **{channel.value: channel in declared.channels for channel in Channel},
        )
        channels = sorted(channel.value for channel in declared.channels)
        _record("recorded", consent, actor, channels=channels, form=declared.form)
        if scan is not None:
            add_proof(consent, scan, actor=actor)
        elif consent.is_proven:
            _replace_former(consent, actor)
    return consent


def add_proof(consent: Consent, scan: File, *, actor: Any) -> None:
    """Store the signed form, once. Raises ValidationError (German), AlreadyEnded."""
    with transaction.atomic():
        row = Consent.objects.select_for_update().get(pk=consent.pk)
        if row.scan_hash or row.withdrawn_at or row.replaced_by_id:
            raise AlreadyEnded
        checked = proofs.clean_proof(scan)
        row.scan_hash = proofs.digest(checked)
        row.scan.save(checked.name or "", checked, save=False)
        row.save(update_fields=["scan", "scan_hash"])
        _record("proven", row, actor, sha256=row.scan_hash)
        _replace_former(row, actor)
    consent.refresh_from_db()


def withdraw(consent: Consent, actor: User | str) -> None:
    """End a giver's consent for good; the story goes offline at once if it is public or going to be. Raises AlreadyEnded.

    Whatever else stands of this giver ends with it, what still lacks its proof included.
    """
    with transaction.atomic():
        # Before anything is read: who approves the story this moment holds its row, and is done first.
        Page.objects.select_for_update().get(pk=consent.person.story_id)
        row = (
            Consent.objects.select_for_update(of=["self"]).select_related("person__story").get(pk=consent.pk)
        )
        if row.withdrawn_at:
            raise AlreadyEnded
        standing = Consent.objects.filter(
            person=row.person_id, giver=row.giver, withdrawn_at=None, replaced_by=None
        )
        for one in [row, *standing.exclude(pk=row.pk)]:
            one.withdrawn_at = timezone.now()
            one.save(update_fields=["withdrawn_at"])
            _record("withdrawn", one, actor)
        _take_away(row, actor)
    consent.refresh_from_db()


def _take_away(consent: Consent, actor: User | str) -> None:
    """Withdraw a story that is, was or is going to be public; a mere draft ends a day later."""
    story = consent.person.story
    if Withdrawal.objects.filter(page=story).exists():
        return
    if not drafts.was_ever_public(story):
        drafts.announce(consent, timezone.now())
    elif isinstance(actor, User):
        review.withdraw(story, actor, reason=WITHDRAWN)
    else:
        review.withdraw_for_person(story, reason=WITHDRAWN)


def let_rest(person: Person, user: User) -> None:
    """The person has died: nothing of her is shown until somebody decides with the family."""
    _set_resting(person, user, timezone.now(), "rested")


def resume(person: Person, user: User) -> None:
    """The family agrees: the consents hold again as they were."""
    _set_resting(person, user, None, "resumed")


def open_proof(consent: Consent, user: User, reason: str) -> File:
    """Return the signed form to somebody who says why; the log keeps who and why. Raises FileNotFoundError."""
    _record("proof_read", consent, user, reason=reason)
    return consent.scan.open("rb")


def _set_resting(person: Person, user: User, since: Any, act: str) -> None:
    with transaction.atomic():
        Person.everybody.select_for_update().get(pk=person.pk)
        for consent in person.consents.filter(withdrawn_at=None, replaced_by=None):
            consent.rests_since = since
            consent.save(update_fields=["rests_since"])
            _record(act, consent, user)
        if since:
            # Nobody answers any more in the name of somebody who has died.
            person.links.filter(purpose="ask", consent=None).update(expires_at=since)


def _resting_since(person: Person) -> Any:
    """Return since when the person's consents rest, or None; what is entered meanwhile rests with them."""
    resting = person.consents.filter(rests_since__isnull=False, withdrawn_at=None, replaced_by=None)
    return resting.order_by("rests_since").values_list("rests_since", flat=True).first()


def _replace_former(consent: Consent, actor: Any) -> None:
    """Only the latest word of a giver counts, in whatever order it is entered: a newer no to a channel is a no."""
    others = Consent.objects.filter(
        person=consent.person_id, giver=consent.giver, replaced_by=None, withdrawn_at=None
    ).exclude(pk=consent.pk)
    newer = [one for one in others.filter(declared_on__gt=consent.declared_on) if one.is_proven]
    if newer:
        _replace(consent, newer[0], actor)
        return
    for one in others.filter(declared_on__lte=consent.declared_on):
        _replace(one, consent, actor)


def _replace(former: Consent, by: Consent, actor: Any) -> None:
    former.replaced_by = by
    former.save(update_fields=["replaced_by"])
    _record("replaced", former, actor, by=by.pk)


def _record(act: str, consent: Consent, actor: Any, **data: Any) -> None:
    story = consent.person.story
    log.record(
        f"consent.{act}",
        actor=actor,
        obj=consent,
        centre=story.jobcenter.ags,
        label=f"Einwilligung {consent.pk}",
        data={"story": story.pk, **data},
    )
