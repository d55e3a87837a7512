"""Looks a query up: which entries fit, best first, and only those that anybody may see at this moment."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.db.models import FloatField
from django.db.models.expressions import RawSQL

from campaign.models.search import SearchEntry
from campaign.search import kinds
from campaign.search.words import MIN_BEGINNING, Query, spellings, stem, words_of

# So many entries are ranked, those with a word in the title first: a common word costs no more with more pages.
MOST_IN_TITLE: Final = 100
MOST: Final = 200

_CANDIDATES: Final = """
    (SELECT id FROM campaign_searchentry WHERE vector @@ to_tsquery('german', %s) LIMIT %s)
    UNION (SELECT id FROM campaign_searchentry WHERE vector @@ to_tsquery('german', %s) LIMIT %s)
"""
_RANK: Final = """
    ts_rank('{0.05, 0.2, 0.5, 1.0}', campaign_searchentry.vector, to_tsquery('german', %s), 1)
    + 0.3 * ts_rank('{0.05, 0.2, 0.5, 1.0}', campaign_searchentry.vector, to_tsquery('german', %s), 1)
"""


@dataclass(frozen=True)
class Hit:
    """A fitting entry."""

    number: int
    kind: str


@dataclass(frozen=True)
class Found:
    """Hits, best first; `capped`: there are more. `partly`: they hold some of the words only."""

    hits: tuple[Hit, ...] = ()
    capped: bool = False
    partly: bool = False

    def counts(self) -> Counter[str]:
        """Hits by kind."""
        return Counter(hit.kind for hit in self.hits)

    def of_kind(self, key: str) -> tuple[Hit, ...]:
        """The hits of one kind; all without a kind."""
        return tuple(hit for hit in self.hits if not key or hit.kind == key)


def find(query: Query, *, partly: bool = False) -> Found:
    """Return what holds all words of the query, or, if `partly`, at least one of them. One query."""
    if not query.words:
        return Found()
    rows = _on_postgresql(query, partly) if connection.vendor == "postgresql" else _in_memory(query, partly)
    hits = tuple(Hit(number, kind) for number, kind in rows)
    return Found(hits, capped=len(hits) >= MOST, partly=partly)


def _on_postgresql(query: Query, partly: bool) -> list[tuple[int, str]]:
    exact, loose = _tsquery(query, partly), _tsquery(query, partly, beginnings=True)
    in_title = _tsquery(query, partly, beginnings=True, weights="A")
    candidates = RawSQL(_CANDIDATES, [in_title, MOST_IN_TITLE, loose, MOST])
    rows = (
        SearchEntry.objects.filter(kinds.allowed(), pk__in=candidates)
        .annotate(rank=RawSQL(_RANK, [exact, loose], output_field=FloatField()))
        .order_by("-rank", "-pk")
    )
    return list(rows.values_list("pk", "kind")[:MOST])


def _tsquery(query: Query, partly: bool, *, beginnings: bool = False, weights: str = "") -> str:
    """Return the query in PostgreSQL's own language; its words are letters and digits, never operators."""
    groups = []
    for word in query.words:
        begins = "*" if beginnings and len(word) >= MIN_BEGINNING else ""
        mark = f":{begins}{weights}" if begins or weights else ""
        groups.append("(" + " | ".join(f"'{one}'{mark}" for one in spellings(word)) + ")")
    return (" | " if partly else " & ").join(groups)


def _in_memory(query: Query, partly: bool) -> list[tuple[int, str]]:
    """SQLite knows no German: good enough for a trial with a few hundred pages."""
    wanted = [stem(word) for word in query.words]
    ranked = []
    rows = SearchEntry.objects.filter(kinds.allowed())
    for number, kind, *texts in rows.values_list("pk", "kind", "title", "keywords", "text").iterator():
        # One text per weight, once per word.
        stems = [{stem(word) for word in words_of(text)} for text in texts]
        points = [_points(one, stems) for one in wanted]
        if any(points) if partly else all(points):
            ranked.append((-sum(points), -number, kind))
    return [(-number, kind) for _, number, kind in sorted(ranked)[:MOST]]


def _points(wanted: str, stems: list[set[str]]) -> int:
    for points, known in zip((9, 5, 1), stems, strict=True):
        if wanted in known:
            return points * 2
        if len(wanted) >= MIN_BEGINNING and any(one.startswith(wanted) for one in known):
            return points
    return 0
