"""Finds what there is to show: the files in templates/components/, and the blocks that pages can be built of."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import get_page_models

from campaign.gallery import (
    campaign_states,
    domain_states,
    easy_states,
    event_states,
    material_states,
    search_states,
)
from campaign.gallery.state import State

COMMENT = re.compile(r"{% comment %}(.*?){% endcomment %}", re.S)
# The head of every page brings the first two; the admin's styles are not public; the last ones are for paper.
NOT_LINKED = {
    *("kern.css", "campaign.css"),
    *("admin.css", "material-admin.css"),
    *("paper.css", "paper-fonts.css", "drucksache.css"),
}


def component_files() -> dict[str, Path]:
    """Return the components by name."""
    folder = settings.BASE_DIR / "templates" / "components"
    return {path.stem: path for path in sorted(folder.glob("*.html"))}


def states() -> dict[str, list[State]]:
    """Return the states of all components that have any."""
    parts = (campaign_states, domain_states, easy_states, event_states, material_states, search_states)
    return {name: found for part in parts for name, found in part.states().items()}


def description(path: Path) -> str:
    """Return what a component says of itself and its arguments."""
    found = COMMENT.search(path.read_text(encoding="utf-8"))
    return found[1].strip() if found else ""


def stylesheets() -> list[str]:
    """Return the public stylesheets of all areas, as static paths."""
    folder = settings.BASE_DIR / "static" / "css"
    return [f"css/{path.name}" for path in sorted(folder.glob("*.css")) if path.name not in NOT_LINKED]


def blocks() -> list[Block]:
    """Return one block of each class that somebody can pick in the text of any page."""
    found: dict[type[Block], Block] = {}
    for model in get_page_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                for block in _pickable(field.stream_block):
                    found.setdefault(type(block), block)
    return sorted(found.values(), key=lambda block: str(block.label))


def _pickable(block: Block) -> Iterator[Block]:
    """Yield the children of all streams in a block."""
    if isinstance(block, StreamBlock):
        yield from block.child_blocks.values()
    for child in _children(block):
        yield from _pickable(child)


def _children(block: Block) -> list[Block]:
    if isinstance(block, StreamBlock | StructBlock):
        return list(block.child_blocks.values())
    return [block.child_block] if isinstance(block, ListBlock) else []
