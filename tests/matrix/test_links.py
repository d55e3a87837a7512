"""Nobody is led to a closed door: whoever reads a page of the admin may go wherever its links lead."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.urls import resolve
from wagtail.models import Page

from tests.matrix.walker import Findings, Walker
from tests.matrix.world import World

pytestmark = pytest.mark.django_db
# So many addresses are tried of one view with one type of page and the same questions; the others are made likewise.
OF_A_KIND = 1
# The least number of addresses says that nobody stopped halfway.
LEAST = 120
# A chooser's link to what it does not know, or nobody may change, is hidden.
LINK = re.compile(r'<a\b(?![^>]*\shidden)[^>]*?\shref="([^"#]+)')
LOGOUT = "/admin/logout/"
# Their addresses are completed in the browser.
BULK = "/admin/bulk/"


@pytest.mark.parametrize("who", ["officer A", "coordinator", "technik"])
def test_no_link_leads_to_a_closed_door(world: World, who: str):
    walker, types = Walker(world, who, Findings(), {}), dict(Page.objects.values_list("pk", "content_type"))
    ways, seen, of_a_kind, closed = deque([("", "/admin/")]), {LOGOUT}, Counter(), []
    while ways:
        source, path = ways.popleft()
        answer = walker.ask("get", path)
        if answer.status >= 400:
            closed.append(f"{answer.status} {path} auf {source}")
        for link in links(answer.html, path):
            if link not in seen and not link.startswith(BULK):
                seen.add(link)
                kind = kind_of(link, types)
                of_a_kind[kind] += 1
                if of_a_kind[kind] <= OF_A_KIND:
                    ways.append((path, link))
    assert not closed, "\n".join(sorted(closed))
    assert walker.findings.requests >= LEAST


def links(html: str, path: str) -> Iterator[str]:
    """Yield the addresses of the admin that a page links to."""
    for found in LINK.findall(html):
        link = urljoin(path, unescape(found))
        if link.startswith("/admin/"):
            yield link


def kind_of(link: str, types: dict[int, int]) -> tuple[object, ...]:
    """Return what is the same for links that are made likewise."""
    parts = urlsplit(link)
    match = resolve(parts.path)
    pages = [types.get(value) for name, value in match.kwargs.items() if name.endswith("page_id")]
    return match.view_name, *pages, *sorted(parse_qs(parts.query, keep_blank_values=True))
