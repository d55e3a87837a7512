"""Gallery, table, steps and chosen stories: what visitors get of them, and what nobody may save."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import BadRequest, ValidationError
from django.http import QueryDict
from django.utils import timezone

from campaign.blocks import BodyBlock, GalleryBlock
from campaign.media import references, renditions
from campaign.media.models import CampaignImage
from campaign.page_blocks import PageBodyBlock, StoriesBlock
from campaign.publishing import review
from campaign.tables import MAX_ROWS, TableBlock
from stories.consents import acts as consent_acts
from stories.models import Consent, StoryPage
from tests import builders
from tests.campaign.test_blocks import page_with, text_of

pytestmark = pytest.mark.django_db

TABLE: dict[str, Any] = {
    "caption": "Sprechzeiten",
    "columns": [{"type": "words", "heading": "Tag"}, {"type": "number", "heading": "Uhrzeit"}],
    "rows": [{"values": ["Montag", "8–12"]}, {"values": ["Dienstag", ""]}],
}


def pictures(number: int) -> list[CampaignImage]:
    return [builders.image(title=f"Probe {one}") for one in range(number)]


def gallery(images: list[CampaignImage]) -> dict[str, Any]:
    entries = [
        {
            "image": {"image": image.pk, "alt_text": f"Werkbank Nummer {number}", "decorative": False},
            "caption": f"Unterschrift {number}",
        }
        for number, image in enumerate(images)
    ]
    return {"type": "gallery", "value": entries}


def test_a_gallery_shows_every_picture_with_its_words_and_credit():
    images = pictures(3)
    text = text_of(page_with(gallery(images)))
    for number, image in enumerate(images):
        assert f'alt="Werkbank Nummer {number}"' in text and f"Unterschrift {number}" in text
        assert f"Bild: {image.credit}" in text
    assert text.count("<figure") == 3


def test_a_picture_leaves_the_gallery_when_its_licence_ends():
    images = pictures(2)
    page = page_with(gallery(images))
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    CampaignImage.objects.filter(pk=images[0].pk).update(licence_until=yesterday)
    text = text_of(page)
    assert "Werkbank Nummer 0" not in text and "Werkbank Nummer 1" in text


def test_twelve_pictures_cost_no_more_queries_than_two(django_assert_max_num_queries):
    page = page_with(gallery(pictures(12)))
    text_of(page)
    with django_assert_max_num_queries(12):
        text_of(page)


def test_a_gallery_has_at_least_two_pictures():
    with pytest.raises(ValidationError):
        GalleryBlock().clean(GalleryBlock().to_python(gallery(pictures(1))["value"]))


def test_a_table_has_a_caption_and_headings_for_columns_and_rows():
    text = text_of(page_with({"type": "table", "value": TABLE}))
    assert "<caption><span>Sprechzeiten</span></caption>" in text
    assert '<th scope="col">Tag</th>' in text and '<th scope="row">Montag</th>' in text
    assert '<td class="table__number">8–12</td>' in text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"caption": " "}, "Überschrift für die Tabelle"),
        ({"columns": [{"type": "words", "heading": ""}, TABLE["columns"][1]]}, "jeder Spalte"),
        ({"rows": []}, "ist leer"),
        ({"rows": TABLE["rows"] * MAX_ROWS}, "Höchstens"),
    ],
)
def test_a_table_without_what_screen_readers_need_is_refused(change: dict[str, Any], words: str):
    block = TableBlock()
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python(TABLE | change))
    assert words in str(refused.value.non_block_errors)
    assert block.clean(block.to_python(TABLE)).caption == "Sprechzeiten"


@pytest.mark.parametrize(
    "query",
    [
        "t-column-count=1",
        "t-caption=a&t-column-count=1&t-row-count=1",
        "t-caption=a&t-column-count=1&t-column-0-type=nichts&t-column-0-order=0&t-column-0-heading=a"
        "&t-column-0-deleted=&t-row-count=0",
        "t-caption=a&t-column-count=viele&t-row-count=0",
    ],
)
def test_a_table_that_no_form_sends_is_a_bad_request(query: str):
    with pytest.raises(BadRequest):
        TableBlock().value_from_datadict(QueryDict(query), {}, "t")


def test_steps_are_an_ordered_list():
    steps = [{"title": "Ankommen", "text": "Sie kommen."}, {"title": "Planen", "text": "Wir planen."}]
    text = text_of(page_with({"type": "steps", "value": steps}))
    assert '<ol class="path path--down">' in text and text.index("Ankommen") < text.index("Planen")


@pytest.fixture
def told() -> Callable[..., list[StoryPage]]:
    return lambda *titles: [builders.published(title=title) for title in titles]


def stories(*chosen: StoryPage) -> dict[str, Any]:
    return {"type": "stories", "value": [{"page": one.pk} for one in chosen]}


def test_chosen_stories_stand_in_their_order_and_leave_when_withdrawn(told: Any):
    first, second = told("Erste Probe", "Zweite Probe")
    page = page_with(stories(second, first))
    text = text_of(page)
    assert 0 < text.index("Zweite Probe") < text.index("Erste Probe")
    review.withdraw(second, builders.coordinator(), reason="Die Person möchte es nicht mehr.")
    text = text_of(page)
    assert "Zweite Probe" not in text and "Erste Probe" in text
    consent_acts.withdraw(Consent.objects.get(person__story=first), "Persönlicher Link")
    text = text_of(page)
    assert "story-card" not in text and "teasers" not in text


def test_a_story_that_is_not_public_cannot_be_chosen(told: Any):
    (public,) = told("Öffentlich")
    draft = builders.draft(builders.officer())
    block = StoriesBlock()
    assert block.clean(block.to_python(stories(public)["value"]))
    with pytest.raises(ValidationError):
        block.clean(block.to_python(stories(draft)["value"]))


def test_three_stories_and_a_button_stay_within_the_budget(told: Any, django_assert_max_num_queries):
    page = page_with(stories(*told("Eins", "Zwei", "Drei")))
    text_of(page)
    with django_assert_max_num_queries(12):
        text_of(page)


def test_stories_choose_no_stories():
    assert "stories" in PageBodyBlock().child_blocks
    assert "stories" not in BodyBlock().child_blocks


def test_what_galleries_and_teasers_show_is_known_as_a_reference(told: Any):
    images, (story,) = pictures(2), told("Eins")
    page = page_with(gallery(images), stories(story))
    found = {(one.model, one.key) for one in references.of_page(page)}
    assert {(CampaignImage, str(image.pk)) for image in images} <= found
    assert (StoryPage, str(story.pk)) in found
    assert set(renditions.wanted(page)) >= {image.pk for image in images}
