"""The page of the search: a plain GET form, filters and pages in the address, never in a search engine."""

from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page as Part
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaign.models.search import SearchEntry
from campaign.search import answers, finding, kinds, suggesting
from campaign.search.finding import Found, Hit
from campaign.search.words import Query, excerpt, marked, read
from campaign.serving import know_site
from campaign.templatetags.campaign_tags import START
from campaign.written_once import evened, written_once

PER_PAGE: Final = 12
TITLE: Final = "Suche"
TOO_LONG: Final = "Die Eingabe ist zu lang. Bitte geben Sie höchstens {most} Zeichen ein."
NO_WORD: Final = "In der Eingabe steht kein Wort. Bitte geben Sie ein, wonach Sie suchen."


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer `?q=`, narrowed by `art`, in parts by `seite`; a query nobody can look up gets a message."""
    know_site(request)
    typed = request.GET.get("q", "")
    problem, query = "", Query("", ())
    if len(typed) > settings.QUERY_CHARS:
        problem = TOO_LONG.format(most=settings.QUERY_CHARS)
    else:
        query = read(typed)
        if query.text and not query.words:
            problem = NO_WORD
    context = {
        "page_title": TITLE,
        "noindex": True,
        "trail": [{"title": START, "url": "/"}, {"title": TITLE, "url": ""}],
        "query": query.text or typed[: settings.QUERY_CHARS],
        "problem": problem,
    }
    if query.words and not problem:
        context |= _results(request, query)
    return render(request, "search/index.html", context)


def _results(request: HttpRequest, query: Query) -> dict[str, Any]:
    found, suggestion = finding.find(query), ""
    if not found.hits:
        suggestion = suggesting.suggest(query)
        if not suggestion and len(query.words) > 1:
            found = finding.find(query, partly=True)
    counts = found.counts()
    chosen = request.GET.get("art", "")
    chosen = chosen if chosen in counts else ""
    part = Paginator(found.of_kind(chosen), PER_PAGE).get_page(request.GET.get("seite"))
    above = answers.answer(query) if part.number == 1 and not chosen else None
    return {
        "page_title": TITLE if above and not found.hits else f"{_number(found)} für „{query.text}“",
        "searched": True,
        "found": found,
        "number": _number(found),
        "suggestion": suggestion,
        "suggestion_url": f"?{urlencode({'q': suggestion})}",
        "above": above,
        "filters": _filters(query, found, chosen),
        "hits": _shown(request, part, query),
        "page_obj": part,
        "page_query": urlencode({"q": query.text} | ({"art": chosen} if chosen else {})),
    }


def _number(found: Found) -> str:
    if found.capped:
        return f"Mehr als {finding.MOST - 1} Treffer"
    return f"{len(found.hits) or 'Keine'} Treffer"


def _filters(query: Query, found: Found, chosen: str) -> list[dict[str, Any]]:
    """What components/filters.html shows; none where all hits are of one kind."""
    counts = found.counts()
    if len(counts) < 2:
        return []
    options = [("", "Alles", len(found.hits))]
    options += [(key, kind.many, counts[key]) for key, kind in kinds.known().items() if counts[key]]
    return [
        {
            "title": label,
            "count": f"{number}+" if found.capped and not key else number,
            "url": f"?{urlencode({'q': query.text} | ({'art': key} if key else {}))}",
            "current": key == chosen,
        }
        for key, label, number in options
    ]


def _shown(request: HttpRequest, part: Part[Hit], query: Query) -> list[dict[str, Any]]:
    """What components/search_hit.html shows, in one query."""
    numbers = [hit.number for hit in part]
    entries = {entry.pk: entry for entry in _with_targets(*evened(numbers))} if numbers else {}
    known = kinds.known()
    return [
        {
            "url": entry.page.get_url(request) if entry.page else entry.document and entry.document.url,
            "title": marked(entry.title, query),
            "kind": known[entry.kind].one,
            "label": entry.label,
            "excerpt": excerpt(entry.text, query),
        }
        for hit in part
        if (entry := entries.get(hit.number))
    ]


@written_once
def _with_targets(*numbers: int) -> QuerySet[SearchEntry]:
    return SearchEntry.objects.select_related("page", "document").filter(pk__in=numbers)
