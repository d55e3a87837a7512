"""Every address of the admin, taken from the resolver and filled with the keys of one centre."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, reverse

from campaign.accounts.gate import table
from tests.accounts.test_admin_views import admin_patterns
from tests.matrix.world import MISSING, Centre

Keys = Callable[[str, str], int]

PAGE_KINDS = ("page", "explorable", "choosable")
STATES = (
    *("draft", "in review", "changes requested", "scheduled", "live", "live with draft", "withdrawn"),
    *("section", "folder", "news"),
)
ADDING = ("wagtailadmin_pages:add", "wagtailadmin_pages:preview_on_add", "wagtailadmin_pages:add_subpage")
# What a part of an address names where the table of the gate does not say, because only some roles get there.
BY_NAME = {
    "revision_id": "revision",
    "task_state_id": "task_state",
    "workflow_state_id": "workflow_state",
    "session_id": "session",
    "uploaded_file_id": "upload",
    "collection_id": "collection",
    "task_id": "task",
    "page_pk": "page",
    "workflow_pk": "workflow",
}
BY_SPACE = {
    "wagtailusers_users": "person",
    "wagtailusers_groups": "group",
    "wagtailadmin_collections": "collection",
    "wagtailadmin_workflows": "workflow",
    "wagtailadmin_api:pages": "page",
    "wagtailadmin_api:images": "image",
    "wagtailadmin_api:documents": "document",
}
WORDS = {
    "media_type": ["video"],
    "filter_spec": ["width-100"],
    "action_name": ["approve", "reject"],
    "action": ["delete", "move", "publish", "unpublish", "add_to_collection", "add_tags"],
}
MODELS = [
    *(("stories", "storypage"), ("wagtailcore", "page"), ("media", "campaignimage")),
    *(("media", "campaigndocument"), ("jobcenters", "newspage"), ("accounts", "user")),
]


@dataclass(frozen=True)
class Address:
    """One filled-in address. kinds: what it names; state: of the page among them."""

    view: str
    path: str
    kinds: frozenset[str]
    state: str


def keys_of(centre: Centre) -> Keys:
    """Return the look-up of a centre's keys."""
    return lambda kind, state: centre.key(kind, state) if kind in ("page", *centre.keys) else 1


def missing_keys(kind: str, state: str) -> int:
    """Look up keys that no row has."""
    return MISSING


def all_addresses(keys: Keys, states: tuple[str, ...] = STATES) -> list[Address]:
    """Fill in every pattern; those that name a page once for each state."""
    return [
        one
        for name, route, pattern in admin_patterns()
        for one in _filled(name, route, pattern, keys, states)
    ]


def _filled(
    name: str, route: str, pattern: URLPattern, keys: Keys, states: tuple[str, ...]
) -> Iterator[Address]:
    regex = pattern.pattern.regex
    if pattern.name is None:
        yield Address(name, "/" + re.sub(r"\^.*", "gibt/es/nicht/", route), frozenset(), "")
        return
    kinds = {part: kind_of(name, part) for part in regex.groupindex}
    positional = bool(regex.groups and not kinds)
    has_page = positional or "page" in kinds.values()
    named = frozenset(kind for kind in kinds.values() if kind) | ({"page"} if positional else set())
    for state in _states(name, states) if has_page else ("",):
        if positional:
            args = [keys("page", state), "earliest", keys("revision", "")]
            yield Address(name, reverse(name, args=args), named, state)
            continue
        for words in _choices(set(kinds)):
            parts = {
                part: keys(kind, state) if kind else words.get(part, "1") for part, kind in kinds.items()
            }
            yield Address(name, reverse(name, kwargs=parts), named, state)


def kind_of(view: str, part: str) -> str:
    """Return which kind of object a part of an address names; empty for none."""
    kind = table().objects_of.get(view, {}).get(part) or table().objects.get(part) or BY_NAME.get(part, "")
    if not kind and part in ("pk", "object_id"):
        kind = BY_SPACE.get(view.rpartition(":")[0], "other")
    if part == "pk" and view.endswith("_task"):
        kind = "task"
    kind = kind.removesuffix("_choice")
    return "page" if kind in PAGE_KINDS else kind


def _states(view: str, states: tuple[str, ...]) -> tuple[str, ...]:
    """A new page goes below the folder or the section; everything else names any page."""
    return (
        tuple(one for one in states if one in ("folder", "section")) or ("folder",)
        if view in ADDING
        else states
    )


def _choices(parts: set[str]) -> Iterator[dict[str, str]]:
    """Yield the words for the parts that name no object."""
    app = next((one for one in ("app_label", "app_name", "content_type_app_name") if one in parts), "")
    model = next((one for one in ("model_name", "content_type_model_name") if one in parts), "")
    models = MODELS if app and "page_id" not in parts else MODELS[:1]
    free = next((one for one in WORDS if one in parts), "")
    for label, name in models if app else MODELS[:1]:
        for word in WORDS[free] if free else [""]:
            yield {app: label, model: name, free: word}
