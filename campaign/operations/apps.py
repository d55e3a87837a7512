from datetime import timedelta

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Health, backup and restore: stands above all apps, and nobody imports it."""

    name = "campaign.operations"
    label = "operations"
    verbose_name = "Betrieb"

    def ready(self) -> None:
        """Watch what changes, so that no copy in front of the website outlives it; last in each round of jobs."""
        from campaign import remembering
        from campaign.audit import jobs
        from campaign.operations.page_cache import memory, refreshing, watching

        watching.connect()
        remembering.connect(memory.remembered)
        jobs.register("page_cache.refresh", refreshing.job, every=timedelta(0))
