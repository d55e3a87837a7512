"""What the press adds to the house when it starts: its archive, its pictures in their sizes, its recurring work."""

from datetime import timedelta

from campaign import press_archive, press_downloads, press_erasure, press_recall, scheduled
from campaign.audit import jobs
from campaign.media import renditions, usage
from campaign.models import PressIndexPage, PressReleasePage, press, press_pictures


def register() -> None:
    """Once, in AppConfig.ready."""
    press_archive.register(press.archived())
    for page_type in (PressIndexPage, PressReleasePage):
        renditions.register(page_type, "pictures", press_pictures.SHOWN, press_pictures.PRINTED)
    press_erasure.register()
    usage.register_hidden(press_recall.hidden_references)
    renditions.register_hold(press_recall.held_back)
    jobs.register("campaign.scheduled", scheduled.publish_due, every=timedelta(0))
    jobs.register("campaign.press_recall", press_recall.job, every=timedelta(minutes=1))
    jobs.register("campaign.press_downloads", press_downloads.forget, every=timedelta(days=1))
