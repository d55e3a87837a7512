"""The picture of a public story in the shapes that others need: made ahead, handed out one by one, never public.

There are such files only while the story is public and everybody it shows agreed to social media or to partners.
"""

from datetime import datetime
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.signals import post_save
from wagtail.signals import page_published, page_unpublished

from campaign.audit.tally import Tally
from campaign.media import renditions
from campaign.media.models import CampaignRendition, RenditionOrder
from campaign.media.renditions import Use
from campaign.publishing.models import Approval
from stories.consents.rules import Channel
from stories.models import Consent, StoryPage
from stories.models.coverage import covered

# Key in addresses and file names -> how the picture is cut.
CROPS: Final[dict[str, Use]] = {
    "quadrat": Use((), plain="fill-1080x1080"),
    "quer": Use((), plain="fill-1200x675"),
    "hoch": Use((), plain="fill-1080x1350"),
}
LABELS: Final[dict[str, str]] = {
    "quadrat": "Quadrat (1:1)",
    "quer": "Querformat (16:9)",
    "hoch": "Hochformat (4:5)",
}
SPECS: Final[dict[str, str]] = {key: use.plain_spec for key, use in CROPS.items()}
WITH_PICTURES = (Channel.SOCIAL, Channel.PARTNERS)


def connect() -> None:
    """Keep the files from being public, and in line with publication and consents."""
    renditions.hand_out(*CROPS.values())
    page_published.connect(_page_changed, sender=StoryPage, dispatch_uid="stories.crops.published")
    page_unpublished.connect(_page_changed, sender=StoryPage, dispatch_uid="stories.crops.unpublished")
    post_save.connect(_consent_changed, sender=Consent, dispatch_uid="stories.crops.consent")


def made(story: StoryPage) -> dict[str, CampaignRendition]:
    """Return key -> file of those that exist; one query."""
    rows = CampaignRendition.objects.filter(image=story.portrait_id, filter_spec__in=SPECS.values())
    by_spec = {row.filter_spec: row for row in rows.order_by("pk")}
    return {key: by_spec[spec] for key, spec in SPECS.items() if spec in by_spec}


def job(now: datetime, *, force: bool) -> Tally:
    """Order what is missing of public stories, and delete what nobody may pass on any more."""
    return Tally(done=_bring_in_line(StoryPage.objects.all(), Q()))


def refresh(story_pk: int) -> None:
    """Do the same for one story."""
    story = StoryPage.objects.filter(pk=story_pk).first()
    if story is None or not story.portrait_id:
        return
    pictures = Q(image=story.portrait_id)
    # A draft gets none. Most consents are given while it is one, and who is allowed what is dear to ask.
    if story.live or _shared(pictures).exists() or _waiting(pictures).exists():
        _bring_in_line(StoryPage.objects.filter(pk=story_pk), pictures)


def _shared(pictures: Q) -> QuerySet[CampaignRendition]:
    return CampaignRendition.objects.filter(pictures, filter_spec__in=SPECS.values())


def _waiting(pictures: Q) -> QuerySet[RenditionOrder]:
    return RenditionOrder.objects.filter(pictures, spec__in=SPECS.values())


def _bring_in_line(stories: QuerySet[StoryPage], pictures: Q) -> int:
    shared = _shared(pictures)
    # Asked of the few that lack something and of each picture by itself: who is allowed what is dear to ask of all.
    has_all = shared.values("image").annotate(number=Count("filter_spec", distinct=True))
    lacking = _allowed().exclude(portrait__in=has_all.filter(number=len(SPECS)).values("image"))
    allowed = set(lacking.values_list("portrait", flat=True).filter(pk__in=stories.values("pk")))
    removed, _ = unwanted(shared).delete()
    unwanted(_waiting(pictures)).delete()
    present = set(shared.values_list("image", "filter_spec"))
    orders = [
        RenditionOrder(image_id=image, spec=spec)
        for image in sorted(allowed)
        for spec in SPECS.values()
        if (image, spec) not in present
    ]
    RenditionOrder.objects.bulk_create(orders, ignore_conflicts=True)
    return removed + len(orders)


def unwanted(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return those rows of a picture each that no public story may pass on."""
    return rows.filter(~Exists(_allowed().filter(portrait=OuterRef("image"))))


def _allowed() -> QuerySet[StoryPage]:
    """Return the public stories whose picture may be passed on in some way."""
    approvals = Approval.objects.released().filter(page=OuterRef("pk"), revision=OuterRef("live_revision"))
    agreed = Q()
    for channel in WITH_PICTURES:
        agreed |= Q(Exists(covered(approvals, channel)))
    return StoryPage.objects.public().filter(agreed).exclude(portrait=None).order_by()


def _page_changed(instance: Any, **kwargs: Any) -> None:
    transaction.on_commit(partial(refresh, instance.pk), robust=True)


def _consent_changed(instance: Consent, **kwargs: Any) -> None:
    transaction.on_commit(partial(refresh, instance.person.story_id), robust=True)
