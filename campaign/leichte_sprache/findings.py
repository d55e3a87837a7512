"""What the rules of Leichte Sprache remark, as findings that warn and never block."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from campaign.leichte_sprache.rules import Remark, remarks
from campaign.publishing.checks import Finding, Level

# More of a text at once help nobody.
SHOWN = 24
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
        for remark in _shown(found):
            yield Finding(field, f"{where}, {remark.text}", Level.WARNING)
        if len(found) > SHOWN:
            number = len(found) - SHOWN
            more = "Ein weiterer Hinweis" if number == 1 else f"{number} weitere Hinweise"
            yield Finding(field, f"{where}: {more} dieser Art.", Level.WARNING)


def _shown(found: list[Remark]) -> list[Remark]:
    """Return the first remark of each kind and then the first of all, in the order of the lines."""
    kinds: dict[str, int] = {}
    for place, remark in enumerate(found):
        kinds.setdefault(re.sub(r"\d+", "", remark.advice), place)
    firsts = set(kinds.values())
    others = [place for place in range(len(found)) if place not in firsts]
    return [found[place] for place in sorted([*sorted(firsts), *others][:SHOWN])]


def of_page(page: Any) -> Iterator[Finding]:
    """Yield what is remarked on a page that names its `easy_texts`."""
    return of_texts(page.easy_texts())
