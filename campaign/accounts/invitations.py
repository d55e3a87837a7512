"""Invitations: the only way to an account, and the way back after losing password and second factor."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import GroupCollectionPermission

from campaign.accounts.models import Invitation, ProviderIdentity, User
from campaign.accounts.roles import Role
from campaign.audit.log import record, record_person
from campaign.audit.outbox import queue_mail


class AlreadyInvited(Exception):
    """Somebody else invited the same person at this very moment; the other link counts."""


@dataclass(frozen=True)
class Offer:
    """An invitation together with its link. The link exists only here and in the mail."""

    invitation: Invitation
    link: str


@dataclass(frozen=True)
class Guest:
    """Whom an invitation is for. The names are a proposal: the person enters them when accepting."""

    email: str
    first_name: str = ""
    last_name: str = ""


def invite(
    guest: Guest | str,
    role: Role,
    groups: Iterable[Group] = (),
    invited_by: User | None = None,
    *,
    centres: Iterable[str] = (),
    starts_anew: bool = False,
) -> Offer:
    """Invite somebody to exactly this role and these groups; older invitations for the address end.

    guest: the address alone will do; any case, ValidationError when it is none. groups: those of the centres
    for the Redaktion, the one group for the Koordination, none for the Technik. centres: their AGS, for the
    log. starts_anew: the mail says that password and second factor were reset already. An existing account
    stays as it is until the invitation is accepted; then role, groups, password and second factor are
    replaced. Raises AlreadyInvited for the slower one of two at the same moment: the database lets no second
    open invitation in.
    """
    guest = Guest(guest) if isinstance(guest, str) else guest
    email = guest.email.strip().lower()
    validate_email(email)
    now = timezone.now()
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        close(email)
        invitation = _create(
            email=email,
            first_name=guest.first_name,
            last_name=guest.last_name,
            role=role,
            token_hash=_hash(token),
            created_at=now,
            expires_at=now + Invitation.VALID_FOR,
            invited_by=invited_by,
        )
        invitation.groups.set(groups)
        link = settings.BASE_URL + reverse("account_accept_invitation", args=[token])
        _send(invitation, link, starts_anew)
        _record_sent(invitation, centres)
    return Offer(invitation, link)


def _create(**values: Any) -> Invitation:
    try:
        with transaction.atomic():
            return Invitation.objects.create(**values)
    except IntegrityError as error:
        raise AlreadyInvited from error


def close(email: str) -> int:
    """End the open invitations for an address; return how many there were."""
    return Invitation.objects.filter(email=email, closed_at=None).update(closed_at=timezone.now())


def find(token: str) -> Invitation | None:
    """Return the invitation that this token opens; None when unknown, used, replaced or expired."""
    return _open().filter(token_hash=_hash(token)).first()


def centre_names(invitation: Invitation) -> list[str]:
    """Return the names of the centres the invitation is for: those of the collections their groups fill."""
    if invitation.role != Role.REDAKTION:
        return []
    rights = GroupCollectionPermission.objects.filter(
        group__in=invitation.groups.all(), permission__codename="add_image"
    )
    return sorted(set(rights.values_list("collection__name", flat=True)))


def accept(invitation: Invitation, *, first_name: str, last_name: str, password: str) -> User | None:
    """Make the account, or make an existing one anew; None when somebody was faster with this invitation.

    All sessions of an existing account end (the password changes), its second factor must be set up again, an
    identity provider connected again,
    and it holds the invitation's role and groups only.
    """
    with transaction.atomic():
        if not _open().filter(pk=invitation.pk).update(closed_at=timezone.now()):
            return None
        user = User.objects.filter(email=invitation.email).first() or User(email=invitation.email)
        known = user.pk is not None
        user.first_name, user.last_name, user.is_active = first_name, last_name, True
        user.is_superuser = invitation.role == Role.TECHNIK
        user.unlocked_at, user.warned_at = timezone.now(), None
        user.set_password(password)
        user.save()
        user.groups.set(invitation.groups.all())
        user.user_permissions.clear()
        Authenticator.objects.filter(user=user).delete()
        EmailAddress.objects.filter(user=user).delete()
        ProviderIdentity.objects.filter(user=user).delete()
        record_person("invitation.accepted", actor=user, person=user, data={"known": known})
    return user


def _record_sent(invitation: Invitation, centres: Iterable[str]) -> None:
    """Write one entry for each centre (AGS): its people read it, and none names another centre."""
    for ags in list(centres) or [""]:
        record(
            "invitation.sent",
            actor=invitation.invited_by,
            obj=invitation,
            centre=ags,
            label=invitation.email,
            data={"role": invitation.role},
        )


def _open():
    return Invitation.objects.filter(closed_at=None, expires_at__gt=timezone.now())


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _send(invitation: Invitation, link: str, starts_anew: bool) -> None:
    until = date_format(timezone.localdate(invitation.expires_at), "j. F Y")
    queue_mail(
        to=[invitation.email],
        subject=f"Ihre Einladung zu den Kommunalen Jobcentern, gültig bis {until}",
        template="account/invitation",
        context={
            "link": link,
            "invitation": invitation,
            "centres": centre_names(invitation),
            "starts_anew": starts_anew,
        },
    )
