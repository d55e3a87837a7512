"""Stories in the search: found by their text and topics, and only while everybody they show has agreed."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from campaign.search import kinds
from campaign.search.kinds import Kind
from campaign.written_once import evened, written_once
from stories.models import StoryIndexPage, StoryPage

STORY = Kind("geschichte", "Geschichte", "Geschichten", 20)


def register() -> None:
    """Register the page types; who reads the code finds here why a withdrawn story is gone at once."""
    kinds.register(StoryIndexPage, kinds.PAGE, keywords=lambda page: page.intro)
    kinds.register(StoryPage, STORY, keywords=_keywords, label=lambda page: page.jobcenter.name)
    kinds.register_condition(STORY, _public, _public_among)


def _public() -> Q:
    return Q(Exists(StoryPage.objects.public().filter(pk=OuterRef("page_id"))))


def _public_among(numbers: Collection[int]) -> set[int]:
    return set(_public_numbers(*evened(numbers))) if numbers else set()


@written_once
def _public_numbers(*numbers: int) -> "QuerySet[StoryPage, int]":
    return StoryPage.objects.public().filter(pk__in=numbers).order_by().values_list("pk", flat=True)


def _keywords(page: StoryPage) -> str:
    words = [page.place, page.kind_label, *(topic.label for topic in page.topics.all())]
    return "\n".join(word for word in words if word)
