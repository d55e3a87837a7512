"""When newsrooms may have a picture no longer: its file is gone, and whoever fetched it is told once.

Runs as a job every minute, for what ends by itself, and right after whatever ends it sooner.
"""

import logging
from collections.abc import Collection
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.images import get_image_model

from campaign import press_scope
from campaign.audit import log
from campaign.audit.outbox import PRIVATE, queue_mail
from campaign.audit.tally import Tally
from campaign.media import release
from campaign.models.press_pictures import (
    SHOWN,
    PressDownload,
    PressHold,
    PressIndexPicture,
    ReleasePicture,
)

logger = logging.getLogger(__name__)

MODELS = (PressIndexPicture, ReleasePicture)
TOLD = "Bitte verwenden Sie ein Pressebild nicht mehr"


def hidden_references() -> Q:
    """Return the condition for rows of the reference index by which a press page shows nothing; see usage.py."""
    held = PressHold.objects.annotate(key=Cast("image_id", CharField())).values("key")
    types = [f"{model._meta.get_field('page').related_model._meta.model_name}" for model in MODELS]
    return Q(
        content_type__app_label="campaign",
        content_type__model__in=types,
        model_path__startswith="pictures.",
        to_object_id__in=held,
    )


def held_back(image: Any) -> Collection[str]:
    """Return the renditions that only press pages show, while newsrooms may not have the picture."""
    return SHOWN.specs if PressHold.objects.filter(image=image.pk).exists() else ()


def job(now: datetime, *, force: bool) -> Tally:
    """Bring every picture in line that a press page offers or somebody fetched; one that fails stops no other."""
    done = failed = 0
    images = _concerned()
    refused = press_scope.refused([image.pk for image in images])
    for image in images:
        try:
            done += _bring_in_line(image, image.pk in refused)
        except Exception:
            logger.exception("Pressebild %s ließ sich nicht anhalten", image.pk)
            failed += 1
    return Tally(done=done, failed=failed, pending=failed)


def soon() -> None:
    """Do the same as soon as what ended or began a consent is certain."""
    transaction.on_commit(partial(job, timezone.now(), force=False), robust=True)


def tell(image: Any) -> int:
    """Write to everybody who fetched the picture and was not told yet; return how many mails that makes.

    The mail names neither picture nor person, only the file as they got it; nothing of it stays in the outbox.
    """
    downloads = PressDownload.objects.filter(image=image.pk, told_at=None)
    addresses = sorted({email.lower() for email in downloads.values_list("email", flat=True)})
    if not addresses:
        return 0
    for address in addresses:
        queue_mail(
            to=[address],
            subject=TOLD,
            template="press_recalled",
            about=f"{PRIVATE}press-{image.pk}",
            context={
                "file": file_name(image),
                "fetched": downloads.filter(email__iexact=address).earliest("at").at,
            },
        )
    downloads.update(told_at=timezone.now())
    log.record("press.recalled", obj=image, label=f"Bild {image.pk}", data={"told": len(addresses)})
    return len(addresses)


def file_name(image: Any) -> str:
    """Return how the file is called that newsrooms get."""
    return f"kommunale-jobcenter-{image.pk}.jpg"


def _concerned() -> list[Any]:
    pictures = Q(pk__in=PressDownload.objects.filter(told_at=None).exclude(image=None).values("image"))
    for model in MODELS:
        pictures |= Q(pk__in=model.objects.values("image"))
    return list(get_image_model().objects.filter(pictures | Q(press_hold__isnull=False)))


def _bring_in_line(image: Any, is_refused: bool) -> bool:
    """Hold a picture or let it go, with its files and mails; say whether anything changed."""
    with transaction.atomic():
        # The same lock as at a download: whoever gets the file is told, or gets it no more.
        locked = get_image_model().objects.select_for_update().filter(pk=image.pk).first()
        if locked is None:
            return False
        if is_refused:
            changed = PressHold.objects.get_or_create(image=locked)[1]
            told = tell(locked)
        else:
            changed, told = bool(PressHold.objects.filter(image=locked).delete()[0]), 0
        if changed:
            release.settle(locked)
    return bool(changed or told)
