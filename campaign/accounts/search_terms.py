"""Makes what is typed into the admin's searches harmless for the search index.

Wagtail's index on SQLite takes a quotation mark for its own language, and knows no control characters.
"""

import re
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest

TERMS = ("q", "search")
OPERATORS = ("and", "or")
TOO_LONG: Final = "Die Suche ist zu lang. Gesucht wurde nach den ersten {most} Zeichen."
_UNFIT = re.compile(r'["\x00-\x1f\x7f]')


def tame(request: HttpRequest) -> None:
    """Replace what the index cannot take by blanks, cut what is too long, drop an operator that does not exist."""
    asked = {name: request.GET[name] for name in TERMS if name in request.GET}
    terms = {name: _UNFIT.sub(" ", text)[: settings.QUERY_CHARS] for name, text in asked.items()}
    is_too_long = any(len(text) > settings.QUERY_CHARS for text in asked.values())
    # What a script asks shows no messages; they would wait for the next page, one for each letter typed.
    by_script = request.headers.get("x-requested-with") == "XMLHttpRequest"
    if is_too_long and request.user.is_authenticated and not by_script:
        messages.warning(request, TOO_LONG.format(most=settings.QUERY_CHARS))
    operator = request.GET.get("search_operator", "and")
    if terms != asked or operator not in OPERATORS:
        query = request.GET.copy()
        for name, text in terms.items():
            query[name] = text
        if operator not in OPERATORS:
            del query["search_operator"]
        request.GET = query  # type: ignore[assignment]  # Django's own type is the immutable sort of the same class
