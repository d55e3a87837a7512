"""What of the registry belongs to somebody of the Redaktion: the own centres, and what was proposed about them."""

from django.db.models import QuerySet

from campaign.accounts.models import User
from jobcenters.models import Jobcenter, RegistryChange


def own_centres(user: User) -> QuerySet[Jobcenter]:
    """Return the centres whose Redaktion the person belongs to."""
    return Jobcenter.objects.filter(group__user=user)


def own_changes(user: User) -> QuerySet[RegistryChange]:
    """Return what is proposed and decided about these centres."""
    return RegistryChange.objects.filter(centre__group__user=user)
