"""What the erasure after a withdrawal does about press pictures: nobody is offered the picture of a withdrawn story."""

from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex, Revision

from campaign import press_recall
from campaign.accounts import ownership
from campaign.media import release
from campaign.models import PressIndexPage, PressReleasePage
from campaign.models.press_pictures import PressDownload, PressIndexPicture, ReleasePicture
from campaign.publishing import erasure
from campaign.publishing.models import Withdrawal

ERASED = "gelöschtes Bild"


def register() -> None:
    """Add the step; it comes before the files, which rows of press pages hold on to."""
    erasure.register("press_pictures", take_back, order=erasure.CONTENT)


def take_back(withdrawal: Withdrawal) -> None:
    """Take the centre's pictures of the story off all press pages; who had fetched one is told, and noted without words."""
    keys = withdrawal.plan.get("files", {}).get(get_image_model().__name__, ())
    images = [
        image.pk
        for image in get_image_model().objects.filter(pk__in=keys)
        if ownership.pages_of_collection(image.collection_id) is not None
    ]
    for image in get_image_model().objects.filter(pk__in=images):
        press_recall.tell(image)
    PressDownload.objects.filter(image__in=images).update(title=ERASED, credit="")
    for model in (PressIndexPicture, ReleasePicture):
        rows = model.objects.filter(image__in=images)
        pages = set(rows.values_list("page_id", flat=True))
        rows.delete()
        for page in Page.objects.filter(pk__in=pages).specific():
            ReferenceIndex.create_or_update_for_object(page)
            transaction.on_commit(partial(release.sync_page, Page(pk=page.pk)), robust=True)
    _take_out_of_versions(set(images))


def _take_out_of_versions(images: set[int]) -> None:
    """Drafts and former versions offer it no longer either: one that names a missing picture could not be opened."""
    types = ContentType.objects.get_for_models(PressIndexPage, PressReleasePage).values()
    for revision in Revision.objects.filter(content_type__in=types) if images else ():
        rows = revision.content.get("pictures", [])
        kept = [row for row in rows if row["image"] not in images]
        if len(kept) < len(rows):
            revision.content["pictures"] = kept
            revision.save(update_fields=["content"])
