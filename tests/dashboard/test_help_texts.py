"""Every field of the forms that a Redaktion fills says what it expects, at the field or above its group."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import FieldDoesNotExist
from wagtail.admin.panels import FieldPanel, Panel

from jobcenters.models import EventPage, JobcenterPage, Location, NewsPage, SectionContentPage
from stories.models import StoryPage
from stories.panels import HELP

# The title's own sentence comes from Wagtail where a page has none of its own.
ITS_OWN = {"title"}
FORMS = {
    StoryPage: StoryPage.content_panels,
    JobcenterPage: JobcenterPage.content_panels,
    NewsPage: NewsPage.content_panels,
    EventPage: EventPage.content_panels,
    SectionContentPage: SectionContentPage.content_panels,
    Location: Location.panels,
}


def fields(panels: list[Panel], explained: bool = False) -> Iterator[tuple[FieldPanel, bool]]:
    """Yield each field with whether a group around it says what is expected."""
    for panel in panels:
        if isinstance(panel, FieldPanel):
            yield panel, explained
        yield from fields(getattr(panel, "children", []), explained or bool(panel.help_text))


def unexplained(model: type, panels: list[Panel]) -> list[str]:
    """Return the names of the fields that say nothing."""
    found = []
    for panel, explained in fields(panels):
        name = panel.field_name
        try:
            own = model._meta.get_field(name).help_text
        except FieldDoesNotExist:
            own = ""
        said = panel.help_text or own or (model is StoryPage and HELP.get(name))
        if not (explained or said or name in ITS_OWN):
            found.append(name)
    return found


@pytest.mark.parametrize("model", list(FORMS), ids=lambda model: model.__name__)
def test_every_field_says_what_it_expects(model: type):
    assert unexplained(model, FORMS[model]) == []


def test_a_field_without_a_word_is_found():
    assert unexplained(EventPage, [FieldPanel("starts_on")]) == ["starts_on"]
