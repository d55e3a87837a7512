"""Versions of a video: planned, made, delivered; interrupted, given up, tried again."""

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from campaign.audit.tally import Tally
from campaign.media import creation, release, transcoding_plan, transcoding_run
from campaign.media.models import CampaignMedia, Delivery, VideoVersion
from campaign.media.recordings import clean_recording
from campaign.media.transcoding import AV1, H264, Wanted, version_command, wanted
from campaign.media.transcoding_work import DEAD_AFTER, MAX_ATTEMPTS, WORKSHOP, deliver, failed, make_version
from tests.media.files import VTT, drawn, encoded
from tests.media.videos import mp4, track

State = VideoVersion.State
needs_ffmpeg = pytest.mark.requires("ffmpeg")
# The worker of django-tasks closes its connection between tasks.
really_committed = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def clip(tmp_path_factory) -> bytes:
    """A real video of two seconds, 1080p, with sound, a place, a title and a chapter."""
    folder = tmp_path_factory.mktemp("clip")
    (folder / "chapters").write_text(";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\ntitle=KANARI\n")
    source = ["-f", "lavfi", "-i", "testsrc2=s=1920x1080:r=25:d=1", "-f", "lavfi", "-i", "sine=d=1"]
    words = ["-metadata", "location=+51.8300+010.7800/", "-metadata", "title=KANARI"]
    command = ["ffmpeg", "-v", "error", *source, "-i", folder / "chapters", "-map_metadata", "2", *words]
    options = ["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-shortest", folder / "clip.mp4"]
    subprocess.run([*command, *options], check=True)
    return (folder / "clip.mp4").read_bytes()


@pytest.fixture
def upload(house, django_capture_on_commit_callbacks):
    """Return a function that stores a video as the form does, with what follows the commit."""

    def store(data: bytes, **meta) -> CampaignMedia:
        words = {
            "captions": VTT,
            "transcript": "Guten Tag.",
            "credit": "Beispiel",
            "description_waiver": "Ein Bild.",
        }
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            video = creation.create_media(
                "Film", data, house.own, "a.mp4", house.own_officer, **(words | meta)
            )
        video.refresh_from_db()
        return video

    return store


@pytest.fixture
def no_ffmpeg(monkeypatch) -> pytest.MonkeyPatch:
    """A machine without ffmpeg, until `undo`."""
    monkeypatch.setattr(shutil, "which", lambda program: None)
    return monkeypatch


def run(now=None, *, force: bool = False) -> Tally:
    return transcoding_plan.job(now or timezone.now(), force=force)


@pytest.mark.parametrize(
    ("width", "height", "sizes"),
    [
        (1920, 1080, [480, 720, 1080]),
        (3840, 2160, [480, 720, 1080]),
        (1080, 1920, [480, 720, 1080]),
        (1280, 720, [480, 720]),
        (1000, 700, [480]),
        (320, 241, [240]),
    ],
)
def test_versions_are_never_larger_than_their_video(width, height, sizes):
    assert wanted("file", width, height) == [
        Wanted("file", codec, size) for codec in (H264, AV1) for size in sizes
    ]
    assert wanted("signed", width, height) == [Wanted("signed", H264, max(s for s in sizes if s <= 720))]
    assert {one.codec for one in wanted("file", width, height, {H264})} == {H264}


def test_ffmpeg_is_told_the_container_and_opens_nothing_but_files():
    command = version_command(Path("/a/b.mp4"), Path("/a/c.mp4"), H264, 480)
    assert command[command.index("-protocol_whitelist") + 1] == "file"
    assert command[command.index("-f") + 1] == "mov"
    assert command[command.index("-map_metadata") + 1] == command[command.index("-map_chapters") + 1] == "-1"


