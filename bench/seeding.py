"""Fills a database with many public stories, quickly: copies of those that the demo made the way people do.

Each copy is a whole story: page, revision, approval with the right checksum, persons, consents, portrayals, topics,
workflow, references, entries of both searches. So everything that asks whether it may be shown says yes for the same
reasons as for the story it was copied from. PostgreSQL only: the database copies its rows itself.

A copy's numbers are those of its story plus a multiple of STRIDE; so rows that point at each other still do, and what
is made in the ordinary way meanwhile keeps clear of them.
"""

import copy
import hashlib
import json
from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from wagtail.models import Page, Revision

from jobcenters.models import Jobcenter
from stories.models import StoryPage

CENTRES: Final = 104
STRIDE: Final = 20_000
MOST: Final = 100_000
SLUG: Final = "messung-"
# A word in every text, and one that a single story has: what the search is measured with.
COMMON: Final = "Messwort"
RARE: Final = "Einzelwort{number}"
_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BATCH: Final = 2_000

_PLAN: Final = """
    CREATE TEMPORARY TABLE measured (
        number int, shift int, template int, page text, revision int, folder int, centre int, path text,
        url text, title text, slug text, words text, content jsonb, hash text
    ) ON COMMIT DROP
"""
_COLUMNS: Final = (
    "number, shift, template, page, revision, folder, centre, path, url, title, slug, words, content, hash"
)
_PAGE: Final = {
    "path": "c.path",
    "url_path": "c.url",
    "title": "c.title",
    "draft_title": "c.title",
    "slug": "c.slug",
    "translation_key": "gen_random_uuid()",
    "live_revision_id": "c.revision + c.shift",
    "latest_revision_id": "c.revision + c.shift",
    "has_unpublished_changes": "false",
    "first_published_at": "o.first_published_at - c.number * interval '1 minute'",
}
# Table (o) → how its rows find the plan (c), always by joins: there may be 100,000 of both; and what is otherwise in the
# copy than number and owner (see `_copy`).
_TABLES: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "wagtailcore_page": ("measured c ON o.id = c.template", _PAGE),
    "stories_storypage": ("measured c ON o.page_ptr_id = c.template", {"jobcenter_id": "c.centre"}),
    "wagtailcore_revision": (
        "measured c ON o.id = c.revision",
        {"content": "c.content", "object_str": "c.title", "object_id": "(c.template + c.shift)::text"},
    ),
    "stories_storypage_topics": ("measured c ON o.storypage_id = c.template", {}),
    "stories_person": ("measured c ON o.story_id = c.template", {}),
    "stories_consent": (
        "stories_person p ON p.id = o.person_id JOIN measured c ON c.template = p.story_id AND o.replaced_by_id IS NULL",
        {},
    ),
    "publishing_approval": (
        "measured c ON o.revision_id = c.revision",
        {"content_hash": "c.hash", "revision_id": "c.revision + c.shift"},
    ),
    "stories_portrayal": (
        "publishing_approval a ON a.id = o.approval_id JOIN measured c ON c.revision = a.revision_id",
        {},
    ),
    "campaign_searchentry": (
        "measured c ON o.page_id = c.template",
        {"title": "c.title", "text": "o.text || c.words"},
    ),
    "wagtailcore_referenceindex": ("measured c ON o.object_id = c.page AND o.content_type_id = %(type)s", {}),
    "wagtailsearch_indexentry": ("measured c ON o.object_id = c.page AND o.content_type_id = %(type)s", {}),
    "wagtailcore_workflowstate": ("measured c ON o.object_id = c.page AND o.content_type_id = %(type)s", {}),
    "wagtailcore_taskstate": (
        "wagtailcore_workflowstate w ON w.id = o.workflow_state_id "
        "JOIN measured c ON c.page = w.object_id AND w.content_type_id = %(type)s",
        {"revision_id": "c.revision + c.shift"},
    ),
    "wagtailcore_pagelogentry": (
        "measured c ON o.page_id = c.template",
        {"uuid": "gen_random_uuid()", "revision_id": "NULL"},
    ),
}
# Columns that name a row which is copied, too.
_SHIFTED: Final = {
    *(
        "id",
        "page_ptr_id",
        "page_id",
        "storypage_id",
        "story_id",
        "person_id",
        "approval_id",
        "workflow_state_id",
    ),
    *("current_task_state_id",),
}


def number_of_copies() -> int:
    """Return how many copies there are."""
    return StoryPage.objects.filter(slug__startswith=SLUG).count()


