"""Personal links: made, found, answered. Whoever holds the token is the person; nobody else ever sees it."""

import base64
import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.audit import log
from campaign.audit.outbox import queue_mail
from campaign.publishing import notifications
from campaign.publishing.review import BY_LINK
from stories.consents import acts
from stories.consents.rules import Giver
from stories.models import Consent, ConsentLink, Person

ASK_FOR = timedelta(days=14)
Purpose = ConsentLink.Purpose


class Closed(Exception):
    """The link is answered or over."""


def hash_of(token: str) -> str:
    """Return what the database keeps of a token: SHA-256, hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def withdrawal_token(token: str) -> str:
    """Return the token to withdraw that belongs to one to agree: whoever holds the first can find the second again."""
    digest = hmac.new(token.encode(), b"withdraw", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def find(token: str, purpose: str) -> ConsentLink | None:
    """Return the link of a token, or None; one to agree ends when its time is over."""
    link = (
        ConsentLink.objects.filter(token_hash=hash_of(token), purpose=purpose)
        .select_related("person__story__jobcenter", "consent")
        .first()
    )
    if link is None or (link.expires_at and link.expires_at <= timezone.now()):
        return None
    return None if purpose == Purpose.ASK and link.person.removed_at else link


def ask(person: Person, giver: Giver, user: User) -> str:
    """Return the token of a new link to agree; an older one that nobody has answered ends."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        Person.everybody.select_for_update().get(pk=person.pk)
        person.links.filter(purpose=Purpose.ASK, giver=giver.value, consent=None).update(
            expires_at=timezone.now()
        )
        link = ConsentLink.objects.create(
            person=person,
            purpose=Purpose.ASK,
            giver=giver.value,
            token_hash=hash_of(token),
            created_by=user,
            expires_at=timezone.now() + ASK_FOR,
        )
        _record("link_made", link, user)
    return token


def for_withdrawal(consent: Consent, actor: User | None, token: str = "") -> str:
    """Return the token of a new link to withdraw; those made before go on working."""
    token = token or secrets.token_urlsafe(32)
    link = ConsentLink.objects.create(
        person=consent.person,
        purpose=Purpose.WITHDRAW,
        giver=consent.giver,
        token_hash=hash_of(token),
        consent=consent,
        created_by=actor,
    )
    _record("link_made", link, actor)
    return token


def address(name: str, token: str) -> str:
    """Return the whole address of a personal page, as it is mailed and printed."""
    return settings.BASE_URL + reverse(name, args=[token])


def answer(link: ConsentLink, token: str, declared: acts.Declared) -> Consent:
    """Store what the person agreed to, and the link with which she can withdraw. Raises Closed."""
    with transaction.atomic():
        row = ConsentLink.objects.select_for_update().get(pk=link.pk)
        if not row.is_open:
            raise Closed
        consent = acts.record(row.person, declared, actor=BY_LINK)
        row.consent = consent
        row.save(update_fields=["consent"])
        for_withdrawal(consent, None, withdrawal_token(token))
        _tell_team(row.person, "consent_given", f"Einwilligung erklärt: {_story(row.person)}")
    return consent


def wish(link: ConsentLink, text: str) -> None:
    """Keep what the person wants to have changed, and tell the centre. Raises Closed."""
    with transaction.atomic():
        row = ConsentLink.objects.select_for_update().get(pk=link.pk)
        if not row.is_open:
            raise Closed
        row.wish, row.wish_at = text, timezone.now()
        row.save(update_fields=["wish", "wish_at"])
        _record("wished", row, BY_LINK)
        _tell_team(row.person, "consent_wish", f"Änderungswunsch: {_story(row.person)}")


def _story(person: Person) -> str:
    return " ".join(person.story.draft_title.split())


def _tell_team(person: Person, template: str, subject: str) -> None:
    """Mail the centre's Redaktion; the mail names no person, whoever reads it logs in to know more."""
    team = User.objects.filter(
        is_active=True,
        groups__jobcenter=person.story.jobcenter,
        groups__permissions__codename=f"role_{Role.REDAKTION}",
    )
    addresses = sorted(set(team.values_list("email", flat=True)))
    if addresses:
        queue_mail(
            to=addresses,
            subject=subject,
            template=template,
            context={"person_id": person.pk},
            about=notifications.about(person.story_id),
        )


def _record(act: str, link: ConsentLink, actor: User | str | None) -> None:
    story = link.person.story
    log.record(
        f"consent.{act}",
        actor=actor,
        obj=link,
        centre=story.jobcenter.ags,
        label=str(link),
        data={"story": story.pk, "purpose": link.purpose},
    )
