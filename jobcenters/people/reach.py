"""On whom somebody may act. What lies outside is answered like what does not exist.

The Koordination reaches people of the Redaktion and nobody else: whoever is in one more group is out of reach.
The Technik also reaches the Koordination. Nobody reaches superusers here, and so nobody herself.
"""

from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, Q, QuerySet

from campaign.accounts.models import Invitation, User
from campaign.accounts.roles import KOORDINATION_GROUP, Role


def officers() -> QuerySet[User]:
    """Return the people, active or not, whose groups are those of centres and no others."""
    plain = User.objects.filter(is_superuser=False, user_permissions=None)
    return plain.filter(Exists(_groups(jobcenter__isnull=False)), ~Exists(_groups(jobcenter__isnull=True)))


def within(user: User) -> QuerySet[User]:
    """Return the people on whom `user` may act."""
    if user.has_role(Role.TECHNIK):
        other = _groups(jobcenter__isnull=True).exclude(name=KOORDINATION_GROUP)
        plain = User.objects.filter(is_superuser=False, user_permissions=None)
        return plain.filter(~Exists(other))
    return officers() if user.has_role(Role.KOORDINATION) else User.objects.none()


def shown(user: User) -> QuerySet[User]:
    """Return the people whose rights `user` may look up."""
    return User.objects.all() if user.has_role(Role.TECHNIK) else within(user)


def guests(user: User) -> QuerySet[Invitation]:
    """Return the invitations, run out ones included, that nobody followed and that belong to no account."""
    accounts = User.objects.filter(email=OuterRef("email"))
    waiting = Invitation.objects.filter(~Exists(accounts), closed_at=None)
    if user.has_role(Role.TECHNIK):
        return waiting
    return waiting.filter(role=Role.REDAKTION) if user.has_role(Role.KOORDINATION) else waiting.none()


def is_taken(email: str) -> bool:
    """Whether an address belongs to an account or waits for an answer: to invite it would undo what it has."""
    waits = Q(email=email, closed_at=None)
    return User.objects.filter(email=email).exists() or Invitation.objects.filter(waits).exists()


def _groups(**conditions: bool) -> QuerySet[Group]:
    """Return the groups of the outer query's person that fulfil the conditions."""
    return Group.objects.filter(user=OuterRef("pk"), **conditions)
