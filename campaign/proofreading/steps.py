"""What the look through the pages asks of the rest of the house."""

from datetime import timedelta

from campaign.accounts import ownership, todo
from campaign.audit import jobs
from campaign.models.proofreading import TermFinding
from campaign.proofreading import checking, reach, reading, todos


def register() -> None:
    """Add the jobs, the to-dos, and whose a finding is."""
    jobs.register("proofreading.read", reading.job, every=timedelta(minutes=1))
    jobs.register("proofreading.ask", checking.job, every=timedelta(hours=1), slow=True)
    todo.register(todos.website, todos.found)
    ownership.register("term_finding", TermFinding, reach.own_findings)
