from django.apps import AppConfig


class CampaignConfig(AppConfig):
    """The campaign's own pages, and what every page shares."""

    name = "campaign"
    verbose_name = "Kampagne"

    def ready(self) -> None:
        """Say what waits for the Koordination; keep drafts' titles from those whose pages they are not."""
        from campaign import display_titles, todos
        from campaign.accounts import todo

        display_titles.connect()
        todo.register(todos.figures)
