"""Whoever gets another role begins anew: what was open was opened with the old one.

Another centre of the same role holds at once and ends nothing.
"""

from collections.abc import Set
from typing import Any

from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, pre_save

from campaign.accounts.models import User
from campaign.accounts.roles import Role, groups_of
from campaign.accounts.sessions import end_sessions

FIELDS = ("is_superuser", "is_active")
# Where the roles before a change wait for what comes after it.
BEFORE = "_roles_before"


def watch() -> None:
    """Begin to end the sessions of everybody whose role changes, on whichever way."""
    m2m_changed.connect(_groups_change, sender=User.groups.through)
    pre_save.connect(_account_changes, sender=User)


def _groups_change(instance: User | Group, action: str, pk_set: set[int] | None, **kwargs: Any) -> None:
    if isinstance(instance, User):
        people = [instance]
    else:
        people = list(
            User.objects.filter(pk__in=pk_set or ()) if pk_set is not None else instance.user_set.all()
        )
    moment, _, _ = action.partition("_")
    if moment == "pre":
        setattr(instance, BEFORE, {user: groups_of(user).keys() for user in people})
        return
    before: dict[User, Set[Role]] = getattr(instance, BEFORE, {})
    for user, roles in before.items():
        if groups_of(user).keys() != roles:
            end_sessions(user)


def _account_changes(instance: User, update_fields: frozenset[str] | None, **kwargs: Any) -> None:
    if instance.pk is None or (update_fields is not None and not update_fields.intersection(FIELDS)):
        return
    before = User.objects.filter(pk=instance.pk).values(*FIELDS).first()
    if before and before != {name: getattr(instance, name) for name in FIELDS}:
        end_sessions(instance)
