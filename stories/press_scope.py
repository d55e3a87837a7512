"""Which pictures of stories newsrooms may not have: everybody visible must have agreed to the channel press.

A picture belongs to the stories that show it publicly, and to those of its centre that had it as portrait in any
version. Who is visible is declared at the picture in free text, which no program can compare with names: so all people
of the story count as visible, unless the declaration says that nobody can be recognised.
"""

from collections.abc import Collection
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.db.models.signals import post_save
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex, Revision

from campaign import press_recall, press_scope
from campaign.press_scope import Refusal
from campaign.publishing.models import Approval, Withdrawal
from stories.consents.rules import Channel
from stories.models import Consent, Person, StoryPage
from stories.models.coverage import lacking, uncovered_person

MISSING = "Einwilligung für Presse fehlt"
WITHDRAWN = "Die Geschichte dazu ist zurückgezogen"
NOBODY = "niemand"


def connect() -> None:
    """Ask about each press picture; draw the consequences at once when something changes about who agreed."""
    press_scope.register(is_refused, refusals)
    for model in (Consent, Person, Withdrawal):
        post_save.connect(_changed, sender=model, dispatch_uid=f"stories.press_scope.{model.__name__}")


def is_refused(way: str) -> Q:
    """Return the condition for rows whose picture shows somebody who has not agreed."""
    return _shows_somebody(way) & (
        Q(Exists(_withdrawn(way))) | Q(Exists(_published_without(way))) | Q(Exists(_drafted_without(way)))
    )


def refusals(keys: Collection[int]) -> dict[int, Refusal]:
    """Return key -> refusal, in one query."""
    images = get_image_model().objects.filter(_shows_somebody(""), pk__in=keys)
    first = [
        Subquery(stories.order_by("pk").values("pk")[:1])
        for stories in (_withdrawn(""), _published_without(""), _drafted_without(""))
    ]
    found = {}
    for key, withdrawn, published, drafted in images.values_list("pk", *first):
        if withdrawn:
            found[key] = Refusal(WITHDRAWN, reverse("publishing_index"))
        elif story := published or drafted:
            found[key] = Refusal(MISSING, reverse("wagtailadmin_pages:edit", args=[story]))
    return found


def _changed(**kwargs: Any) -> None:
    press_recall.soon()


def _shows_somebody(way: str) -> Q:
    """Whoever is named is recognised, whatever the declaration says."""
    return ~Q(**{f"{way}who_is_visible__istartswith": NOBODY}) | Q(**{f"{way}is_named_portrait": True})


def _published(way: str) -> QuerySet[StoryPage]:
    """Return the stories that show the picture of the outer row in text or portrait, as the index of references knows."""
    types = ContentType.objects
    rows = ReferenceIndex.objects.filter(
        content_type=types.get_for_model(StoryPage),
        to_content_type=types.get_for_model(get_image_model()),
        to_object_id=Cast(OuterRef(OuterRef(f"{way}pk")), CharField()),
    )
    return StoryPage.objects.order_by().filter(pk__in=rows.values(key=Cast("object_id", BigIntegerField())))


def _withdrawn(way: str) -> QuerySet[StoryPage]:
    return _published(way).filter(Exists(Withdrawal.objects.filter(page=OuterRef("pk"))))


def _published_without(way: str) -> QuerySet[StoryPage]:
    """Return those in which somebody has not agreed; what is approved shows whom the approval says."""
    is_approved = Q(Exists(Approval.objects.in_force().filter(page=OuterRef("pk"))))
    return _published(way).filter(lacking(Channel.PRESS) | (~is_approved & _unapproved_without()))


def _drafted_without(way: str) -> QuerySet[StoryPage]:
    """Return stories of the picture's centre that have or had it as portrait in some version, but not in the index.

    Whoever is to be seen in a portrait is so after another one took its place, too.
    """
    versions = Revision.objects.alias(drafted=Cast(KT("content__portrait"), CharField())).filter(
        content_type=ContentType.objects.get_for_model(StoryPage),
        object_id=Cast(OuterRef("pk"), CharField()),
        drafted=Cast(OuterRef(OuterRef(f"{way}pk")), CharField()),
    )
    drafted = StoryPage.objects.order_by().filter(
        ~Q(portrait=OuterRef(f"{way}pk")),
        Exists(versions),
        jobcenter__collection=OuterRef(f"{way}collection"),
    )
    return drafted.filter(_unapproved_without())


def _unapproved_without() -> Q:
    """Everybody counts who is or was in the story: whoever was taken out may still be visible.

    A story that names nobody yet has nobody's consent.
    """
    people = Person.everybody.filter(story=OuterRef("pk"))
    return Q(~Exists(people)) | Q(Exists(people.filter(uncovered_person(Channel.PRESS))))
