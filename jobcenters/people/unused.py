"""Accounts that nobody uses: a mail after twelve months, locked 30 days later (Art. 5 Abs. 1 Buchst. f DSGVO)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.audit.outbox import queue_mail
from campaign.audit.tally import Tally
from jobcenters.people import acts
from jobcenters.people.vacancies import addresses

UNUSED_FOR = timedelta(days=365)
NOTICE = timedelta(days=30)
# Without them nobody could approve or repair anything.
NEEDED = (Role.TECHNIK, Role.KOORDINATION)


def job(now: datetime, *, force: bool) -> Tally:
    """Warn the owners of unused accounts, and lock those who were warned 30 days ago and still did not come."""
    done = 0
    for pk in list(_unused(now).filter(warned_at__lte=now - NOTICE).values_list("pk", flat=True)):
        done += _in_turn(pk, now, _lock_or_spare)
    for pk in list(_unused(now).filter(warned_at=None).values_list("pk", flat=True)):
        done += _in_turn(pk, now, _warn)
    return Tally(done=done)


def _unused(now: datetime) -> QuerySet[User]:
    """Return the active accounts that were not logged in to for a year, nor made or opened again within it."""
    limit = now - UNUSED_FOR
    login = Q(last_login=None) | Q(last_login__lte=limit)
    opened = Q(unlocked_at=None) | Q(unlocked_at__lte=limit)
    return User.objects.filter(login, opened, is_active=True, date_joined__lte=limit).order_by("pk")


def _in_turn(pk: int, now: datetime, act) -> int:
    """Act on one account if it is still unused by the time it is its turn."""
    with transaction.atomic():
        user = _unused(now).select_for_update(of=("self",)).filter(pk=pk).first()
        return act(user, now) if user else 0


def _warn(user: User, now: datetime) -> int:
    User.objects.filter(pk=user.pk).update(warned_at=now)
    acts.note("account.warned", user, None)
    queue_mail(
        to=[user.email],
        subject=f"Ihr Zugang wird am {date_format(timezone.localdate(now + NOTICE), 'j. F Y')} gesperrt",
        template="people/unused",
        context={
            "user": user,
            "locked_on": now + NOTICE,
            "url": settings.BASE_URL + reverse("account_login"),
        },
    )
    return 1


def _lock_or_spare(user: User, now: datetime) -> int:
    role = _needed_as(user)
    if role is None:
        acts.lock(user, None, unused=True)
        return 1
    first = queue_mail(
        to=addresses(Role.TECHNIK) + addresses(Role.KOORDINATION),
        subject=f"Unbenutzter Zugang nicht gesperrt: der letzte der Rolle {role.label}",
        template="people/spared",
        context={"user": user, "role": role.label},
        key=f"account.spared|{user.pk}|{user.warned_at:%Y-%m-%d}",
    )
    if first:
        acts.note("account.spared", user, None, {"role": role})
    return int(bool(first))


def _needed_as(user: User) -> Role | None:
    """Return the role that nobody else could fill."""
    alone = (
        role
        for role in NEEDED
        if user.has_role(role) and not User.objects.holding(role).exclude(pk=user.pk).exists()
    )
    return next(alone, None)
