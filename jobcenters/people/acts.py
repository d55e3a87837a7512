"""What is done to accounts: each act in one transaction, in the log of every centre it concerns.

Who may act on whom is `reach`'s part; here stands only what happens.
"""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from campaign.accounts import invitations
from campaign.accounts.models import Invitation, ProviderIdentity, User
from campaign.accounts.roles import KOORDINATION_GROUP, Role
from campaign.accounts.sessions import end_sessions
from campaign.audit.log import record, record_person
from campaign.audit.outbox import queue_mail
from jobcenters.models import Jobcenter
from jobcenters.people.reach import is_taken
from jobcenters.people.vacancies import watched


class Taken(Exception):
    """There is an account or an invitation for this address."""


@transaction.atomic
def invite(guest: invitations.Guest, role: Role, centres: Iterable[Jobcenter], by: User) -> None:
    """Invite somebody to the Redaktion of these centres, or to the Koordination (centres: none).

    Raises Taken: a second invitation would end the first, and an accepted one replace the rights of an account.
    """
    if is_taken(guest.email):
        raise Taken
    centres = list(centres)
    groups = [centre.group for centre in centres]
    if role is Role.KOORDINATION:
        groups = [Group.objects.get(name=KOORDINATION_GROUP)]
    try:
        invitations.invite(guest, role, groups, by, centres=[centre.ags for centre in centres])
    except invitations.AlreadyInvited as error:
        raise Taken from error


def resend(invitation: Invitation, by: User) -> None:
    """Send a new link in place of one that got lost or ran out."""
    guest = invitations.Guest(invitation.email, invitation.first_name, invitation.last_name)
    groups = list(invitation.groups.all())
    ags = [centre.ags for centre in Jobcenter.objects.filter(group__in=groups)]
    invitations.invite(guest, Role(invitation.role), groups, by, centres=ags)


@transaction.atomic
def revoke(invitation: Invitation, by: User) -> None:
    """Take an invitation back; its link leads nowhere from now on."""
    centres = Jobcenter.objects.filter(group__in=invitation.groups.all())
    invitations.close(invitation.email)
    for ags in [centre.ags for centre in centres] or [""]:
        record("invitation.revoked", actor=by, obj=invitation, centre=ags, label=invitation.email)


@transaction.atomic
def lock(user: User, by: User | None, *, unused: bool = False) -> None:
    """Take an account out of use: sessions and invitations end now, what it wrote stays with its centre.

    by: None for the system. unused: say in the log that nobody had used it.
    """
    hold_groups(user)
    with watched(by):
        User.objects.filter(pk=user.pk).update(is_active=False, warned_at=None)
        shut(user)
        note("account.locked", user, by, data={"unused": True} if unused else None)


def shut(user: User) -> None:
    """End what a locked account could still use or come back by."""
    end_sessions(user)
    invitations.close(user.email)


@transaction.atomic
def unlock(user: User, by: User) -> None:
    """Open a locked account again, with its old password and second factor."""
    end_sessions(user)
    User.objects.filter(pk=user.pk).update(is_active=True, unlocked_at=timezone.now(), warned_at=None)
    note("account.unlocked", user, by)
    queue_mail(
        to=[user.email],
        subject="Ihr Zugang ist wieder offen",
        template="people/unlocked",
        context={"user": user, "url": settings.BASE_URL + reverse("account_login")},
    )


@transaction.atomic
def change_centres(user: User, centres: Iterable[Jobcenter], by: User) -> None:
    """Let somebody work for exactly these centres; other groups, and an open invitation, keep in step."""
    wanted = {centre.pk: centre for centre in centres}
    hold_groups(user, [centre.group_id for centre in wanted.values()])
    present = {centre.pk: centre for centre in centres_of(user)}
    joined = [centre for pk, centre in wanted.items() if pk not in present]
    left = [centre for pk, centre in present.items() if pk not in wanted]
    with watched(by):
        user.groups.add(*(centre.group for centre in joined))
        user.groups.remove(*(centre.group for centre in left))
        for invitation in Invitation.objects.filter(email=user.email, closed_at=None):
            invitation.groups.set(user.groups.all())
        for action, changed in (("account.joined_centre", joined), ("account.left_centre", left)):
            for centre in changed:
                record(action, actor=by, obj=user, centre=centre.ags, label=user.email)


@transaction.atomic
def renew(user: User, by: User) -> None:
    """Answer a lost password or second factor: both end now, a new invitation leads to new ones.

    Tells the other people of the centres, so that nobody gets an account by a stranger's call.
    """
    user.set_unusable_password()
    user.unlocked_at, user.warned_at = timezone.now(), None
    user.save(update_fields=["password", "unlocked_at", "warned_at"])
    Authenticator.objects.filter(user=user).delete()
    ProviderIdentity.objects.filter(user=user).delete()
    end_sessions(user)
    note("account.renewed", user, by)
    ags = [centre.ags for centre in centres_of(user)]
    groups, guest = list(user.groups.all()), invitations.Guest(user.email, user.first_name, user.last_name)
    role = Role.KOORDINATION if user.has_role(Role.KOORDINATION) else Role.REDAKTION
    invitations.invite(guest, role, groups, by, centres=ags, starts_anew=True)
    queue_mail(
        to=colleagues(user),
        subject="Neue Einladung für jemanden aus Ihrer Redaktion",
        template="people/renewed",
        context={"user": user, "by": by, "when": timezone.localtime()},
    )


def centres_of(user: User) -> list[Jobcenter]:
    """Return the centres whose group the person is in, active or not."""
    return list(Jobcenter.objects.filter(group__user=user).in_order().select_related("group"))


def colleagues(user: User) -> list[str]:
    """Return the addresses of the other active people of the person's centres, sorted."""
    others = User.objects.filter(groups__jobcenter__group__user=user, is_active=True).exclude(pk=user.pk)
    return sorted(set(others.values_list("email", flat=True)))


def hold_groups(user: User, more: Iterable[int] = ()) -> None:
    """Let no second act on the same centres run at this moment: both might take each other for the one who stays."""
    groups = set(user.groups.values_list("pk", flat=True)) | set(more)
    list(Group.objects.select_for_update().filter(pk__in=groups).order_by("pk"))


def note(action: str, user: User, by: User | None, data: dict | None = None) -> None:
    """Write one entry for each centre: its people read it, and none names another centre."""
    record_person(action, actor=by, person=user, data=data)
