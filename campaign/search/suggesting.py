"""„Meinten Sie …?“: words of public titles that are nearly what was typed."""

import threading
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Max
from rapidfuzz import process
from rapidfuzz.distance import OSA

from campaign.models.search import SearchEntry
from campaign.search import finding, kinds
from campaign.search.words import Query, key, read, words_of

MIN_WORD: Final = 4
# From this length on, two letters may be wrong.
LONG: Final = 8

Version = tuple[int, datetime | None]


@dataclass(frozen=True)
class Vocabulary:
    """The words of titles and names by their key, as they stand there."""

    version: Version
    words: dict[str, str]

    def nearest(self, word: str) -> str:
        """Return the word nearly the same, the word itself if it is known, empty if there is none."""
        folded = key(word)
        if folded in self.words:
            return word
        limit = 1 if len(folded) < LONG else 2
        near = process.extractOne(folded, self.words.keys(), scorer=OSA.distance, score_cutoff=limit)
        return self.words[near[0]] if near and len(folded) >= MIN_WORD else ""


_lock = threading.Lock()
_loaded: Vocabulary | None = None


def suggest(query: Query) -> str:
    """Return a query that finds something and is nearly what was typed; empty without one.

    The words come from memory, so that what is no longer public may be among them: only what a search for it finds
    now is offered.
    """
    known = _vocabulary()
    nearest = [known.nearest(word) for word in query.words]
    better = " ".join(nearest)
    if not all(nearest) or list(query.words) == nearest:
        return ""
    return better if finding.find(read(better)).hits else ""


def _vocabulary() -> Vocabulary:
    """Load the words anew when the entries are others than before; one query to see it."""
    global _loaded
    now = SearchEntry.objects.aggregate(number=Count("pk"), latest=Max("pk"), written=Max("written_at"))
    version = (now["number"] + (now["latest"] or 0), now["written"])
    loaded = _loaded
    if loaded is None or loaded.version != version:
        with _lock:
            loaded = _loaded = Vocabulary(version, _words())
    return loaded


def _words() -> dict[str, str]:
    found: dict[str, str] = {}
    rows = SearchEntry.objects.filter(kinds.allowed()).values_list("title", "keywords")
    for texts in rows.iterator():
        for word in words_of(" ".join(texts)):
            if len(word) >= MIN_WORD and not word.isdigit():
                found.setdefault(key(word), word)
    return found
