"""One account as pages show it: where it belongs, how it stands, what it may do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from campaign.accounts import second_factor
from campaign.accounts.models import Invitation, User
from campaign.accounts.rights import LIMITS, Right, rights_of
from campaign.accounts.roles import KOORDINATION_GROUP, Role
from jobcenters.models import Jobcenter
from jobcenters.people.standing import Standing, standing_of

GROUPS = Prefetch("groups", queryset=Group.objects.select_related("jobcenter"))


@dataclass(frozen=True)
class Profile:
    """What is known of an account. roles: those its groups give, also while it is locked."""

    user: User
    standing: Standing
    roles: list[Role]
    centres: list[Jobcenter]
    other_groups: list[str]
    has_second_factor: bool
    last_login: datetime | None


@dataclass(frozen=True)
class Part:
    """A role in words: what it allows and what not."""

    role: Role
    rights: list[Right]
    limits: tuple[str, ...]


def with_facts(people: QuerySet[User]) -> QuerySet[Any]:
    """Load what `profile` needs, for all people at once."""
    totp = Authenticator.objects.filter(user=OuterRef("pk"), type__in=second_factor.FACTORS)
    return people.annotate(has_totp=Exists(totp)).prefetch_related(GROUPS)


def profile(user: Any) -> Profile:
    """Describe an account of `with_facts`; no query."""
    groups = list(user.groups.all())
    centres = _centres(groups)
    names = {group.name for group in groups if not hasattr(group, "jobcenter")}
    roles = [Role.TECHNIK] if user.is_superuser else []
    roles += [Role.KOORDINATION] if KOORDINATION_GROUP in names else []
    roles += [Role.REDAKTION] if centres else []
    return Profile(
        user=user,
        standing=standing_of(user),
        roles=roles,
        centres=centres,
        other_groups=sorted(names - {KOORDINATION_GROUP}),
        has_second_factor=user.has_totp,
        last_login=user.last_login,
    )


def parts(roles: list[Role]) -> list[Part]:
    """Put roles in words."""
    return [Part(role, rights_of(role), LIMITS[role]) for role in roles]


def guest_centres(invitation: Invitation) -> list[Jobcenter]:
    """Return the centres of an invitation whose groups were loaded with GROUPS."""
    return _centres(list(invitation.groups.all()))


def _centres(groups: list[Group]) -> list[Jobcenter]:
    found = [group.jobcenter for group in groups if hasattr(group, "jobcenter")]
    return sorted(found, key=lambda centre: (centre.land_sort, centre.sort_key))
