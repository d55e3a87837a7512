from django.apps import AppConfig


class JobcentersConfig(AppConfig):
    """The registry of the 104, their sections, and the finder."""

    name = "jobcenters"
    verbose_name = "Jobcenter"

    def ready(self) -> None:
        """Say what is missing in public about a centre."""
        from campaign.accounts import todo
        from jobcenters import todos

        todo.register(todos.own_sections)
        todo.register(todos.master_data)
