"""Pictures come in AVIF, WebP and JPEG, made ahead; no visitor's request makes any."""

import io
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image
from wagtail.models import ReferenceIndex

from campaign.media import orders, renditions
from campaign.media.models import CampaignImage, CampaignRendition, RenditionOrder
from campaign.media.renditions import TEXT, Use
from stories.models import StoryPage
from tests import builders
from tests.asking import questions
from tests.media.files import encoded, phone_photo

WIDE = Use(("width-200", "width-1600"), plain="width-200")


def existing(image) -> set[str]:
    return set(image.renditions.values_list("filter_spec", flat=True))


def test_each_use_has_one_jpeg_and_avif_only_where_it_pays():
    assert WIDE.specs == (
        "width-200|format-jpeg",
        "width-200|format-webp",
        "width-1600|format-webp",
        "width-200|format-avif",
    )


def test_indispensable_sizes_come_first_and_each_once():
    specs = renditions.specs_of((WIDE, TEXT, WIDE))
    assert specs[:2] == ["width-200|format-jpeg", "width-800|format-jpeg"]
    assert len(specs) == len(set(specs))


@pytest.fixture
def picture(make) -> CampaignImage:
    return make["image"](description="Eine Werkstatt", credit="Foto: Beispiel")


def test_an_order_makes_the_jpeg_at_once_and_the_rest_in_the_job(picture):
    orders.order({picture.pk: (WIDE,)})
    assert existing(picture) == {"width-200|format-jpeg"}
    orders.order({picture.pk: (WIDE,)})
    assert RenditionOrder.objects.filter(image=picture).count() == 3
    tally = orders.make_ordered()
    assert (tally.done, tally.failed) == (3, 0)
    assert existing(picture) == set(WIDE.specs)
    assert not RenditionOrder.objects.exists()


def test_a_round_makes_only_some_for_other_jobs_wait_meanwhile(picture, monkeypatch):
    monkeypatch.setattr(orders, "PER_ROUND", 2)
    orders.order({picture.pk: (WIDE,)})
    rounds = [orders.job(timezone.now(), force=False) for _ in range(2)]
    assert [(one.done, one.pending) for one in rounds] == [(2, 1), (1, 0)]


def test_a_picture_that_cannot_be_read_stops_no_other_and_is_tried_again_later(picture, make, roots):
    broken = make["image"]()
    for image in (broken, picture):
        RenditionOrder.objects.create(image=image, spec="width-7|format-webp")
    (roots[1] / broken.file.name).unlink()
    tally = orders.make_ordered()
    assert (tally.done, tally.failed, tally.pending) == (1, 1, 1)
    left = RenditionOrder.objects.get()
    assert left.image == broken
    assert left.error
    assert orders.make_ordered().failed == 0
    assert orders.make_ordered(force=True).failed == 1


def test_what_exists_is_shown_and_nothing_is_made(picture):
    assert renditions.shown(picture, WIDE) is None
    picture.get_rendition("width-200|format-webp")
    with CaptureQueriesContext(connection) as captured:
        shown = renditions.shown(CampaignImage.objects.get(pk=picture.pk), WIDE)
    assert len(captured) == 2
    assert [source["type"] for source in shown["sources"]] == ["image/webp"]
    assert shown["image"].spec == "width-200|format-webp"
    assert (shown["alt"], shown["credit"]) == ("Eine Werkstatt", "Foto: Beispiel")
    assert existing(picture) == {"width-200|format-webp"}


def test_a_new_focal_point_orders_the_crops_again_and_shows_the_old_ones_until_then(
    picture, django_capture_on_commit_callbacks
):
    from stories.pictures import CARD

    picture.get_rendition(CARD.plain_spec)
    old = renditions.shown(picture, CARD)["image"].name
    picture.focal_point_x, picture.focal_point_y = 5, 5
    picture.focal_point_width = picture.focal_point_height = 4
    with django_capture_on_commit_callbacks(execute=True):
        picture.save()
    assert renditions.shown(picture, CARD)["image"].name == old
    assert orders.make_ordered().done == 1
    new = picture.renditions.order_by("pk").last()
    assert renditions.shown(picture, CARD)["image"].name == new.file.name != old


