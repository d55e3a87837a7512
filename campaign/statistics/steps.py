"""What counting asks of the rest of the house: jobs, and a step of the erasure after a withdrawal."""

from datetime import timedelta

from campaign.audit import jobs
from campaign.publishing import erasure
from campaign.publishing.models import Withdrawal
from campaign.statistics import collecting


def register() -> None:
    """Add the jobs and the step; it comes after the page, of which nothing is counted from then on."""
    jobs.register("statistics.collect", collecting.job, every=timedelta(minutes=1))
    jobs.register("statistics.forget", collecting.forget, every=timedelta(days=1))
    erasure.register("statistics", forget_page, order=erasure.COPIES)


def forget_page(withdrawal: Withdrawal) -> None:
    """Delete the numbers: also that something was read so and so often tells that it was there."""
    if withdrawal.page_number is not None:
        collecting.erase(withdrawal.page_number)
