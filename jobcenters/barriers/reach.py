"""What of the reported barriers belongs to whom."""

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from jobcenters.models import BarrierReport
from jobcenters.models.barriers import BarrierReportQuerySet


def own_reports(user: User) -> BarrierReportQuerySet:
    """Return the reports about the person's own centres."""
    return BarrierReport.objects.of_redaktion(user)


def may_act(user: User, report: BarrierReport) -> bool:
    """Say whether the person answers this one: the Koordination any, a Redaktion what it did not pass on."""
    return user.has_role(Role.KOORDINATION) or not report.is_with_koordination
