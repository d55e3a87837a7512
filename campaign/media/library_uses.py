"""Where files are used, drafts included: Wagtail's reference index knows only what was saved into the pages themselves.

A draft lies in its revision as JSON. All drafts are read once; only those that may name one of the files asked for are
turned into pages and looked at exactly. Apps that keep further revisions to be shown one day register them.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex, Revision

from campaign.media import references

File = tuple[type[models.Model], int]
Revisions = Callable[[], models.QuerySet]
_further: list[Revisions] = []
_ID = re.compile(r'\bid="(\d{1,18})"')
_PAGE_FIELDS = frozenset(field.name for field in Page._meta.get_fields())
DEPTH = 30


def register(revisions: Revisions) -> None:
    """Add a function that returns the keys of revisions which will be shown, whatever was saved after them."""
    _further.append(revisions)


def referenced(model: type[models.Model]) -> Exists:
    """Return a filter: something that is stored, not only drafted, refers to the row of `model`."""
    return Exists(
        ReferenceIndex.objects.filter(
            to_content_type=_content_type(model), to_object_id=Cast(OuterRef("pk"), CharField())
        )
    )


def drafts_using(files: Mapping[type[models.Model], set[int]]) -> dict[File, set[int]]:
    """Return file -> keys of the pages whose draft shows it, for those of the files that any draft shows.

    One query for all drafts, a few for each that really names one of the files.
    """
    found: dict[File, set[int]] = defaultdict(set)
    wanted = set().union(*files.values())
    if wanted:
        for revision in _draft_revisions().iterator(chunk_size=100):
            if wanted.isdisjoint(_numbers(revision.content)):
                continue
            for one in references.of_page(revision.as_object()):
                if one.key.isdigit() and int(one.key) in files.get(one.model, ()):
                    found[one.model, int(one.key)].add(int(revision.object_id))
    return dict(found)


def pages_using(model: type[models.Model], key: int) -> set[int]:
    """Return the keys of the pages that show a file, live or drafted."""
    rows = ReferenceIndex.objects.filter(
        base_content_type=_content_type(Page), to_content_type=_content_type(model), to_object_id=str(key)
    )
    stored = {int(page) for page in rows.values_list("object_id", flat=True)}
    return stored | drafts_using({model: {key}}).get((model, key), set())


def _draft_revisions() -> models.QuerySet[Revision]:
    drafts = Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True))
    wanted = Q(pk__in=drafts.values("latest_revision"))
    for revisions in _further:
        wanted |= Q(pk__in=revisions())
    return Revision.objects.page_revisions().filter(wanted).order_by("pk")


def _numbers(content: Any) -> Iterator[int]:
    """Yield whatever number in a revision may be the key of a file: too many rather than too few."""
    for name, value in content.items():
        if name not in _PAGE_FIELDS:
            yield from _inside(value, DEPTH)


def _inside(value: Any, depth: int) -> Iterator[int]:
    if isinstance(value, bool) or not depth:
        return
    if isinstance(value, int):
        yield value
    elif isinstance(value, str):
        if value.isascii() and value.isdigit() and len(value) < 19:
            yield int(value)
        elif value.startswith("["):
            # A StreamField lies in the content as text.
            yield from _inside(_read(value), depth - 1)
        else:
            yield from (int(key) for key in _ID.findall(value))
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _inside(inner, depth - 1)


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return _ID.findall(text)


def _content_type(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(model, for_concrete_model=False)
