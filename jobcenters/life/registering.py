"""What the life of the registry adds to the house: jobs, what waits for people, whose its objects are."""

from datetime import timedelta

from campaign.accounts import ownership, todo
from campaign.audit import jobs
from jobcenters.life import confirmation, reach, settling, todos
from jobcenters.models import Jobcenter, RegistryChange


def register() -> None:
    """Add it all; once, when the app is ready."""
    todo.register(todos.of_the_redaktion)
    todo.register(todos.of_the_koordination, todos.waiting)
    ownership.register("centre", Jobcenter, reach.own_centres)
    ownership.register("registry_change", RegistryChange, reach.own_changes)
    confirmation.connect()
    jobs.register("registry.settle", settling.job, every=timedelta(minutes=1))
    jobs.register("registry.confirmation", confirmation.job, every=timedelta(hours=6))
