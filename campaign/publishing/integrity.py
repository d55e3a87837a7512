"""Whether everything public was approved, in exactly this form."""

from collections.abc import Iterator

from wagtail.models import Collection, Page, get_page_models

from campaign.publishing import guard
from campaign.publishing.models import ApprovalRequired

FAULTS = (
    "unzulässiger Pfad",
    "unzulässige Länge des Pfads",
    "ohne Elternteil",
    "falsche Tiefe",
    "falsche Zahl von Kindern",
)


def trees() -> Iterator[str]:
    """Yield what is broken in the trees of pages and collections."""
    for model in (Page, Collection):
        for fault, keys in zip(FAULTS, model.find_problems(), strict=True):
            for key in keys:
                number = key[0] if isinstance(key, tuple) else key
                yield f"{model._meta.verbose_name} {number}: {fault}."


def approvals() -> Iterator[str]:
    """Yield live pages that the guard would not let go live as they are now: without approval, consent, or changed."""
    for model in get_page_models():
        if issubclass(model, ApprovalRequired):
            for page in model.objects.live().iterator(chunk_size=100):
                if reason := guard.refusal(page):
                    yield f"Seite {page.pk} ist öffentlich: {reason}"