@pytest.mark.parametrize("form", ["jpeg", "webp", "avif"])
@pytest.mark.parametrize("source", ["JPEG", "PNG", "WEBP"])
def test_a_rendition_holds_the_picture_and_its_colours_and_nothing_else(house, form, source):
    from campaign.media.creation import create_image

    image = create_image("x", phone_photo(6, source), house.own)
    rendition = image.get_rendition(f"width-30|format-{form}")
    with rendition.file.open() as file:
        data = file.read()
    picture = Image.open(io.BytesIO(data))
    assert picture.format == form.upper()
    assert picture.size == (30, 45)
    assert b"KANARI" not in data
    assert not dict(picture.getexif())
    assert "xmp" not in picture.info
    assert picture.info["icc_profile"]


def test_transparency_becomes_white_in_the_jpeg(house):
    from campaign.media.creation import create_image

    image = create_image("x", encoded(Image.new("RGBA", (40, 40), (255, 0, 0, 0)), "PNG"), house.own)
    with image.get_rendition("width-40|format-jpeg").file.open() as file:
        assert min(Image.open(file).convert("RGB").getpixel((5, 5))) > 250


@pytest.fixture
def told(db) -> SimpleNamespace:
    """Return public stories that share a picture."""
    centre = builders.centre("landkreis-harz")
    author = builders.officer("landkreis-harz")
    picture = builders.image(centre)
    stories = [builders.published(centre, author, portrait=picture) for _ in range(3)]
    return SimpleNamespace(stories=stories, picture=picture)


def test_a_visit_makes_no_rendition_and_orders_none(told, client):
    CampaignRendition.objects.all().delete()
    RenditionOrder.objects.all().delete()
    for path in ("/", "/menschen-vor-ort/", told.stories[0].url):
        assert client.get(path).status_code == 200
    assert not CampaignRendition.objects.exists()
    assert not RenditionOrder.objects.exists()


def test_a_list_asks_for_all_its_renditions_with_one_query(told, client):
    client.get("/menschen-vor-ort/")
    with questions() as asked:
        client.get("/menschen-vor-ort/")
    assert sum("media_campaignrendition" in one for one in asked) == 1


def test_what_live_pages_lack_is_ordered_once_a_day(told):
    CampaignRendition.objects.all().delete()
    RenditionOrder.objects.all().delete()
    story = StoryPage.objects.get(pk=told.stories[0].pk)
    tally = orders.complete(timezone.now(), force=False)
    assert tally.done == RenditionOrder.objects.count() > 0
    wanted = set(renditions.specs_of(renditions.wanted(story)[told.picture.pk]))
    ordered = RenditionOrder.objects.filter(image=told.picture).values_list("spec", flat=True)
    made = CampaignRendition.objects.filter(image=told.picture).values_list("filter_spec", flat=True)
    assert ordered and wanted <= {*ordered, *made}


def test_where_changes_wait_what_is_public_counts_as_well(told):
    story = StoryPage.objects.get(pk=told.stories[0].pk)
    draft = StoryPage.objects.get(pk=story.pk)
    draft.portrait = None
    draft.save_revision()
    CampaignRendition.objects.all().delete()
    RenditionOrder.objects.all().delete()
    ReferenceIndex.objects.all().delete()
    orders.complete(timezone.now(), force=False)
    assert RenditionOrder.objects.filter(image=told.picture).exists()


def test_how_many_stories_show_a_picture_costs_no_more(told):
    def asked() -> int:
        with questions() as found:
            orders.complete(timezone.now(), force=False)
        return len(found)

    asked()
    before = asked()
    builders.published(told.stories[0].jobcenter, told.stories[0].owner, portrait=told.picture)
    assert asked() == before
