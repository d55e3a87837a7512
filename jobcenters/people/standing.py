"""How an account stands, and by what a form knows that it has changed since it was shown."""

import hashlib

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet, TextChoices

from campaign.accounts.models import Invitation, User


class Standing(TextChoices):
    """What an account, or the invitation to one, is good for today."""

    INVITED = "eingeladen", "eingeladen"
    ACTIVE = "aktiv", "aktiv"
    LOCKED = "gesperrt", "gesperrt"


def standing_of(user: User) -> Standing:
    """Return how an account stands: without a password its owner has to follow an invitation first."""
    if not user.is_active:
        return Standing.LOCKED
    return Standing.ACTIVE if user.has_usable_password() else Standing.INVITED


def standing(people: QuerySet[User], wanted: str) -> QuerySet[User]:
    """Limit accounts to those that stand so, as `standing_of` says; an unknown word limits nothing."""
    no_password = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    conditions = {
        Standing.LOCKED: Q(is_active=False),
        Standing.INVITED: Q(is_active=True) & no_password,
        Standing.ACTIVE: Q(is_active=True) & ~no_password,
    }
    return people.filter(conditions[Standing(wanted)]) if wanted in Standing.values else people


def stamp(target: User | Invitation) -> str:
    """Return a word that changes whenever an act would meet something else than the person saw."""
    if isinstance(target, User):
        groups = sorted(target.groups.values_list("pk", flat=True))
        open_ones = Invitation.objects.filter(email=target.email, closed_at=None).values_list("pk", flat=True)
        facts = [target.is_active, target.is_superuser, target.password, groups, sorted(open_ones)]
    else:
        facts = [target.closed_at, target.expires_at]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]