@needs_ffmpeg
@really_committed
def test_a_real_video_gets_all_versions_and_a_poster_without_a_word_about_its_origin(clip, upload, roots):
    video = upload(clip)
    assert video.publication_gaps() == ["Das Video wird noch umgewandelt"]
    assert (video.width, video.height, video.frame_rate) == (1920, 1080, 25)
    assert run() == Tally(done=6)
    video.refresh_from_db()
    assert (video.delivery, video.publication_gaps()) == (Delivery.VERSIONS, [])
    shown = [(version.codec, version.width, version.height) for version in video.made]
    sizes = ((854, 480), (1280, 720), (1920, 1080))
    assert shown == [(codec, *size) for codec in (H264, AV1) for size in sizes]
    for version in video.made:
        data = version.file.read()
        assert version.file_size == len(data)
        for word in (b"KANARI", b"51.8", b"x264 - core", b"Lavf5"):
            assert word not in data
        facts = clean_recording(version.file.file, "video").facts
        assert facts.seconds == pytest.approx(1, abs=0.2)
        assert facts.has_sound
        assert not facts.has_other_tracks
        if version.codec == H264:
            assert data.index(b"moov") < data.index(b"mdat")
    assert video.thumbnail.read().startswith(b"\xff\xd8")
    assert {path.name for path in (roots[1] / WORKSHOP).iterdir()} == set()
    release.release(video)
    public = {path.relative_to(roots[0]).as_posix() for path in roots[0].rglob("*.*")}
    assert public == {version.file.name for version in video.made} | {
        video.thumbnail.name,
        video.captions.name,
    }
    assert run() == Tally()


@needs_ffmpeg
@really_committed
def test_what_ffmpeg_cannot_read_is_tried_three_times_and_then_says_so(upload):
    video = upload(mp4(640, 360), thumbnail=encoded(drawn()))
    for attempt in range(1, MAX_ATTEMPTS + 1):
        tally = run(force=attempt > 1)
        assert tally.failed == 2
        assert tally.pending == (2 if attempt < MAX_ATTEMPTS else 0)
        assert run() == Tally(pending=tally.pending)
    video.refresh_from_db()
    assert video.publication_gaps() == ["Das Video ließ sich nicht umwandeln"]
    assert {version.error for version in video.versions.all()} == {transcoding_run.UNREADABLE}
    transcoding_plan.try_again(video)
    video.refresh_from_db()
    assert video.delivery == Delivery.PENDING
    assert {version.state for version in video.versions.all()} == {State.WAITING}


