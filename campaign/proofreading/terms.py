"""The list of outdated words as the Koordination keeps it."""

from campaign.models.proofreading import OutdatedTerm
from campaign.proofreading.words import Term


def current() -> list[Term]:
    """Return the list; one query."""
    return [
        Term(one.pk, _lines(one.spellings), one.since, one.instead, one.note)
        for one in OutdatedTerm.objects.order_by("pk")
    ]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
