"""What two installations are compared by after a restore: every table, every file, fifty pages. Prints JSON."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

# What a restore is to change: sessions end, waiting mails are held, it writes itself into the log, copies are forgotten.
OF_THE_MOMENT: Final = frozenset(
    {
        *("django_session", "django_cache", "audit_auditentry", "audit_outboxmail", "audit_jobrun"),
        *("operations_cachedcopy", "operations_cachechange"),
    }
)
PAGES, STORIES = 50, 30


def facts(withdrawn: list[str]) -> dict[str, Any]:
    """Return tables, files and pages by checksum; `withdrawn`: paths that are asked besides."""
    from django.conf import settings

    tables = {name: _rows(name) for name in _tables()}
    return {
        "tables": tables,
        "counts": {name: rows[0] for name, rows in tables.items()},
        "private": _files(Path(settings.PRIVATE_MEDIA_ROOT)),
        "public": _files(Path(settings.MEDIA_ROOT)),
        "pages": _pages(withdrawn),
    }


def _tables() -> list[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        return sorted(connection.introspection.table_names(cursor))


def _rows(table: str) -> list[Any]:
    """Return how many rows a table has, and a checksum over them in an order of their own."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT count(*), md5(string_agg(md5(t::text), NULL ORDER BY md5(t::text))) FROM "{table}" t'
        )
        return list(cursor.fetchone())


def _files(root: Path) -> dict[str, str]:
    paths = (path for path in root.rglob("*") if path.is_file() and path.suffix != ".jsonl")
    return {str(path.relative_to(root)): _digest(path.read_bytes()) for path in paths}


def _pages(withdrawn: list[str]) -> dict[str, list[Any]]:
    """Return status and checksum of start page, lists, stories and centres, fifty in all, and of what is withdrawn."""
    from django.conf import settings
    from django.test import Client

    from jobcenters.models import Jobcenter
    from stories.models import StoryPage

    paths = ["/", "/jobcenter/", "/menschen-vor-ort/"]
    paths += [urlsplit(one.full_url).path for one in StoryPage.objects.public().order_by("pk")[:STORIES]]
    centres = Jobcenter.objects.order_by("pk").select_related("section")[: PAGES - len(paths)]
    paths += [urlsplit(one.section.full_url).path for one in centres]
    client = Client(HTTP_HOST=settings.ALLOWED_HOSTS[0])
    return {path: _answer(client.get(path)) for path in [*paths, *withdrawn]}


def _answer(response: Any) -> list[Any]:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return [response.status_code, _digest(body)]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(facts(json.loads(sys.argv[1]))))
