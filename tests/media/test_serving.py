"""/media/: who gets which bytes."""

import os

import pytest
from django.test import Client

from campaign.media.release import release
from campaign.media.views import serve
from tests.media.files import MP4


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def video(make):
    return make["video"]()


@pytest.fixture
def stranger(house, enter) -> Client:
    return enter(house.foreign_officer)


@pytest.mark.parametrize("kind", ["image", "document", "video"])
def test_an_unreleased_file_is_there_for_its_centre_and_missing_for_all_others(
    kind, make, officer, stranger, client
):
    url = make[kind]().file.url
    missing = url.replace(url.rsplit("/", 1)[1][:32], "0" * 32)
    assert officer.get(url).status_code == 200
    for other in (client, stranger):
        refused, absent = other.get(url), other.get(missing)
        assert refused.status_code == absent.status_code == 404
        assert refused.content.replace(url.encode(), b"") == absent.content.replace(missing.encode(), b"")


def test_renditions_captions_and_poster_follow_their_object(make, video, officer, stranger, client):
    rendition = make["image"]().get_rendition("max-20x20")
    for url in (rendition.url, video.captions.url, video.thumbnail.url):
        assert officer.get(url).status_code == 200
        assert officer.get(url)["Cache-Control"] == "private, no-store"
        assert stranger.get(url).status_code == client.get(url).status_code == 404


def test_the_campaign_s_shared_files_are_there_for_every_officer(house, officer):
    from campaign.accounts.roles import shared_collection
    from campaign.media.creation import create_document
    from tests.media.files import PDF

    shared = create_document("Logo", PDF, shared_collection(), "a.pdf")
    assert officer.get(shared.file.url).status_code == 200


def test_a_right_on_the_collection_opens_nothing_without_access_to_the_admin(video, house, enter):
    house.own_officer.groups.get().permissions.clear()
    assert enter(house.own_officer).get(video.file.url).status_code == 404


def test_the_password_alone_opens_no_file(video, house, client):
    client.force_login(house.own_officer)
    assert client.get(video.file.url).status_code == 404


