"""What the public gets of a video: sources by size, words around it, and nothing while something is missing."""

import json

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Page

from campaign.media.models import CampaignMedia, Delivery, VideoVersion
from campaign.media.transcoding import AV1, H264
from campaign.media.video_player import in_minutes, player
from campaign.models import ContentPage
from tests import builders
from tests.accounts.login import client_for
from tests.media.files import VTT
from tests.media.videos import mp4, webm

READY = {"transcript": "Guten Tag.", "credit": "Beispiel", "description_waiver": "Eine Person spricht."}


def converted(video: CampaignMedia, *versions: tuple[str, str, int]) -> CampaignMedia:
    """Return the video as after its conversion into these (part, codec, size)."""
    for part, codec, size in versions:
        name, data = ("a.mp4", mp4) if codec == H264 else ("a.webm", webm)
        version = VideoVersion(recording=video, part=part, codec=codec, size=size, source=video.file.name)
        version.state, version.width, version.height = VideoVersion.State.DONE, size * 16 // 9, size
        version.file_size = size * 20_000
        version.file.save(name, ContentFile(data(), name=name))
    CampaignMedia.objects.filter(pk=video.pk).update(delivery=Delivery.VERSIONS, duration=65)
    return CampaignMedia.objects.get(pk=video.pk)


@pytest.fixture
def video(make) -> CampaignMedia:
    sizes = [("file", codec, size) for size in (480, 1080, 720) for codec in (H264, AV1)]
    return converted(make["video"](**READY), *sizes, ("signed", H264, 480))


def page_with(video: CampaignMedia, live: bool = True) -> ContentPage:
    block = {"type": "video", "value": {"video": video.pk, "caption": "Ein Rundgang"}}
    page = ContentPage(title="Film", slug="film", live=live, body=json.dumps([block]))
    Page.objects.get(depth=1).get_first_child().add_child(instance=page)
    return ContentPage.objects.get(pk=page.pk)


def shown(client, page: ContentPage) -> str:
    answer = client.get(page.get_url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_large_screens_get_large_pictures_and_each_size_first_what_spares_data(video):
    sources = player(video)["film"]["sources"]
    assert [source["type"].split(";")[0] for source in sources] == ["video/webm", "video/mp4"] * 3
    assert [source["media"] for source in sources] == [
        *["(min-width: 64rem)"] * 2,
        *["(min-width: 40rem)"] * 2,
        *[""] * 2,
    ]


def test_the_download_says_what_it_is(video):
    download = player(video)["film"]["download"]
    assert download["label"] == "MP4, 14 MB, 1:05 Minuten"
    assert download["url"].endswith(".mp4")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.4, "1 Sekunde"), (8, "8 Sekunden"), (65, "1:05 Minuten"), (3605, "1:00:05 Stunden")],
)
def test_lengths_are_written_as_people_say_them(seconds, text):
    assert in_minutes(seconds) == text


def test_a_page_shows_player_captions_download_transcript_and_sign_language(video, client):
    text = shown(client, page_with(video))
    for part in (
        *(
            '<video controls preload="none" playsinline width="1920" height="1080"',
            f'poster="{video.thumbnail.url}"',
        ),
        *(
            f'<track kind="captions" src="{video.captions.url}" srclang="de" label="Deutsch" default>',
            "Abschrift lesen",
        ),
        *("<p>Guten Tag.</p>", "In Gebärdensprache ansehen", "Video: Beispiel", "Ein Rundgang", "MP4, 14 MB"),
    ):
        assert part in text
    assert "Audiodeskription ansehen" not in text
    assert video.file.url not in text


@pytest.mark.parametrize("missing", ["captions", "transcript", "description_waiver", "credit"])
def test_nothing_of_a_video_is_shown_while_something_is_missing(video, client, missing):
    CampaignMedia.objects.filter(pk=video.pk).update(**{missing: ""})
    text = shown(client, page_with(video))
    assert "<video" not in text
    assert "Abschrift lesen" not in text
    assert "erscheint noch nicht" not in text


@pytest.mark.parametrize("delivery", [Delivery.PENDING, Delivery.FAILED])
def test_nothing_of_a_video_is_shown_while_it_is_not_converted(video, client, delivery):
    CampaignMedia.objects.filter(pk=video.pk).update(delivery=delivery)
    assert "<video" not in shown(client, page_with(video))


def test_without_ffmpeg_the_upload_itself_is_played(make, client):
    video = make["video"](**READY)
    text = shown(client, page_with(video))
    assert f'<source src="{video.file.url}" type="video/mp4">' in text
    assert "4 Sekunden" in text


def test_a_player_costs_one_query_for_all_its_versions(video, django_assert_num_queries):
    found = CampaignMedia.objects.get(pk=video.pk)
    with django_assert_num_queries(1):
        found.publication_gaps()
        player(found)


def test_whoever_publishes_learns_at_the_field_what_is_missing_and_may_save_a_draft(video):
    coordinator = client_for(builders.coordinator())
    CampaignMedia.objects.filter(pk=video.pk).update(captions="", collection=1)
    page = page_with(video, live=False)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    words = dict.fromkeys(("seo_title", "search_description", "intro", "body-0-deleted", "body-0-id"), "")
    form = words | {
        "title": "Film",
        "slug": "film",
        "body-count": "1",
        "body-0-order": "0",
        "body-0-type": "video",
        "body-0-value-video": str(video.pk),
        "body-0-value-caption": "",
        "loaded_revision_id": str(page.latest_revision_id or ""),
    }
    refused = coordinator.post(url, form | {"action-publish": "1"})
    assert "Untertitel fehlen. Als Entwurf" in refused.content.decode()
    page.refresh_from_db()
    assert not page.live
    assert coordinator.post(url, form).status_code == 302


def test_captions_that_come_later_than_allowed_are_told_at_the_field(make, officer):
    video = make["video"]()
    video.captions.save(
        "b.vtt", ContentFile(VTT + b"\n00:00:02.000 --> 00:00:03.000\nHallo.\n", name="b.vtt")
    )
    text = officer.get(reverse("wagtailmedia:edit", args=[video.pk])).content.decode()
    assert "Zeile 6: Der Untertitel überschneidet sich mit dem davor (Zeile 3)." in text
