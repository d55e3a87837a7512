"""Renditions are made ahead: a page's save orders them, run_jobs makes them within seconds.

The one JPEG per use is made with the order, so that a preview and a page that is public at once show the picture.
"""

import logging
from collections.abc import Iterable
from contextlib import nullcontext
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.models import Filter
from wagtail.models import Page, ReferenceIndex

from campaign.audit.tally import Tally
from campaign.media import renditions
from campaign.media.models import CampaignImage, RenditionOrder

logger = logging.getLogger(__name__)
# After so many failures the order waits for a day between attempts.
TRIES = 5
# Other jobs wait meanwhile, half a minute or so.
PER_ROUND = 200
# So many pictures or pages are in memory at a time where all are looked through.
AT_ONCE = 200
PAUSE, LONG_PAUSE = timedelta(minutes=1), timedelta(days=1)


def connect() -> None:
    """Order with each save of a page or draft, and again when a picture's crop changes."""
    post_save.connect(_page_saved, dispatch_uid="media.orders.page")
    post_save.connect(_image_saved, sender=get_image_model(), dispatch_uid="media.orders.image")


def order(wanted: dict[int, tuple[renditions.Use, ...]]) -> None:
    """Make the JPEGs of these uses of pictures (by key) and order what else is missing."""
    rows: list[RenditionOrder] = []
    for image in CampaignImage.objects.filter(pk__in=wanted).prefetch_related("renditions"):
        uses = wanted[image.pk]
        missing = _missing(image, renditions.specs_of(uses))
        for spec in (use.plain_spec for use in uses):
            if spec in missing and _make(image, spec) is None:
                missing.remove(spec)
        rows += [RenditionOrder(image=image, spec=spec) for spec in missing]
    RenditionOrder.objects.bulk_create(rows, ignore_conflicts=True)


def make_ordered(
    now: datetime | None = None,
    *,
    force: bool = False,
    orders: models.QuerySet | None = None,
    most: int | None = None,
) -> Tally:
    """Make what was ordered, public pictures first, at most so many.

    `orders` narrows it down, `force` ignores waiting times. A picture that cannot be read fails its own orders alone;
    they are tried again, ever more rarely.
    """
    now = now or timezone.now()
    due = RenditionOrder.objects.all() if orders is None else orders
    if not force:
        due = due.filter(models.Q(not_before=None) | models.Q(not_before__lte=now))
    done = failed = 0
    number = due.count()
    for one in due.select_related("image").order_by("-image__is_released", "pk")[:most]:
        error = _make(one.image, one.spec)
        if error is None:
            RenditionOrder.objects.filter(pk=one.pk).delete()
            done += 1
        else:
            _put_off(one, now, error)
            failed += 1
    return Tally(done=done, failed=failed, pending=number - done)


def job(now: datetime, *, force: bool) -> Tally:
    """Registered with run_jobs for every round."""
    return make_ordered(now, force=force, most=PER_ROUND)


def complete(now: datetime, *, force: bool) -> Tally:
    """Job: order what pages lack, for example because a release brought a new size.

    Wagtail's index of references knows which picture stands in which field of which type of page, and of pages with
    changes to come what these will show; only of such pages what is public is read.
    """
    before = RenditionOrder.objects.count()
    wanted: dict[int, tuple[renditions.Use, ...]] = {}
    places = _pictures_on_pages().values_list("content_type", "model_path", "to_object_id").distinct()
    for kind, path, image in places.iterator():
        page_type: Any = ContentType.objects.get_for_id(kind).model_class()
        renditions.add(wanted, int(image), page_type, path.partition(".")[0])
    images = list(wanted)
    for first in range(0, len(images), AT_ONCE):
        order({image: wanted[image] for image in images[first : first + AT_ONCE]})
    changing = Page.objects.live().filter(has_unpublished_changes=True)
    for page in changing.specific().iterator(chunk_size=AT_ONCE):
        order(renditions.wanted(page))
    return Tally(done=RenditionOrder.objects.count() - before)


def _pictures_on_pages() -> models.QuerySet[ReferenceIndex]:
    return ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(get_image_model()),
        base_content_type=ContentType.objects.get_for_model(Page),
    )


def _missing(image: Any, specs: Iterable[str]) -> list[str]:
    """Return those of the renditions that do not exist for the picture's present focal point."""
    found = image.find_existing_renditions(*(Filter(spec) for spec in specs))
    existing = {one.spec for one in found}
    return [spec for spec in specs if spec not in existing]


def _make(image: Any, spec: str) -> str | None:
    """Make one rendition; return None, or what went wrong."""
    # A savepoint inside a transaction; but none of its own, which would lock all of SQLite while it computes.
    inside = transaction.get_connection().in_atomic_block
    try:
        with transaction.atomic() if inside else nullcontext():
            image.get_rendition(spec)
    except Exception as fault:  # a broken or missing original must not stop the others
        logger.exception("Bild %s: %s ist gescheitert", image.pk, spec)
        return f"{type(fault).__name__}: {fault}"
    return None


def _put_off(one: RenditionOrder, now: datetime, error: str) -> None:
    one.tries += 1
    one.not_before = now + (PAUSE if one.tries < TRIES else LONG_PAUSE)
    one.error = error[:500]
    one.save(update_fields=["tries", "not_before", "error"])


def _page_saved(instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    if raw or not isinstance(instance, Page) or type(instance) is Page:
        return
    # Not after the commit: with it the page is public, and its pictures ought to be there.
    wanted = renditions.wanted(instance)
    if wanted:
        order(wanted)


def _image_saved(instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if not raw and not created:
        transaction.on_commit(partial(_order_again, instance), robust=True)


def _order_again(image: Any) -> None:
    """After a change of the focal point: what was made for the old one is wanted for the new one, too."""
    made = set(image.renditions.values_list("filter_spec", flat=True)) & renditions.all_specs()
    missing = _missing(image, sorted(made))
    RenditionOrder.objects.bulk_create(
        [RenditionOrder(image=image, spec=spec) for spec in missing], ignore_conflicts=True
    )
