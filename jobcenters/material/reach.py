"""For which centres somebody may make material: the Koordination for all that are there, a Redaktion for its own."""

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from jobcenters.models import Jobcenter
from jobcenters.models.jobcenter import JobcenterQuerySet


def centres(user: User) -> JobcenterQuerySet:
    """Return the centres, in the order of the registry, with their sections."""
    serving = Jobcenter.objects.serving().in_order().select_related("section")
    return serving if user.has_role(Role.KOORDINATION) else serving.filter(group__user=user)
