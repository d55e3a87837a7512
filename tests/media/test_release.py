"""Public is what a live page shows, from the moment it does until the moment it no longer does."""

import io

import pytest
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page

from campaign.media import release as releases
from campaign.media.models import CampaignImage
from campaign.media.release import resync_all, settle, sync_page
from campaign.media.usage import is_shown_live, replacement_refused


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """Return a context in which what waits for the commit runs at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def status(client, file) -> int:
    return client.get(file.url).status_code


def test_a_document_linked_in_text_is_public_while_its_page_is_live(make, on_page, client, committing):
    document = make["document"]()
    assert status(client, document.file) == 404
    page = on_page(document=document)
    assert status(client, document.file) == 200
    with committing():
        page.unpublish()
    assert status(client, document.file) == 404
    with committing():
        page.save_revision().publish()
    assert status(client, document.file) == 200


def test_a_picture_s_renditions_are_public_and_its_original_never(make, on_page, client):
    image = make["image"]()
    before = image.get_rendition("max-20x20")
    on_page(image=image)
    after = image.get_rendition("max-10x10")
    assert status(client, before) == status(client, after) == 200
    # Wagtail makes several at once in another way than a single one.
    for rendition in image.get_renditions("width-7", "width-8", "width-9").values():
        assert status(client, rendition) == 200
    assert status(client, image.file) == 404


def test_a_draft_s_picture_stays_private_with_every_new_rendition(make, on_page, client):
    image = make["image"]()
    on_page(image=image, live=False)
    for rendition in (image.get_rendition("max-20x20"), *image.get_renditions("width-7", "width-8").values()):
        assert status(client, rendition) == 404


def test_pictures_made_anew_after_a_new_rule_of_cropping_stay_public_or_private(make, on_page, client):
    shown, waiting = make["image"](), make["image"]()
    on_page(image=shown)
    before = {image: image.get_rendition("max-20x20").pk for image in (shown, waiting)}
    call_command("wagtail_update_image_renditions", stdout=io.StringIO())
    for image, code in ((shown, 200), (waiting, 404)):
        made = CampaignImage.objects.get(pk=image.pk).get_rendition("max-20x20")
        assert made.pk != before[image] and status(client, made) == code


def test_a_new_draft_of_a_live_page_changes_nothing(make, on_page, client, committing):
    shown, waiting = make["document"](), make["document"]()
    page = on_page(document=shown)
    draft = page.get_latest_revision_as_object()
    draft.body = draft.body.stream_block.to_python(
        [{"type": "text", "value": f'<a linktype="document" id="{waiting.pk}">x</a>'}]
    )
    with committing():
        revision = draft.save_revision()
    assert (status(client, shown.file), status(client, waiting.file)) == (200, 404)
    with committing():
        revision.publish()
    assert (status(client, shown.file), status(client, waiting.file)) == (404, 200)


def test_what_two_pages_show_is_public_until_the_last_one_goes(make, on_page, client, committing):
    document = make["document"]()
    first, second = on_page(document=document), on_page(document=document)
    with committing():
        first.unpublish()
    assert status(client, document.file) == 200
    with committing():
        Page.objects.get(pk=second.pk).delete()
    assert status(client, document.file) == 404
    document.refresh_from_db()
    assert not document.is_released


def test_deleting_a_branch_withdraws_the_files_of_the_pages_below(make, on_page, client, committing):
    document = make["document"]()
    top, below = on_page(), on_page(document=document)
    below.move(top, pos="last-child")
    with committing():
        Page.objects.get(pk=top.pk).delete()
    assert status(client, document.file) == 404


def test_saving_live_in_code_counts_like_publishing(make, on_page, client, committing):
    document = make["document"]()
    page = on_page(document=document, live=False)
    assert status(client, document.file) == 404
    with committing():
        page.live = True
        page.save()
    assert status(client, document.file) == 200


def test_nothing_is_public_before_the_publication_is_committed(make, on_page, client):
    document = make["document"]()
    page = on_page(document=document, live=False)
    with transaction.atomic():
        page.live = True
        page.save()
        assert status(client, document.file) == 404


def test_a_video_is_public_with_captions_and_poster_also_when_they_come_later(make, client, committing):
    video = make["video"]()
    releases.release(video)
    for file in (video.file, video.captions, video.thumbnail):
        assert status(client, file) == 200
    settle(video)
    for file in (video.file, video.captions, video.thumbnail):
        assert status(client, file) == 404


def test_an_expired_flag_in_memory_cannot_put_a_file_back(make, on_page, client, committing):
    document = make["document"]()
    page = on_page(document=document)
    document.refresh_from_db()
    assert document.is_released
    with committing():
        page.unpublish()
    with committing():
        document.title = "Neuer Titel"
        document.save()
    document.refresh_from_db()
    assert not document.is_released
    assert status(client, document.file) == 404


def test_releasing_and_withdrawing_can_be_repeated(make, on_page, client):
    document = make["document"]()
    page = on_page(document=document)
    for _ in range(2):
        sync_page(page)
        assert settle(document)
        assert status(client, document.file) == 200
    Page.objects.filter(pk=page.pk).update(live=False)
    for _ in range(2):
        sync_page(page)
        assert not settle(document)
        assert status(client, document.file) == 404


def test_repair_brings_back_what_is_missing_and_removes_what_has_no_right(make, on_page, client, roots):
    public, _ = roots
    shown, hidden = make["document"](), make["document"]()
    on_page(document=shown)
    (public / shown.file.name).unlink()
    releases.release(hidden)
    stray = public / "videos" / ("f" * 32 + ".mp4")
    stray.parent.mkdir()
    stray.write_bytes(b"x")
    assert resync_all() == {"released": 1, "withdrawn": 1, "strays": 1}
    assert status(client, shown.file) == 200
    assert status(client, hidden.file) == 404
    assert not stray.exists()
    assert resync_all() == {"released": 1, "withdrawn": 0, "strays": 0}


def test_a_lost_original_does_not_stop_the_others(make, on_page, client, roots):
    lost, fine = make["document"](), make["document"]()
    (roots[1] / lost.file.name).unlink()
    on_page(document=lost)
    on_page(document=fine)
    assert status(client, lost.file) == 404
    assert status(client, fine.file) == 200


def test_deleting_a_picture_leaves_no_file_of_it(make, roots, committing):
    image = make["image"]()
    image.get_rendition("max-20x20")
    releases.release(image)
    with committing():
        image.delete()
    assert [path for root in roots for path in root.rglob("*") if path.is_file()] == []


def test_deleting_a_video_deletes_captions_and_poster(make, roots, committing):
    video = make["video"]()
    with committing():
        video.delete()
    assert [path for path in roots[1].rglob("*") if path.is_file()] == []


def test_only_the_koordination_may_replace_or_delete_what_is_live(make, on_page, house):
    document = make["document"]()
    assert replacement_refused(document, house.own_officer) is None
    on_page(document=document)
    assert is_shown_live(document)
    assert "veröffentlichten Seite" in (replacement_refused(document, house.own_officer) or "")
    assert replacement_refused(document, None)
    assert replacement_refused(document, house.coordinator) is None


def test_publishing_many_pictures_costs_a_bounded_number_of_queries(
    make, on_page, django_assert_max_num_queries
):
    page = on_page(image=make["image"]())
    with django_assert_max_num_queries(30):
        sync_page(page)
    assert CampaignImage.objects.get().is_released