@needs_ffmpeg
def test_a_video_that_somebody_replaces_or_deletes_leaves_no_version(
    upload, roots, django_capture_on_commit_callbacks
):
    video = upload(mp4(640, 360))
    old = set(video.versions.values_list("pk", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        video.file.save("b.mp4", clean_recording(_file(mp4(320, 240)), "video"))
    new = video.versions.all()
    assert not old & {version.pk for version in new}
    assert {version.size for version in new} == {240}
    with django_capture_on_commit_callbacks(execute=True):
        video.delete()
    assert not VideoVersion.objects.exists()
    assert [path for root in roots for path in root.rglob("*.*") if path.is_file()] == []


@needs_ffmpeg
def test_without_ffmpeg_the_video_is_delivered_as_it_came_and_converted_once_there_is_one(upload, no_ffmpeg):
    video = upload(mp4(640, 360))
    assert (video.delivery, list(video.versions.all()), video.publication_gaps()) == (
        Delivery.ORIGINAL,
        [],
        [],
    )
    assert video.file.name in video.public_files()
    assert run() == Tally()
    no_ffmpeg.undo()
    transcoding_plan.plan(video.pk)
    assert {version.state for version in video.versions.all()} == {State.WAITING}
    video.refresh_from_db()
    assert video.file.name in video.public_files()


def test_without_ffmpeg_a_video_with_a_log_of_places_stays_private(upload, no_ffmpeg):
    video = upload(mp4(640, 360, tracks=track(0, 0, 1, 4, handler=b"meta")))
    assert "Zusatzspuren" in video.publication_gaps()[0]


def test_the_original_is_withdrawn_when_its_versions_take_its_place(make, client):
    video = make["video"]()
    release.release(video)
    assert client.get(video.file.url).status_code == 200
    version = _finished(video)
    assert client.get(video.file.url).status_code == 404
    video.refresh_from_db()
    assert video.public_files() == [video.thumbnail.name, video.captions.name, version.file.name]


def test_versions_are_as_private_as_their_video(make, client, officer, house, enter):
    version = _finished(make["video"]())
    assert officer.get(version.file.url).status_code == 200
    assert enter(house.foreign_officer).get(version.file.url).status_code == 404
    assert client.get(version.file.url).status_code == 404
    release.release(version.recording)
    assert client.get(version.file.url, headers={"Range": "bytes=0-3"}).status_code == 206


@pytest.fixture
def killed(make) -> VideoVersion:
    """A version whose worker gave its last sign of life a while ago."""
    long_ago = timezone.now() - DEAD_AFTER - timedelta(seconds=1)
    return _row(make["video"](), state=State.WORKING, touched_at=long_ago, attempts=1)


def test_what_a_killed_worker_left_is_started_again_and_its_files_are_swept(killed, roots, no_ffmpeg):
    left = roots[1] / WORKSHOP / f"{killed.pk}-abc"
    left.mkdir(parents=True)
    assert run().pending == 1
    killed.refresh_from_db()
    assert (killed.state, killed.error != "") == (State.WAITING, True)
    assert not left.exists()


def test_a_worker_that_is_alive_is_left_alone(killed, roots, no_ffmpeg):
    VideoVersion.objects.update(touched_at=timezone.now())
    (roots[1] / WORKSHOP / f"{killed.pk}-abc").mkdir(parents=True)
    run()
    killed.refresh_from_db()
    assert killed.state == State.WORKING
    assert (roots[1] / WORKSHOP / f"{killed.pk}-abc").exists()


def test_two_workers_never_make_the_same_version(make):
    version = _row(make["video"](), state=State.WORKING)
    make_version.call(version.pk)
    version.refresh_from_db()
    assert (version.state, version.attempts) == (State.WORKING, 0)


def test_pauses_grow_and_the_third_failure_is_the_last(make):
    version = _row(make["video"]())
    waits = []
    for attempt in (1, 2, 3):
        version.attempts = attempt
        failed(version, "kaputt")
        version.refresh_from_db()
        waits.append((version.state, round((version.not_before - timezone.now()).total_seconds() / 60)))
    assert waits == [(State.WAITING, 1), (State.WAITING, 10), (State.FAILED, 10)]


def test_the_program_ends_with_whoever_started_it(tmp_path):
    pid_file = tmp_path / "pid"
    script = f"import os,time; open({str(pid_file)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    command = [sys.executable, "-I", str(transcoding_run.CONFINED), sys.executable, "-c", script]
    starter = f"import subprocess; subprocess.run({command!r})"
    parent = subprocess.Popen([sys.executable, "-c", starter])
    pid = int(_waited(lambda: pid_file.exists() and pid_file.read_text()))
    assert os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, 0)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert _waited(lambda: not Path(f"/proc/{pid}").exists())


def test_a_program_that_fails_or_is_not_wanted_any_more_is_gone():
    with pytest.raises(transcoding_run.TranscodingFailed, match="nicht lesen"):
        transcoding_run.run_confined(["false"], lambda seconds: True)
    begin = time.monotonic()
    with pytest.raises(transcoding_run.Unwanted):
        transcoding_run.run_confined(["sleep", "60"], lambda seconds: time.monotonic() - begin < 1)
    assert time.monotonic() - begin < 10


def _file(data: bytes) -> ContentFile:
    return ContentFile(data, name="a.mp4")


def _row(video: CampaignMedia, **fields) -> VideoVersion:
    values = {"part": "file", "codec": H264, "size": 360, "source": video.file.name}
    return VideoVersion.objects.create(recording=video, **(values | fields))


def _finished(video: CampaignMedia) -> VideoVersion:
    version = _row(video, state=State.DONE)
    version.file.save("a.mp4", _file(mp4(320, 240)))
    deliver(video)
    return version


def _waited(condition):
    deadline = time.monotonic() + 10
    while not (found := condition()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found
