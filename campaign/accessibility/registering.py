"""What the statement adds to the house: its yearly check."""

from datetime import timedelta

from campaign.accessibility import yearly
from campaign.accounts import todo
from campaign.audit import jobs


def register() -> None:
    """Once, in AppConfig.ready."""
    todo.register(yearly.todos)
    jobs.register("campaign.accessibility", yearly.job, every=timedelta(hours=12))
