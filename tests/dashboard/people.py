"""Everybody who may see the first page of the admin, for tests that compare what each of them is told."""

from django.contrib.auth.models import Group

from campaign.accounts.models import User
from campaign.accounts.roles import KOORDINATION_GROUP
from tests import builders

DUEREN, HARZ = "kreis-dueren", "landkreis-harz"


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def everybody() -> list[User]:
    """One of each role, officers of one, another and both centres, one who holds two roles, one who holds all rights."""
    both_roles, almighty = builders.officer(DUEREN), builders.officer(HARZ)
    both_roles.groups.add(Group.objects.get(name=KOORDINATION_GROUP))
    User.objects.filter(pk=almighty.pk).update(is_superuser=True)
    return [
        builders.officer(DUEREN),
        builders.officer(HARZ),
        builders.officer(DUEREN, HARZ),
        builders.coordinator(),
        builders.technik(),
        fresh(both_roles),
        fresh(almighty),
    ]
