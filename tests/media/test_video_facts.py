"""What headers of videos say, and headers that lie: refused in German, at once, with nothing stored."""

import struct
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from campaign.media.models import CampaignMedia
from campaign.media.recordings import CheckedVideo, clean_recording, clean_sign_language
from tests.media.hostile_videos import VIDEOS
from tests.media.videos import box, element, mp4, track, webm


@pytest.mark.parametrize("case", VIDEOS)
def test_a_hostile_video_is_refused_in_german_within_seconds(case):
    name, data, text = VIDEOS[case]
    begin = time.monotonic()
    with pytest.raises(ValidationError, match=text):
        clean_recording(ContentFile(data, name=name), "video")
    assert time.monotonic() - begin < 5


def test_no_changed_byte_of_a_header_leads_to_anything_but_a_refusal():
    answers = {"taken": 0, "refused": 0}
    for data, name in ((mp4(), "a.mp4"), (webm(), "a.webm")):
        for place in range(min(len(data), 700)):
            for value in (0, 1, 0xFF):
                changed = data[:place] + bytes([value]) + data[place + 1 :]
                try:
                    clean_recording(ContentFile(changed, name=name), "video")
                    answers["taken"] += 1
                except ValidationError:
                    answers["refused"] += 1
    assert min(answers.values()) > 100


@pytest.mark.parametrize(("build", "name"), [(mp4, "a.mp4"), (webm, "a.webm")])
def test_size_length_and_frame_rate_are_read(build, name):
    checked = clean_recording(ContentFile(build(1280, 720, 30, 61.5), name=name), "video")
    assert isinstance(checked, CheckedVideo)
    facts = checked.facts
    assert (facts.width, facts.height, facts.seconds) == (1280, 720, 61.5)
    assert facts.fps == pytest.approx(30, abs=0.01)
    assert not facts.has_sound
    assert not facts.has_other_tracks


def test_a_video_filmed_upright_is_as_wide_as_it_is_shown():
    facts = clean_recording(ContentFile(mp4(1920, 1080, turned=True), name="a.mp4"), "video").facts
    assert (facts.width, facts.height) == (1080, 1920)


def test_sound_and_a_log_of_places_beside_the_picture_are_noticed():
    sound = track(0, 0, 1, 4, handler=b"soun")
    places = track(0, 0, 1, 4, handler=b"meta")
    facts = clean_recording(ContentFile(mp4(tracks=sound), name="a.mp4"), "video").facts
    assert (facts.has_sound, facts.has_other_tracks) == (True, False)
    assert clean_recording(ContentFile(mp4(tracks=places), name="a.mp4"), "video").facts.has_other_tracks


PLACE = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+51.8300+010.7800/"), b"KANARI")
MP4_WITH_METADATA = {
    "in the movie": mp4(movie=PLACE),
    "in a track": mp4(inside=PLACE),
    "as the last box": mp4() + box(b"uuid", bytes(16), b"KANARI +51.8300"),
    "in a large box": mp4() + struct.pack(">I4sQ", 1, b"meta", 16 + 23) + b"KANARI +51.8300+010.780",
}


@pytest.mark.parametrize("case", MP4_WITH_METADATA)
@pytest.mark.parametrize("chunk", [7, 1 << 16])
def test_what_a_camera_writes_about_itself_is_blanked_and_nothing_moves(case, chunk):
    data = MP4_WITH_METADATA[case]
    stored = b"".join(clean_recording(ContentFile(data, name="a.mp4"), "video").chunks(chunk))
    assert b"KANARI" in data
    assert b"KANARI" not in stored
    assert b"+51.83" not in stored
    assert len(stored) == len(data)
    assert stored.endswith(bytes(range(256)) * 16) or data.startswith(mp4())
    clean_recording(ContentFile(stored, name="a.mp4"), "video")


def test_tags_of_a_webm_are_blanked_too():
    data = webm(segment=element(0x1254C367, b"KANARI +51.83") + element(0x1F43B675, b"Bild"))
    stored = b"".join(clean_recording(ContentFile(data, name="a.webm"), "video").chunks())
    assert b"KANARI" not in stored
    assert stored.endswith(b"Bild")
    assert len(stored) == len(data)
    clean_recording(ContentFile(stored, name="a.webm"), "video")


@pytest.mark.parametrize(
    ("data", "name", "text"),
    [
        (mp4(300, 240), "a.mp4", "300 × 240 Bildpunkten zu klein"),
        (mp4(320, 200), "a.mp4", "zu klein"),
        (mp4(640, 360, 23.976, 1000), "a.mp4", "24,0 Bilder je Sekunde"),
        (webm(640, 360, fps=0), "a.webm", "Bildrate steht nicht"),
    ],
)
def test_a_video_in_sign_language_must_be_large_and_smooth_enough(data, name, text):
    with pytest.raises(ValidationError, match=text):
        clean_sign_language(ContentFile(data, name=name))


@pytest.mark.parametrize(("width", "height", "fps"), [(320, 240, 25), (1920, 1080, 29.97), (1280, 720, 50)])
def test_a_good_video_in_sign_language_is_taken(width, height, fps):
    assert clean_sign_language(
        ContentFile(mp4(width, height, fps, 100), name="a.mp4")
    ).facts.fps == pytest.approx(fps)


def test_none_of_them_is_stored_or_upsets_the_server(officer, house, roots):
    url, data = reverse("wagtailmedia:add", args=["video"]), {"title": "Film", "collection": house.own.pk}
    for case, (name, content, _) in VIDEOS.items():
        for field in ("file", "described", "signed"):
            files = {"file": SimpleUploadedFile("gut.mp4", mp4()), field: SimpleUploadedFile(name, content)}
            begin = time.monotonic()
            answer = officer.post(url, data | files)
            assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field]), case
            assert time.monotonic() - begin < 5
    assert not CampaignMedia.objects.exists()
    assert [path for root in roots for path in root.rglob("*.*") if path.is_file()] == []
