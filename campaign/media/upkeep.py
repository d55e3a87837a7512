"""Regular upkeep of the files: repair what is public, throw away uploads that nobody finished."""

from datetime import datetime, timedelta

from django.utils import timezone
from wagtail.models import UploadedFile

from campaign.audit.tally import Tally
from campaign.media.release import resync_all

# Wagtail parks an upload whose words were refused; it holds the photo as it came, with place and camera data.
PARKED_FOR = timedelta(days=1)


def job(now: datetime, *, force: bool) -> Tally:
    """Bring public files in line with the live pages and delete parked uploads older than a day."""
    report = resync_all(timezone.localdate(now))
    return Tally(done=report["withdrawn"] + report["strays"] + delete_parked_uploads(now))


def delete_parked_uploads(now: datetime) -> int:
    """Delete uploads that were parked for more than a day, with their files; return how many."""
    overdue = [upload for upload in UploadedFile.objects.all() if _parked_at(upload, now) < now - PARKED_FOR]
    for upload in overdue:
        upload.file.delete(save=False)
        upload.delete()
    return len(overdue)


def _parked_at(upload: UploadedFile, now: datetime) -> datetime:
    """The row knows no time, its file does; a row without file was parked for ever."""
    try:
        return upload.file.storage.get_modified_time(upload.file.name)
    except FileNotFoundError:
        return now - 2 * PARKED_FOR
