"""How far a conversion is, in words; and another try for what was given up."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from campaign.media.models import CampaignMedia, Delivery, VideoVersion
from campaign.media.transcoding_state import ADVICE, NO_FFMPEG, progress

State = VideoVersion.State


@pytest.fixture
def video(make) -> CampaignMedia:
    video = make["video"]()
    CampaignMedia.objects.filter(pk=video.pk).update(delivery=Delivery.PENDING)
    begun = timezone.now() - timedelta(minutes=2)
    for size, state, percent in ((480, State.DONE, 100), (720, State.WORKING, 30), (1080, State.WAITING, 0)):
        VideoVersion.objects.create(
            recording=video,
            part="file",
            codec="h264",
            size=size,
            source="x",
            state=state,
            percent=percent,
            started_at=begun if percent else None,
            touched_at=timezone.now(),
        )
    return CampaignMedia.objects.get(pk=video.pk)


def address(video: CampaignMedia) -> str:
    return reverse("media_video_state", args=[video.pk])


def test_share_and_rest_follow_from_the_work_done(video):
    found = progress(video)
    assert found is not None
    assert (found.percent, found.is_moving, found.error) == (20, True, "")
    assert found.remaining == "Noch etwa 8 Minuten."
    assert found.versions[1] == ("720p, H.264", "30 %")


def test_the_page_loads_itself_again_while_something_happens(video, officer):
    text = officer.get(address(video)).content.decode()
    assert '<meta http-equiv="refresh" content="5">' in text
    assert "20 %" in text
    assert "Noch einmal versuchen" not in text
    assert (
        "Stand des Umwandelns" in officer.get(reverse("wagtailmedia:edit", args=[video.pk])).content.decode()
    )


def test_what_was_given_up_says_what_to_do_and_can_be_tried_again(video, officer):
    video.versions.update(
        state=State.FAILED, attempts=3, error="Das Video ließ sich nicht lesen.", source=video.file.name
    )
    CampaignMedia.objects.filter(pk=video.pk).update(delivery=Delivery.FAILED)
    text = officer.get(address(video)).content.decode()
    assert f"Das Video ließ sich nicht lesen. {ADVICE}" in text
    assert "refresh" not in text
    assert officer.post(address(video)).status_code == 302
    assert set(video.versions.values_list("state", "attempts")) <= {(State.WAITING, 0)}
    video.refresh_from_db()
    assert video.delivery in (Delivery.PENDING, Delivery.ORIGINAL)


def test_a_foreign_video_is_not_there(video, house, enter):
    foreign = enter(house.foreign_officer)
    assert foreign.get(address(video)).status_code == foreign.post(address(video)).status_code == 404


def test_without_ffmpeg_the_admin_says_so(make):
    found = progress(make["video"]())
    assert found is not None
    assert found.text == NO_FFMPEG