def test_a_released_file_is_for_everybody_and_soon_asked_for_again(video, client):
    release(video)
    response = client.get(video.file.url)
    assert response.status_code == 200
    assert body(response) == MP4
    assert response["Content-Type"] == "video/mp4"
    assert response["Cache-Control"] == "public, max-age=30, must-revalidate"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Length"] == str(len(MP4))
    assert not response.cookies
    assert client.get(video.file.url, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert (
        client.get(video.file.url, headers={"If-Modified-Since": response["Last-Modified"]}).status_code
        == 304
    )
    assert client.get(video.file.url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_serving_a_released_file_asks_no_database(video, client, django_assert_num_queries):
    release(video)
    with django_assert_num_queries(0):
        client.get(video.file.url)


def test_the_original_of_a_released_picture_stays_private(make, client):
    image = make["image"]()
    rendition = image.get_rendition("max-20x20")
    release(image)
    assert client.get(rendition.url).status_code == 200
    assert client.get(image.file.url).status_code == 404


@pytest.mark.parametrize(
    ("header", "status", "content_range", "content"),
    [
        ("bytes=0-3", 206, f"bytes 0-3/{len(MP4)}", MP4[:4]),
        ("bytes=100-", 206, f"bytes 100-{len(MP4) - 1}/{len(MP4)}", MP4[100:]),
        ("bytes=-5", 206, f"bytes {len(MP4) - 5}-{len(MP4) - 1}/{len(MP4)}", MP4[-5:]),
        (f"bytes={len(MP4)}-", 416, f"bytes */{len(MP4)}", b""),
        ("bytes=0-1,4-5", 200, None, MP4),
        ("kilos=1", 200, None, MP4),
    ],
)
def test_ranges_are_answered(video, client, header, status, content_range, content):
    release(video)
    response = client.get(video.file.url, headers={"Range": header})
    assert response.status_code == status
    assert response.get("Content-Range") == content_range
    assert body(response) == content
    if status != 416:
        assert response["Content-Length"] == str(len(content))


def test_a_part_of_another_version_is_not_continued(video, client):
    release(video)
    whole = client.get(video.file.url)
    for same in (whole["ETag"], whole["Last-Modified"]):
        answer = client.get(video.file.url, headers={"Range": "bytes=0-1", "If-Range": same})
        assert answer.status_code == 206
    for other in ('"alt"', "Thu, 01 Jan 2015 00:00:00 GMT", "x"):
        answer = client.get(video.file.url, headers={"Range": "bytes=0-1", "If-Range": other})
        assert answer.status_code == 200


def test_head_tells_the_size_and_sends_nothing(video, client):
    release(video)
    response = client.head(video.file.url, headers={"Range": "bytes=0-1"})
    assert (response.status_code, response["Content-Length"], body(response)) == (200, str(len(MP4)), b"")
    assert client.post(video.file.url).status_code == 405


def test_nginx_sends_unreleased_files_on_our_word_only(video, officer, stranger, settings):
    settings.MEDIA_SENDFILE = "nginx"
    response = officer.get(video.file.url)
    assert response["X-Accel-Redirect"] == f"/private-media/{video.file.name}"
    assert response["Cache-Control"] == "private, no-store"
    assert not response.content
    assert stranger.get(video.file.url).status_code == 404


HEX = "a" * 32


@pytest.mark.parametrize(
    "path",
    [
        "../settings.py",
        "documents/../../etc/passwd",
        "/etc/passwd",
        "//etc/passwd",
        "documents//etc/passwd",
        f"documents/{HEX}.pdf%00.html",
        f"documents/{HEX}%0a.pdf",
        "documents/",
        "documents",
        ".",
        "..",
        "%2e%2e/x",
        f"wagtail_uploads/{HEX}.jpg",
        f"documents/{HEX}",
        f"documents/{HEX}.",
        f"documents\\{HEX}.pdf",
        "documents/" + "a" * 5000,
        f"documents/.{HEX}.tmp",
        f"documents/{HEX}.pdf/",
        f"DOCUMENTS/{HEX}.pdf",
        "documents/ä.pdf",
        f"x/documents/{HEX}.pdf",
    ],
)
def test_paths_that_no_field_makes_are_simply_missing(path, client, officer, roots):
    for root in roots:
        root.mkdir(parents=True)
    for visitor in (client, officer):
        assert visitor.get(f"/media/{path}").status_code == 404


@pytest.mark.django_db
def test_links_and_folders_in_the_released_folder_lead_nowhere(client, roots, tmp_path):
    public = roots[0]
    (public / "documents").mkdir(parents=True)
    (tmp_path / "secret").write_text("geheim")
    os.symlink(tmp_path / "secret", public / f"documents/{HEX}.pdf")
    os.symlink(tmp_path, public / "videos")
    (tmp_path / f"{HEX}.mp4").write_text("geheim")
    (public / f"documents/{'b' * 32}.pdf").mkdir()
    os.mkfifo(public / f"documents/{'c' * 32}.pdf")
    for path in (
        f"documents/{HEX}.pdf",
        f"videos/{HEX}.mp4",
        f"documents/{'b' * 32}.pdf",
        f"documents/{'c' * 32}.pdf",
    ):
        assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize(
    ("name", "content_type", "disposition"),
    [
        (f"documents/{HEX}.pdf", "application/pdf", "inline"),
        (f"documents/{HEX}.txt", "text/plain; charset=utf-8", "attachment"),
        (f"documents/{HEX}.html", "application/octet-stream", "attachment"),
        (f"originals/{HEX}.svg", "application/octet-stream", "attachment"),
        (f"captions/{HEX}.vtt", "text/vtt; charset=utf-8", "inline"),
        (f"renditions/{HEX}.jpg", "image/jpeg", "inline"),
    ],
)
def test_no_file_is_ever_served_as_a_page(name, content_type, disposition, client, roots):
    (roots[0] / name).parent.mkdir(parents=True)
    (roots[0] / name).write_bytes(b"<script>1</script>")
    response = client.get(f"/media/{name}")
    assert (response["Content-Type"], response["Content-Disposition"]) == (content_type, disposition)


def test_a_file_is_closed_when_the_visitor_goes_away(video, rf):
    release(video)
    response = serve(rf.get(video.file.url), path=video.file.name)
    part = vars(response)["_iterator"]
    assert next(part) and not part._file.closed
    part.close()
    assert part._file.closed
    assert part.close in vars(response)["_resource_closers"]
