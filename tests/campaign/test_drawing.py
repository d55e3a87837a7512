"""Components that are drawn once for the same arguments: never another one's markup."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from campaign.gallery.domain_states import STORY
from campaign.templatetags import drawing_tags
from campaign.templatetags.drawing_tags import drawn, frozen


def included(**arguments) -> str:
    return render_to_string("components/story_card.html", arguments)


def test_a_component_is_drawn_as_if_it_were_included_and_once_only():
    drawing_tags._drawn.cache_clear()
    for arguments in (
        {"story": STORY},
        {"story": STORY, "variant": "row"},
        {"story": STORY | {"picture": None}},
    ):
        assert drawn("story_card", **arguments) == included(**arguments)
        assert drawn("story_card", **arguments) == included(**arguments)
    assert drawing_tags._drawn.cache_info().misses == 3


def test_whatever_changes_in_it_is_drawn_anew():
    before = drawn("story_card", story=STORY)
    picture = STORY["picture"]
    changes = [
        {"title": "Anders"},
        {"url": "/anders/"},
        {"picture": picture | {"alt": "Anders"}},
        {"picture": picture | {"image": picture["image"] | {"width": 7}}},
        {"picture": picture | {"sources": [{"type": "image/avif", "srcset": "/a.avif 1w"}]}},
    ]
    for change in changes:
        assert drawn("story_card", story=STORY | change) == included(story=STORY | change) != before


def test_marked_text_is_not_taken_for_text_that_is_still_to_be_escaped():
    marked, plain = (drawn("story_card", story=STORY | {"title": one}) for one in (mark_safe("<b>"), "<b>"))
    assert "<b>" in marked and "<b>" not in plain
    assert frozen(1) != frozen(True) != frozen("1")


def test_the_language_of_the_page_counts():
    easy = {"one": gettext_lazy("Leichte Sprache")}
    with translation.override("de"):
        german = frozen(easy)
    with translation.override("en"):
        assert frozen(easy) != german


def test_what_may_change_by_itself_is_refused():
    with pytest.raises(TypeError, match="object"):
        drawn("story_card", story=object())
