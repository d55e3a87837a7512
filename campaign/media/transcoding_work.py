"""Makes the versions of a video in the background: a row each says what is wanted and how far it is.

The queue (django-tasks, backend `media`) only hands rows to workers. What is true stands in the rows: a worker that is
killed leaves a row without sign of life, and the next one starts it again.
"""

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.base import File
from django.db import OperationalError, close_old_connections, transaction
from django.utils import timezone
from django_tasks import task

from campaign.media import transcoding
from campaign.media.formats import VIDEOS
from campaign.media.models import CampaignMedia, Delivery, VideoVersion
from campaign.media.pictures import clean_image
from campaign.media.release import settle
from campaign.media.storage import PRIVATE_FOLDER, make_folders, private_storage, withdraw_file
from campaign.media.transcoding_run import POSTER_S, TranscodingFailed, Unwanted, run_confined
from campaign.media.video_facts import Window
from campaign.media.video_mp4 import read_mp4
from campaign.media.video_webm import read_webm

State = VideoVersion.State
MAX_ATTEMPTS = 3
BACKOFF = (timedelta(minutes=1), timedelta(minutes=10))
# Shorter than the lease of a runner (30 s), so that its successor finds it dead. A worker that is only slow notices, and
# stops: its attempt is not the current one any more.
DEAD_AFTER = timedelta(seconds=20)
WORKSHOP = ".transcoding"
INTERRUPTED = "Das Umwandeln wurde unterbrochen."
FULL = "Auf dem Server ist kein Platz mehr."
MISSING = "Die hochgeladene Datei fehlt."


@task(backend="media")
def make_version(version_id: int) -> None:
    """Make one version, if it is still wanted and nobody else is at it."""
    claimed = VideoVersion.objects.filter(pk=version_id, state=State.WAITING)
    begin = timezone.now()
    if not claimed.update(state=State.WORKING, started_at=begin, touched_at=begin, percent=0, error=""):
        return
    version = VideoVersion.objects.select_related("recording").get(pk=version_id)
    version.attempts += 1
    version.save(update_fields=["attempts"])
    folder = _workshop(version)
    try:
        _make(version, folder)
    except Unwanted:
        return
    except TranscodingFailed as error:
        failed(version, str(error))
    except OSError as error:
        failed(version, MISSING if isinstance(error, FileNotFoundError) else FULL)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def failed(version: VideoVersion, error: str) -> None:
    """Note what went wrong; try again later, or give up after the third time."""
    last = version.attempts >= MAX_ATTEMPTS
    # An interruption is nobody's fault: the next worker begins at once.
    pause = timedelta(0) if error == INTERRUPTED else BACKOFF[min(version.attempts, len(BACKOFF)) - 1]
    VideoVersion.objects.filter(pk=version.pk).update(
        state=State.FAILED if last else State.WAITING,
        error=error,
        not_before=timezone.now() + pause,
        touched_at=timezone.now(),
    )
    deliver(version.recording)


def deliver(recording: CampaignMedia) -> None:
    """Let the public have what is finished, as soon as every browser can play it; withdraw what it replaces."""
    with transaction.atomic():
        row = CampaignMedia.objects.select_for_update().filter(pk=recording.pk).first()
        needed = [version for version in row.versions.all() if version.is_needed] if row else []
        if row is None or not needed:
            return
        if all(version.is_done for version in needed):
            delivery = Delivery.VERSIONS
        elif any(version.state == State.FAILED for version in needed):
            delivery = Delivery.FAILED
        else:
            return
        if row.delivery == Delivery.ORIGINAL and delivery == Delivery.FAILED:
            # What was public stays so.
            return
        # Not save(): this is no edit, so the guard of used files does not belong here.
        CampaignMedia.objects.filter(pk=row.pk).update(delivery=delivery)
        for part in row.parts if delivery == Delivery.VERSIONS else ():
            if getattr(row, part):
                withdraw_file(getattr(row, part).name)
    settle(recording)


def _workshop(version: VideoVersion) -> Path:
    """Return an empty folder of the private store for this attempt."""
    root = Path(private_storage().location)
    make_folders(root / WORKSHOP, root, PRIVATE_FOLDER)
    return Path(tempfile.mkdtemp(prefix=f"{version.pk}-", dir=root / WORKSHOP))


def sweep(alive: set[int]) -> None:
    """Remove the folders of attempts that nobody works on any more; `alive` are the keys of versions in work."""
    for folder in (Path(private_storage().location) / WORKSHOP).glob("*-*"):
        key = folder.name.partition("-")[0]
        if not (key.isdigit() and int(key) in alive):
            shutil.rmtree(folder, ignore_errors=True)


def _make(version: VideoVersion, folder: Path) -> None:
    recording, source = version.recording, Path(private_storage().path(version.source))
    if not source.is_file():
        raise FileNotFoundError
    if not recording.thumbnail and version.source.startswith(VIDEOS):
        _make_poster(recording, source, folder)
    target = folder / f"version.{transcoding.SUFFIX[version.codec]}"

    def beat(seconds: float) -> bool:
        percent = min(99, int(100 * seconds / recording.duration)) if recording.duration else 0
        mine = VideoVersion.objects.filter(pk=version.pk, state=State.WORKING, attempts=version.attempts)
        try:
            return bool(mine.update(touched_at=timezone.now(), percent=percent))
        except OperationalError:
            # A database that is busy or restarts is no reason to throw minutes of work away.
            close_old_connections()
            return True

    run_confined(transcoding.version_command(source, target, version.codec, version.size), beat)
    _keep(version, target)


def _keep(version: VideoVersion, target: Path) -> None:
    """Store a finished version, unless the video has been replaced or deleted meanwhile."""
    with target.open("rb") as made:
        window = Window(made, target.stat().st_size)
        facts = read_mp4(window) if version.codec == transcoding.H264 else read_webm(window)
        with transaction.atomic():
            row = VideoVersion.objects.select_for_update().filter(pk=version.pk, state=State.WORKING).first()
            if row is None or (row.source, row.attempts) != (version.source, version.attempts):
                raise Unwanted
            row.width, row.height, row.file_size = facts.width, facts.height, window.size
            row.state, row.percent, row.touched_at = State.DONE, 100, timezone.now()
            row.file.save(target.name, File(made, name=target.name), save=False)
            row.save()
    if not version.recording.duration and facts.seconds:
        CampaignMedia.objects.filter(pk=version.recording_id).update(duration=facts.seconds)
    deliver(version.recording)


def _make_poster(recording: CampaignMedia, source: Path, folder: Path) -> None:
    """Take a picture out of the video; without one the player stays black, which is no reason to fail."""
    target, begin = folder / "poster.jpg", timezone.now()
    command = transcoding.poster_command(source, target, recording.duration)
    try:
        run_confined(command, lambda seconds: (timezone.now() - begin).total_seconds() < POSTER_S)
    except (TranscodingFailed, Unwanted):
        return
    with target.open("rb") as made:
        field = recording.thumbnail
        field.save("poster.jpg", clean_image(File(made, name="poster.jpg")), save=False)
    if not CampaignMedia.objects.filter(pk=recording.pk, thumbnail="").update(thumbnail=field.name):
        private_storage().delete(str(field.name))


def is_dead(version: VideoVersion, now: datetime) -> bool:
    """Say whether the worker of a version has given no sign of life for too long."""
    return (
        version.state == State.WORKING
        and (version.touched_at or version.started_at or now) < now - DEAD_AFTER
    )
