"""`/admin/bausteine/`: for those who write and build, in the look of the public site."""

from itertools import count
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from wagtail.blocks import Block

from campaign.gallery import collection
from campaign.gallery.apart import apart
from campaign.gallery.state import State


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show all components and blocks."""
    states, numbers = collection.states(), count(1)
    components = [
        {
            "name": name,
            "about": collection.description(path),
            "states": [_shown(name, state, next(numbers)) for state in states.get(name, [])],
        }
        for name, path in collection.component_files().items()
    ]
    context = {
        "components": components,
        "blocks": [_example(block, request, next(numbers)) for block in collection.blocks()],
        "stylesheets": collection.stylesheets(),
    }
    return TemplateResponse(request, "campaign/gallery.html", context)


def _shown(name: str, state: State, number: int) -> dict[str, Any]:
    html = render_to_string(f"components/{name}.html", dict(state.arguments))
    return {"label": state.label, "narrow": state.narrow, "html": mark_safe(apart(html, number))}


def _example(block: Block, request: HttpRequest, number: int) -> dict[str, Any]:
    value = block.get_preview_value()
    context = block.get_preview_context(value, {"request": request})
    return {
        "label": block.label,
        "about": block.get_description(),
        "name": type(block).__name__,
        "html": mark_safe(apart(block.render(value, context=context), number)),
    }
