"""Which material somebody of the house sees: the Koordination everything, others what is offered now."""

from django.db.models import QuerySet

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.models.material import Material, Materialdatei, MaterialQuerySet


def offered(user: User) -> MaterialQuerySet:
    """Return what every Redaktion may load, public or not."""
    return Material.objects.offered()


def materials(user: User) -> MaterialQuerySet:
    """Return what the person sees."""
    return Material.objects.all() if user.has_role(Role.KOORDINATION) else offered(user)


def offered_files(user: User) -> QuerySet[Materialdatei]:
    """Return the files of the newest versions of what is offered."""
    return Materialdatei.objects.filter(version__newest_of__in=Material.objects.offered())


def files(user: User) -> QuerySet[Materialdatei]:
    """Return the files the person may load; older versions only the Koordination."""
    return Materialdatei.objects.all() if user.has_role(Role.KOORDINATION) else offered_files(user)
