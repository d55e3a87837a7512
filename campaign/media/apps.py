from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Images, documents, videos: checked at upload, private until a live page shows them."""

    name = "campaign.media"
    label = "media"
    verbose_name = "Medien"

    def ready(self) -> None:
        from campaign.media import receivers

        receivers.connect()
