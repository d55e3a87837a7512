"""„Meinten Sie …?“: words of public titles that are nearly what was typed."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Max, QuerySet
from django.utils import timezone
from rapidfuzz import process
from rapidfuzz.distance import OSA

from campaign.models.search import SearchEntry
from campaign.search import finding, kinds
from campaign.search.finding import Hit
from campaign.search.words import Query, key, read, words_of
from campaign.written_once import evened, written_once

MIN_WORD: Final = 4
# From this length on, two letters may be wrong.
LONG: Final = 8


@dataclass(frozen=True)
class Vocabulary:
    """The words of titles and names by their key, as they stand there; of all entries up to a number, read on a day."""

    latest: int
    day: date
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
_loaded = Vocabulary(0, date.min, {})


def suggest(query: Query) -> str:
    """Return a query that finds something and is nearly what was typed; empty without one.

    The words come from memory, so that what is no longer public may be among them: a word is offered only if it stands
    now, spelled that way, in a title or name that a search for it finds.
    """
    known = _vocabulary()
    nearest = [known.nearest(word) for word in query.words]
    better = " ".join(nearest)
    if not all(nearest) or list(query.words) == nearest:
        return ""
    new = {key(word) for word, typed in zip(nearest, query.words, strict=True) if word != typed}
    return better if new <= _keys_in(finding.find(read(better)).hits) else ""


def _keys_in(hits: Sequence[Hit]) -> set[str]:
    """Return the keys of the words in titles and names of these entries."""
    rows = _texts(*evened(hit.number for hit in hits)) if hits else []
    return {key(word) for texts in rows for word in words_of(" ".join(texts))}


@written_once
def _texts(*numbers: int) -> "QuerySet[SearchEntry, tuple[str, str]]":
    return SearchEntry.objects.filter(pk__in=numbers).values_list("title", "keywords")


def _vocabulary() -> Vocabulary:
    """Read what was written since the last time: who changes gets a new number (writing.py). Each day begins anew."""
    global _loaded
    latest = SearchEntry.objects.aggregate(latest=Max("pk"))["latest"] or 0
    today = timezone.localdate()
    if (_loaded.latest, _loaded.day) != (latest, today):
        with _lock:
            # After a restore the numbers begin again where the backup ended.
            goes_on = _loaded.day == today and _loaded.latest <= latest
            known = _loaded if goes_on else Vocabulary(0, today, {})
            _loaded = Vocabulary(latest, today, known.words | _words(known.latest, latest))
    return _loaded


def _words(behind: int, latest: int) -> dict[str, str]:
    """Return the words of the entries of these numbers by their key."""
    found: dict[str, str] = {}
    rows = SearchEntry.objects.filter(kinds.live(), pk__gt=behind, pk__lte=latest)
    for texts in rows.values_list("title", "keywords").iterator():
        for word in words_of(" ".join(texts)):
            if len(word) >= MIN_WORD and not word.isdigit():
                found.setdefault(key(word), word)
    return found
