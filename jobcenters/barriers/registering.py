"""What „Barriere melden“ adds to the house: what waits, whose the reports are, recurring work."""

from datetime import timedelta

from campaign.accounts import ownership, todo
from campaign.audit import jobs
from jobcenters.barriers import erasing, reach, recurring, todos
from jobcenters.models import BarrierReport


def register() -> None:
    """Add it all; once, when the app is ready."""
    todo.register(todos.reports, todos.waiting)
    erasing.register()
    ownership.register("barrier", BarrierReport, reach.own_reports)
    jobs.register("barriers.remind", recurring.remind, every=timedelta(hours=6))
    jobs.register("barriers.forget", recurring.forget, every=timedelta(days=1))
