"""Whose figures somebody sees in the admin: all for the Koordination, those of the own centres for a Redaktion."""

from django.contrib.auth.models import Group
from django.db.models import QuerySet

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.models.figures import Kennzahl, KennzahlQuerySet


def own_groups(user: User) -> QuerySet[Group]:
    """Return the groups of the centres whose Redaktion the person belongs to."""
    return user.groups.filter(permissions__codename=f"role_{Role.REDAKTION}")


def own(user: User) -> KennzahlQuerySet:
    """Return the figures of the person's own centres."""
    return Kennzahl.objects.filter(group__in=own_groups(user))


def figures(user: User) -> KennzahlQuerySet:
    """Return what the person may see and change."""
    return Kennzahl.objects.all() if user.has_role(Role.KOORDINATION) else own(user)