def grow(to: int) -> None:
    """Make copies until there are so many."""
    if to > MOST:
        raise ValueError(f"Mehr als {MOST} Geschichten passen nicht in die Nummern.")
    done = number_of_copies()
    if to > done:
        with transaction.atomic(), connection.cursor() as cursor:
            _grow(cursor, done + 1, to)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _grow(cursor: Any, first: int, last: int) -> None:
    cursor.execute(_PLAN)
    # Made before: while rows are sent, the connection answers no question.
    templates, folders = _templates(), _folders()
    with cursor.copy(f"COPY measured ({_COLUMNS}) FROM STDIN") as rows:
        for row in _planned(first, last, templates, folders):
            rows.write_row(row)
    cursor.execute("CREATE INDEX ON measured (template)")
    cursor.execute("ANALYZE measured")
    kind = apps.get_model("contenttypes", "ContentType").objects.get_for_model(StoryPage).pk
    for table in _TABLES:
        _copy(cursor, table, kind)
        # The next table asks this one, which has just become a thousand times as long.
        cursor.execute(f"ANALYZE {table}")
    cursor.execute(
        "UPDATE wagtailcore_page SET numchild = (SELECT count(*) FROM wagtailcore_page x WHERE x.depth = "
        "wagtailcore_page.depth + 1 AND x.path LIKE wagtailcore_page.path || '%%') WHERE id IN "
        "(SELECT folder FROM measured)"
    )


def _copy(cursor: Any, table: str, kind: int) -> None:
    """Copy the rows of one table: columns in `_SHIFTED` are moved on, named ones replaced, the others stay."""
    joined, values = _TABLES[table]
    with connection.cursor() as reader:
        described = connection.introspection.get_table_description(reader, table)
    columns = [column.name for column in described if column.name != "vector"]
    object_id = {"object_id": "(c.template + c.shift)::text"} if "object_id" in columns else {}
    known = object_id | values
    expressions = [
        known.get(name, f'o."{name}" + c.shift' if name in _SHIFTED else f'o."{name}"') for name in columns
    ]
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {', '.join(expressions)} FROM {table} o JOIN {joined}",
        {"type": kind},
    )


def _templates() -> list[tuple[StoryPage, dict[str, Any]]]:
    """Return the stories that are copied, with the content of the version that is public."""
    stories = StoryPage.objects.public().exclude(slug__startswith=SLUG).order_by("pk")
    return [(story, Revision.objects.get(pk=story.live_revision_id).content) for story in stories]


def _folders() -> list[tuple[int, str, str, int]]:
    """Return key, path and address of each centre's folder, and the key of the centre."""
    centres = Jobcenter.objects.select_related("folder").order_by("ags")
    return [(one.folder_id, one.folder.path, one.folder.url_path, one.pk) for one in centres]


def _planned(
    first: int,
    last: int,
    templates: list[tuple[StoryPage, dict[str, Any]]],
    folders: list[tuple[int, str, str, int]],
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the plan: story after story in turn, centre after centre."""
    for number in range(first, last + 1):
        story, content = templates[number % len(templates)]
        folder, path, url, centre = folders[number % len(folders)]
        slug, title = f"{SLUG}{number}", f"{story.title} {number}"
        new = {
            "path": path + _step(5_000 + number // len(folders)),
            "url_path": f"{url}{slug}/",
            "title": title,
            "slug": slug,
        }
        text, checksum = _content(content, story.pk + number * STRIDE, new)
        words = f"\n{COMMON} {RARE.format(number=number)}"
        yield (
            *(number, number * STRIDE, story.pk, str(story.pk), story.live_revision_id, folder, centre),
            *(new["path"], new["url_path"], title, slug, words, text, checksum),
        )


def _content(content: dict[str, Any], page: int, new: dict[str, str]) -> tuple[str, str]:
    """Return a revision's content for the copy, and the checksum that its approval names (guard.content_hash)."""
    mine = copy.copy(content) | new | {"pk": page, "draft_title": new["title"], "live_revision": None}
    text = json.dumps(mine, sort_keys=True, cls=DjangoJSONEncoder, ensure_ascii=False)
    return text, hashlib.sha256(text.encode()).hexdigest()


def _step(number: int) -> str:
    """Return a number as treebeard writes a step of a path."""
    text = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        text = _DIGITS[digit] + text
    return text.rjust(Page.steplen, "0")
