"""Looks a query up: which entries fit, best first, and only those that anybody may see at this moment."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from operator import itemgetter
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
    (SELECT id FROM campaign_searchentry
        WHERE to_tsvector('pg_catalog.german', title) @@ to_tsquery('pg_catalog.german', %s) LIMIT %s)
    UNION (SELECT id FROM campaign_searchentry WHERE vector @@ to_tsquery('german', %s) LIMIT %s)
"""
_RANK: Final = """
    ts_rank('{0.05, 0.2, 0.5, 1.0}', campaign_searchentry.vector, to_tsquery('german', %s), 1)
    + 0.3 * ts_rank('{0.05, 0.2, 0.5, 1.0}', campaign_searchentry.vector, to_tsquery('german', %s), 1)
"""


# Number and kind of an entry, and the number of its page.
Row = tuple[int, str, int | None]


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
    """Return what holds all words of the query, or, if `partly`, at least one of them. Two queries, often one."""
    if not query.words:
        return Found()
    rows = _on_postgresql(query, partly) if connection.vendor == "postgresql" else _in_memory(query, partly)
    pages: dict[str, list[int]] = defaultdict(list)
    for _, kind, page in rows:
        if page is not None:
            pages[kind].append(page)
    hidden = kinds.hidden(pages)
    hits = tuple(Hit(number, kind) for number, kind, page in rows if page not in hidden)
    return Found(hits, capped=len(rows) >= MOST, partly=partly)


def _on_postgresql(query: Query, partly: bool) -> list[Row]:
    exact, loose = _tsquery(query, partly), _tsquery(query, partly, beginnings=True)
    # Titles have an index of their own: asked for a weight, that of all texts would read every text with the word.
    candidates = RawSQL(_CANDIDATES, [loose, MOST_IN_TITLE, loose, MOST])
    rows = (
        SearchEntry.objects.filter(kinds.live(), pk__in=candidates)
        .annotate(rank=RawSQL(_RANK, [exact, loose], output_field=FloatField()))
        .order_by("-rank", "-pk")
    )
    return list(rows.values_list("pk", "kind", "page")[:MOST])


def _tsquery(query: Query, partly: bool, *, beginnings: bool = False) -> str:
    """Return the query in PostgreSQL's own language; its words are letters and digits, never operators."""
    groups = []
    for word in query.words:
        begins = "*" if beginnings and len(word) >= MIN_BEGINNING else ""
        mark = f":{begins}" if begins else ""
        groups.append("(" + " | ".join(f"'{one}'{mark}" for one in spellings(word)) + ")")
    return (" | " if partly else " & ").join(groups)


def _in_memory(query: Query, partly: bool) -> list[Row]:
    """SQLite knows no German: good enough for a trial with a few hundred pages."""
    wanted = [stem(word) for word in query.words]
    ranked = []
    rows = SearchEntry.objects.filter(kinds.live())
    columns = ("pk", "kind", "page", "title", "keywords", "text")
    for number, kind, page, *texts in rows.values_list(*columns).iterator():
        # One text per weight, once per word.
        stems = [{stem(word) for word in words_of(text)} for text in texts]
        points = [_points(one, stems) for one in wanted]
        if any(points) if partly else all(points):
            ranked.append((-sum(points), -number, kind, page))
    return [(-number, kind, page) for _, number, kind, page in sorted(ranked, key=itemgetter(0, 1))[:MOST]]


def _points(wanted: str, stems: list[set[str]]) -> int:
    for points, known in zip((9, 5, 1), stems, strict=True):
        if wanted in known:
            return points * 2
        if len(wanted) >= MIN_BEGINNING and any(one.startswith(wanted) for one in known):
            return points
    return 0
