"""What the form of a page sends besides plain text: objects it names, and parts that must have a shape.

Wagtail resolves the ids before anybody asks whose they are: a form shown again, a preview, a live page would all show
a foreign picture. So they are read here, from the raw fields, before the view runs. No database.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import BadRequest

from campaign.accounts.gate import as_id

VIEWS = frozenset(
    f"wagtailadmin_pages:{name}"
    for name in ("add", "edit", "preview_on_add", "preview_on_edit", "revisions_revert")
)
# The last part of a field's name, when the field holds an id, and how the gate calls its object.
CHOOSERS = {
    "portrait": "image_choice",
    "image": "image_choice",
    "page": "choosable",
    "aktion": "choosable",
    "document": "document_choice",
    "video": "media_choice",
    "counterpart": "choosable",
    **dict.fromkeys(("dgs_content", "dgs_navigation", "dgs_statement", "dgs_further"), "media_choice"),
}
# What rich text may refer to, and how the gate calls it.
ENTITIES = {"LINK": "choosable", "DOCUMENT": "document_choice", "IMAGE": "image_choice"}
RICH_TEXT = "text"
# The last part of its name, where rich text is one field of a larger block.
RICH_TEXT_FIELD = "richtext"
MAX_BLOCKS = 1_000
MAX_DEPTH = 10

_BLOCK_TYPE = re.compile(r"(.+-\d+)-type")
# A row of an inline panel names its object by a number; blocks of a stream bear UUIDs under the same sort of name.
_ROW = re.compile(r"(.+)-\d+-id")
_COUNT = re.compile(r".+-\d+-order|[a-z_]+(?:-.+)?-count")


def named_objects(post: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (kind, id) of each object a page form names; raises BadRequest where a part has no possible shape."""
    for name, value in post.items():
        if _COUNT.fullmatch(name) and not (
            value.isascii() and value.isdigit() and int(value[:5]) <= MAX_BLOCKS
        ):
            raise BadRequest
        row = _ROW.fullmatch(name)
        if row and value and f"{row[1]}-TOTAL_FORMS" in post and as_id(value) is None:
            raise BadRequest
        last = name.rpartition("-")[2]
        if last in CHOOSERS and value:
            yield CHOOSERS[last], value
        if last == RICH_TEXT_FIELD:
            yield from _entities(value)
        block = _BLOCK_TYPE.fullmatch(name)
        if block and value == RICH_TEXT:
            yield from _entities(post.get(f"{block[1]}-value", ""))


def _entities(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a rich text (draft.js content state as JSON) refers to by id."""
    state = _content_state(text)
    for entity in state["entityMap"].values():
        data = entity.get("data") if isinstance(entity, dict) else None
        if not isinstance(data, dict) or entity.get("type") not in ENTITIES:
            raise BadRequest
        if "id" in data:
            yield ENTITIES[entity["type"]], str(data["id"])
        elif entity["type"] != "LINK" or not isinstance(data.get("url"), str):
            raise BadRequest


def _content_state(text: str) -> dict[str, Any]:
    try:
        state = json.loads(text)
        writable = json.dumps(state, ensure_ascii=False)
        writable.encode()
    except (ValueError, RecursionError) as error:
        raise BadRequest from error
    if not isinstance(state, dict) or "\\u0000" in writable:
        raise BadRequest
    blocks, entities = state.get("blocks"), state.get("entityMap")
    if not isinstance(blocks, list) or not isinstance(entities, dict) or len(blocks) > MAX_BLOCKS:
        raise BadRequest
    if not all(_is_block(block, entities) for block in blocks):
        raise BadRequest
    return state


def _is_block(block: Any, entities: dict[str, Any]) -> bool:
    if not isinstance(block, dict):
        return False
    words = all(isinstance(block.get(name), str) for name in ("key", "text", "type"))
    styles, links = block.get("inlineStyleRanges"), block.get("entityRanges")
    return (
        words
        and _is_number(block.get("depth", 0), MAX_DEPTH)
        and _are_ranges(styles, lambda one: isinstance(one.get("style"), str))
        and _are_ranges(links, lambda one: str(one.get("key")) in entities)
    )


def _are_ranges(ranges: Any, further: Any) -> bool:
    return isinstance(ranges, list) and all(
        isinstance(one, dict)
        and _is_number(one.get("offset"))
        and _is_number(one.get("length"))
        and further(one)
        for one in ranges
    )


def _is_number(value: Any, most: int = 1_000_000) -> bool:
    return isinstance(value, int) and 0 <= value <= most
