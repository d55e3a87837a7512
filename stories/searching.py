"""Stories in the search: found by their text and topics, and only while everybody they show has agreed."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q

from campaign import sitemap
from campaign.search import kinds
from campaign.search.kinds import Kind
from stories.consents.rules import Age
from stories.models import Consent, Person, StoryIndexPage, StoryPage

STORY = Kind("geschichte", "Geschichte", "Geschichten", 20)


def register() -> None:
    """Register the page types; who reads the code finds here why a withdrawn story is gone at once."""
    kinds.register(StoryIndexPage, kinds.PAGE, keywords=lambda page: page.intro)
    kinds.register(StoryPage, STORY, keywords=_keywords, label=lambda page: page.jobcenter.name)
    kinds.register_condition(STORY, _public, _public_among)
    sitemap.watch(_consents)


def _public() -> Q:
    return Q(Exists(StoryPage.objects.public().filter(pk=OuterRef("page_id"))))


def _public_among(numbers: Collection[int]) -> set[int]:
    return set(StoryPage.objects.public().filter(pk__in=numbers).order_by().values_list("pk", flat=True))


def _consents() -> tuple[Any, ...]:
    """Return counts and dates that change with whatever `stories/models/coverage.py` asks."""
    number = [Count(name) for name in ("pk", "withdrawn_at", "rests_since", "replaced_by", "valid_until")]
    latest = [Max(name) for name in ("pk", "withdrawn_at", "rests_since", "valid_until", "declared_on")]
    kept = {
        "web": Count("pk", filter=Q(web=True)),
        "proven": Count("pk", filter=Q(form=Consent.Form.ONLINE) | ~Q(scan_hash="")),
        "special": Count("pk", filter=Q(special_categories=True)),
    }
    people = Person.everybody.aggregate(
        Count("pk"), Max("adult_on"), Count("adult_on"), adults=Count("pk", filter=Q(age=Age.ADULT.value))
    )
    consents = Consent.objects.aggregate(*number, *latest, **kept)
    return tuple(sorted(consents.items())), tuple(sorted(people.items()))


def _keywords(page: StoryPage) -> str:
    words = [page.place, page.kind_label, *(topic.label for topic in page.topics.all())]
    return "\n".join(word for word in words if word)
