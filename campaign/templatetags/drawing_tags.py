"""Components that stand on many pages, drawn once for the same arguments."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from django import template
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()
# So many drawings one process keeps.
MOST: Final = 256
PLAIN: Final = (str, SafeString, int, float, bool, type(None))


@dataclass(frozen=True)
class Drawing:
    """What a component's markup depends on: `key` are its arguments as something that compares."""

    component: str
    language: str | None
    key: Hashable
    arguments: dict[str, Any] = field(compare=False)


@register.simple_tag
def drawn(component: str, **arguments: Any) -> SafeString:
    """Return templates/components/<component>.html with these arguments: texts, numbers, lists and dicts of them.

    It depends on nothing else, so the same arguments give the same markup. TypeError for arguments that may change.
    """
    return _drawn(Drawing(component, get_language(), frozen(arguments), arguments))


@lru_cache(maxsize=MOST)
def _drawn(drawing: Drawing) -> SafeString:
    # A component is a template of ours, which escapes what it is given.
    return mark_safe(render_to_string(f"components/{drawing.component}.html", drawing.arguments))


def frozen(value: Any) -> Hashable:
    """Return a value that equals another's if both are drawn alike; text that is escaped already is another text."""
    if isinstance(value, Promise):
        value = str(value)
    if type(value) in PLAIN:
        return type(value), value
    if isinstance(value, dict):
        return tuple((name, frozen(one)) for name, one in value.items())
    if isinstance(value, list | tuple):
        return tuple(frozen(one) for one in value)
    raise TypeError(f"Das kann sich ändern und wird nicht behalten: {type(value).__name__}")
