from django.apps import AppConfig


class CampaignConfig(AppConfig):
    """The campaign's own pages, and what every page shares."""

    name = "campaign"
    verbose_name = "Kampagne"

    def ready(self) -> None:
        """Say what waits for the Koordination."""
        from campaign import todos
        from campaign.accounts import todo

        todo.register(todos.figures)
