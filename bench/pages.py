"""Counts what the main pages cost: database queries (first and warm), repeats of one statement, bytes.

Runs against the content of `make start`. A page over its budget (docs/architektur.md) ends with exit code 1.
"""

import collections
import gzip
import os
import re
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Cost(NamedTuple):
    """What one request cost; `same` counts the most repeated statement, sizes are bytes."""

    status: int
    queries: int
    same: int
    size: int
    gzipped: int
    ms: float


def measure(client: Any, path: str) -> Cost:
    """Request one path and count."""
    from django.db import connection

    shapes: collections.Counter[str] = collections.Counter()

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        shapes[re.sub(r"%s(, %s)+|\d+", "?", sql)] += 1
        return execute(sql, params, many, context)

    begin = time.perf_counter()
    with connection.execute_wrapper(count):
        response = client.get(path)
        body = b"".join(response) if response.streaming else response.content
    spent = (time.perf_counter() - begin) * 1000
    same = max(shapes.values(), default=0)
    return Cost(response.status_code, shapes.total(), same, len(body), len(gzip.compress(body)), spent)


def pages() -> dict[str, int]:
    """Return path → allowed queries; one living section and one living story stand for all."""
    from jobcenters.models import JobcenterPage
    from stories.models import StoryPage

    budget = {
        "/": 12,
        "/jobcenter/": 12,
        "/jobcenter/?q=Harz": 12,
        "/menschen-vor-ort/": 12,
        "/menschen-vor-ort/?land=niedersachsen&thema=ausbildung": 12,
        "/suche/?q=Harz": 8,
        "/suche/?q=Arbeit": 8,
        "/daten/finder.json?q=Harz": 3,
        "/gibt-es-nicht/": 5,
    }
    for model, allowed in ((JobcenterPage, 15), (StoryPage, 12)):
        page = model.objects.live().order_by("pk").first()
        if page is not None:
            budget[page.get_url()] = allowed
    return budget


def main() -> int:
    """Print one row for each page; 1 when one is over its budget or fails."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "campaign.settings.dev")
    os.environ.setdefault("DEMO", "1")
    import django

    django.setup()
    from django.test import Client

    client = Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)
    row = "{:48} {:>6} {:>6} {:>6} {:>6} {:>6} {:>8} {:>8} {:>8}\n"
    sys.stdout.write(
        row.format("Seite", "Status", "erste", "warm", "erlaubt", "gleich", "Bytes", "gzip", "ms")
    )
    over = False
    for path, allowed in pages().items():
        first, _, warm = (measure(client, path) for _ in range(3))
        figures = (warm.status, first.queries, warm.queries, allowed, warm.same, warm.size, warm.gzipped)
        sys.stdout.write(row.format(path, *figures, f"{warm.ms:.1f}"))
        over |= warm.queries > allowed or warm.status >= 500
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
