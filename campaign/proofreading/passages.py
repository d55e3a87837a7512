"""What a page says in which place, and where it leads: fields, rows of panels, blocks, and what its files say."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any, Final

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.html import strip_tags
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

from campaign.media import references
from campaign.media.release import file_models

# Of what every page has, people read only these.
OF_EVERY_PAGE: Final = ("title", "seo_title", "search_description")
HREF: Final = re.compile(r"""<a\b[^>]*\bhref=["']([^"']+)["']""", re.IGNORECASE)
_BREAK: Final = re.compile(r"</(?:p|li|h[1-6]|td|th|div)>|<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True)
class Passage:
    """A text and the place where it is edited, as the form calls it."""

    place: str
    text: str


@dataclass(frozen=True)
class Address:
    """An address that somebody typed: of another website, or a path of ours."""

    place: str
    url: str


Extra = Callable[[Page], Iterable["Passage | Address"]]
_extras: list[Extra] = []


def register(extra: Extra) -> None:
    """Add what a page shows besides its own fields, as upper apps know it."""
    _extras.append(extra)


def of_page(page: Page, referred: Iterable[references.Reference]) -> Iterator[Passage | Address]:
    """Yield everything a page says and every address in it. referred: what it refers to (references.of_page)."""
    for name in OF_EVERY_PAGE:
        if text := getattr(page, name):
            yield Passage(str(page._meta.get_field(name).verbose_name), text)
    yield from _of_object(page, "", _known())
    for extra in _extras:
        yield from extra(page)
    for reference in referred:
        if reference.model in file_models():
            yield from _of_file(page, reference)


@cache
def _known() -> frozenset[Any]:
    return frozenset(Page._meta.get_fields())


def _of_object(
    obj: models.Model, place: str, known: frozenset[Any] = frozenset()
) -> Iterator[Passage | Address]:
    for field in obj._meta.get_fields():
        if field not in known and isinstance(field, models.Field) and field.editable:
            yield from _of_field(obj, field, f"{place}{_capital(str(field.verbose_name))}")
    for relation in get_all_child_relations(type(obj)):
        if relation not in known:
            for row in getattr(obj, relation.get_accessor_name()).all():
                yield from _of_object(row, f"{_capital(str(row._meta.verbose_name))}: ")


def _of_field(obj: models.Model, field: models.Field, place: str) -> Iterator[Passage | Address]:
    value = field.value_from_object(obj)
    if not value or field.choices:
        return
    if isinstance(field, StreamField):
        yield from _of_block(value.stream_block, value, place)
    elif isinstance(field, models.URLField):
        yield Address(place, value)
    elif isinstance(field, RichTextField):
        yield from _of_html(place, value)
    elif isinstance(field, models.CharField | models.TextField) and not isinstance(
        field, models.EmailField | models.SlugField
    ):
        yield Passage(place, str(value))


def _of_block(block: Any, value: Any, place: str) -> Iterator[Passage | Address]:
    if not value:
        return
    if isinstance(block, ImageBlock):
        yield from _said(place, [value.contextual_alt_text])
    elif isinstance(block, blocks.BaseStreamBlock | blocks.BaseStructBlock | blocks.ListBlock):
        for child, inner, where in _inside(block, value, place):
            yield from _of_block(child, inner, where)
    elif isinstance(value, RichText):
        yield from _of_html(place, value.source)
    elif isinstance(block, blocks.URLBlock):
        yield Address(place, value)
    else:
        yield from _said(place, block.get_searchable_content(value))


def _inside(block: Any, value: Any, place: str) -> Iterator[tuple[Any, Any, str]]:
    """Yield the blocks inside one, with their values and what to call their place."""
    if isinstance(block, blocks.BaseStreamBlock):
        for child in value:
            label = _capital(str(child.block.label))
            yield child.block, child.value, place if label == place else f"{place}, {label}"
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield child, value.get(name), place
    else:
        for one in value:
            yield block.child_block, one, place


def _said(place: str, texts: Iterable[str | None]) -> Iterator[Passage]:
    yield from (Passage(place, text) for text in texts if text)


def _of_html(place: str, html: str) -> Iterator[Passage | Address]:
    yield Passage(place, unescape(strip_tags(_BREAK.sub("\n", html))))
    for address in HREF.findall(html):
        yield Address(place, unescape(address))


def _of_file(page: Page, reference: references.Reference) -> Iterator[Passage]:
    """Yield what people read or hear of a file: a picture's alternative text, a document's title, a video's words."""
    names = ["description"] if reference.model is get_image_model() else ["title", "transcript"]
    file: Any = reference.model._default_manager.filter(pk=reference.key).first()
    for name in names:
        text = getattr(file, name, "")
        if text:
            label = _label(reference.model, name)
            yield Passage(f"{reference.model._meta.verbose_name} „{file.title}“: {label}", text)


def _label(model: type[models.Model], name: str) -> str:
    try:
        return str(getattr(model._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        return name


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
