"""What the rules of Leichte Sprache remark, as findings that warn and never block."""

from collections.abc import Iterable, Iterator
from typing import Any

from campaign.leichte_sprache.rules import remarks
from campaign.publishing.checks import Finding, Level

# More at once help nobody.
SHOWN = 8
# Characters of a page that are looked at; ten times as much as anybody writes in Leichter Sprache.
LONGEST = 20_000


def of_texts(texts: Iterable[tuple[str, str, str]]) -> Iterator[Finding]:
    """Yield findings for (field, where in it, text); the rest of a long list is only counted."""
    left = LONGEST
    for field, where, text in texts:
        if len(text) > left:
            yield Finding(
                field, f"{where}: Der Text ist zu lang. Wir haben nur den Anfang geprüft.", Level.WARNING
            )
        found = remarks(text[:left])
        left = max(0, left - len(text))
        for remark in found[:SHOWN]:
            yield Finding(field, f"{where}, {remark.text}", Level.WARNING)
        if len(found) > SHOWN:
            yield Finding(field, f"{where}: {len(found) - SHOWN} weitere Hinweise.", Level.WARNING)


def of_page(page: Any) -> Iterator[Finding]:
    """Yield what is remarked on a page that names its `easy_texts`."""
    return of_texts(page.easy_texts())
