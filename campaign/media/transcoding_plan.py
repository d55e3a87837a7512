"""What there is to convert: rows for new videos, another start after a crash, and the queue that is worked off."""

from datetime import datetime, timedelta
from functools import partial

from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from campaign.audit.tally import Tally
from campaign.media import transcoding
from campaign.media.models import CampaignMedia, Delivery, VideoVersion
from campaign.media.release import settle
from campaign.media.storage import private_storage
from campaign.media.transcoding_run import codecs
from campaign.media.transcoding_work import INTERRUPTED, failed, is_dead, make_version, sweep
from campaign.media.video_facts import Unreadable, Window
from campaign.media.video_mp4 import read_mp4
from campaign.media.video_webm import read_webm

State = VideoVersion.State
BACKEND = "media"
# A worker that was killed leaves its entry in the queue as running.
FORGOTTEN_AFTER = timedelta(days=1)


def connect() -> None:
    """Plan with every saved recording; delete the file of every deleted version."""
    post_save.connect(_saved, sender=CampaignMedia, dispatch_uid="media.transcoding.saved")
    post_delete.connect(_deleted, sender=VideoVersion, dispatch_uid="media.transcoding.deleted")


def _saved(instance: CampaignMedia, raw: bool = False, **kwargs) -> None:
    if not raw and instance.type == "video":
        transaction.on_commit(partial(plan, instance.pk), robust=True)


def _deleted(instance: VideoVersion, **kwargs) -> None:
    if instance.file:
        transaction.on_commit(partial(private_storage().delete, str(instance.file.name)), robust=True)


def plan(recording_id: int) -> None:
    """Bring the rows of a video in line with its files: stale ones go, missing ones wait for a worker.

    Without ffmpeg nothing is planned, and the files are delivered as they came.
    """
    with transaction.atomic():
        recording = CampaignMedia.objects.select_for_update().filter(pk=recording_id, type="video").first()
        if recording is None:
            return
        sources = {
            part: getattr(recording, part).name for part in recording.parts if getattr(recording, part)
        }
        _drop_stale(recording, sources)
        if not codecs():
            _deliver_as_is(recording)
            return
        there = set(recording.versions.values_list("part", flat=True))
        for part in sources.keys() - there:
            for one in transcoding.wanted(part, *_size_of(sources[part]), codecs()):
                recording.versions.create(part=one.part, codec=one.codec, size=one.size, source=sources[part])
    enqueue(recording.versions.filter(state=State.WAITING, attempts=0))


def _drop_stale(recording: CampaignMedia, sources: dict[str, str]) -> None:
    for version in recording.versions.all():
        if sources.get(version.part) != version.source:
            version.delete()


def _deliver_as_is(recording: CampaignMedia) -> None:
    if recording.delivery == Delivery.PENDING:
        CampaignMedia.objects.filter(pk=recording.pk).update(delivery=Delivery.ORIGINAL)
        transaction.on_commit(partial(settle, recording), robust=True)


def _size_of(name: str) -> tuple[int, int]:
    """Return width and height of a stored video; one that cannot be read gets the smallest size, and fails there."""
    try:
        with private_storage().open(name) as file:
            facts = (read_mp4 if name.endswith("mp4") else read_webm)(Window(file, file.size))
    except (OSError, Unreadable):
        return transcoding.SIZES[0], transcoding.SIZES[0]
    return facts.width, facts.height


def enqueue(versions: "models.QuerySet[VideoVersion]") -> None:
    """Hand versions to the workers: first what the public waits for, smaller ones before larger ones."""
    for number, version in enumerate(versions.order_by("-codec", "pk")):
        make_version.using(priority=-min(number, 90)).enqueue(version.pk)


def try_again(recording: CampaignMedia) -> None:
    """Start what was given up from the beginning; somebody has asked for it."""
    given_up = recording.versions.filter(state=State.FAILED)
    given_up.update(state=State.WAITING, attempts=0, not_before=None, error="", percent=0)
    if recording.delivery == Delivery.FAILED:
        CampaignMedia.objects.filter(pk=recording.pk).update(delivery=Delivery.PENDING)
    plan(recording.pk)


def job(now: datetime, *, force: bool) -> Tally:
    """Work the queue off: new videos, those left by a dead worker, and those whose waiting time is over."""
    begin = timezone.now()
    for key in _unplanned():
        plan(key)
    _rescue()
    if codecs():
        _work_off(now, force, begin)
    touched = VideoVersion.objects.filter(touched_at__gte=begin)
    return Tally(
        done=touched.filter(state=State.DONE).count(),
        failed=touched.exclude(error="").count(),
        pending=VideoVersion.objects.filter(state__in=(State.WAITING, State.WORKING)).count(),
    )


def _work_off(now: datetime, force: bool, begin: datetime) -> None:
    """Do one task after the other, and look between them for what has come, or was left by a dead worker."""
    while True:
        _enqueue_due(now, force, begin)
        if not DBTaskResult.objects.ready().filter(backend_name=BACKEND).exists():
            return
        # What the command `db_worker` does, without its handling of signals.
        Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            backend_name=BACKEND,
            interval=0,
            batch=True,
            startup_delay=False,
            max_tasks=1,
            worker_id=get_random_string(32),
        ).run()
        _rescue()


def _unplanned() -> list[int]:
    """Return the videos without any version: from before there were any, or from a time without ffmpeg."""
    waiting = Q(delivery=Delivery.PENDING)
    if codecs():
        waiting |= Q(delivery=Delivery.ORIGINAL)
    videos = CampaignMedia.objects.filter(waiting, type="video", versions=None)
    return list(videos.order_by("pk").values_list("pk", flat=True))


def _rescue() -> None:
    """Give up the attempts of dead workers, so that they are started again, and remove what they left."""
    now = timezone.now()
    working = list(VideoVersion.objects.filter(state=State.WORKING).select_related("recording"))
    dead = [version for version in working if is_dead(version, now)]
    for version in dead:
        failed(version, INTERRUPTED)
    sweep({version.pk for version in working} - {version.pk for version in dead})


def _enqueue_due(now: datetime, force: bool, begin: datetime) -> None:
    """Put every due version into the queue once; the queue itself remembers nothing worth keeping.

    `now` and `force` end waiting times only of what has not been tried since `begin`.
    """
    due = Q(not_before=None) | Q(not_before__lte=timezone.now())
    untried = Q(touched_at=None) | Q(touched_at__lt=begin)
    due |= untried if force else untried & Q(not_before__lte=now)
    with transaction.atomic():
        queued: models.QuerySet = DBTaskResult.objects.filter(
            backend_name=BACKEND, task_path=make_version.module_path
        )
        running = Q(status=TaskResultStatus.RUNNING, started_at__gt=timezone.now() - FORGOTTEN_AFTER)
        queued.exclude(running).delete()
        enqueue(VideoVersion.objects.filter(due, state=State.WAITING))
