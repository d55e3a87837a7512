"""What a page must wait for before it shows a video: asked when somebody publishes without an approval."""

from collections.abc import Iterable, Iterator

from campaign.media.models import CampaignMedia
from campaign.media.references import Reference

DRAFT = "Als Entwurf können Sie die Seite trotzdem speichern."


def unready(found: Iterable[Reference]) -> Iterator[tuple[str, str]]:
    """Yield (field, German sentence) for each video referred to that may not be shown yet; one query, or none."""
    wanted = {one.key: one.field for one in found if one.model is CampaignMedia and one.key.isdigit()}
    if not wanted:
        return
    for video in CampaignMedia.objects.filter(pk__in=wanted).order_by("pk"):
        gaps = video.publication_gaps()
        if gaps:
            yield wanted[str(video.pk)], f"Video „{video.title}“: {'; '.join(gaps)}. {DRAFT}"
