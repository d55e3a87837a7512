from datetime import timedelta

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Images, documents, videos: checked at upload, private until a live page shows them."""

    name = "campaign.media"
    label = "media"
    verbose_name = "Medien"

    def ready(self) -> None:
        from campaign.audit import jobs
        from campaign.media import portraits, receivers, tags, upkeep

        receivers.connect()
        portraits.connect()
        tags.take_button_away()
        jobs.register("media.upkeep", upkeep.job, every=timedelta(hours=1))
