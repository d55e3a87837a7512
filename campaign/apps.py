from datetime import timedelta

from django.apps import AppConfig


class CampaignConfig(AppConfig):
    """The campaign's own pages, and what every page shares."""

    name = "campaign"
    verbose_name = "Kampagne"

    def ready(self) -> None:
        """Say what waits for the Koordination; keep drafts' titles from those whose pages they are not."""
        from campaign import display_titles, press_downloads, press_erasure, todos
        from campaign.accounts import todo
        from campaign.audit import jobs
        from campaign.media import renditions
        from campaign.models import PressIndexPage, PressReleasePage, press_pictures

        display_titles.connect()
        todo.register(todos.figures)
        for page_type in (PressIndexPage, PressReleasePage):
            renditions.register(page_type, "pictures", press_pictures.SHOWN, press_pictures.PRINTED)
        press_erasure.register()
        jobs.register("campaign.press_downloads", press_downloads.forget, every=timedelta(days=1))
