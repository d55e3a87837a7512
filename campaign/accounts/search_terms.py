"""Makes what is typed into the admin's searches harmless for the search index.

Wagtail's index on SQLite takes a quotation mark for its own language, and knows no control characters.
"""

import re

from django.http import HttpRequest

TERMS = ("q", "search")
OPERATORS = ("and", "or")
_UNFIT = re.compile(r'["\x00-\x1f\x7f]')


def tame(request: HttpRequest) -> None:
    """Replace what the index cannot take by blanks, and drop an operator that does not exist."""
    terms = {
        name: _UNFIT.sub(" ", request.GET[name]) for name in TERMS if _UNFIT.search(request.GET.get(name, ""))
    }
    operator = request.GET.get("search_operator", "and")
    if terms or operator not in OPERATORS:
        query = request.GET.copy()
        for name, text in terms.items():
            query[name] = text
        if operator not in OPERATORS:
            del query["search_operator"]
        request.GET = query  # type: ignore[assignment]  # Django's own type is the immutable sort of the same class
