"""What a page refers to, wherever it does so: foreign keys, blocks, rich text, rows of an inline panel.

Wagtail's reference index says the same of what is saved; here it is asked before: of a form, of a revision.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import Page


@dataclass(frozen=True)
class Reference:
    """Model and key of something referred to, and the field of the page (or its inline panel) that does so."""

    field: str
    model: type[models.Model]
    key: str


def of_page(page: Page) -> Iterator[Reference]:
    """Yield what a page in memory refers to by its type's own fields; what is missing in the database, too."""
    yield from _of_object(page, inherited=Page)


def of_form(form: Any) -> Iterator[Reference]:
    """Yield what a page would refer to if the valid parts of its form were saved; asked in the form's `clean`."""
    yield from _of_values(form.cleaned_data, form._meta.model)
    for name, formset in getattr(form, "formsets", {}).items():
        if formset.is_valid():
            for row in formset.forms:
                yield from (replace(reference, field=name) for reference in of_form(row))


def _of_object(obj: models.Model, inherited: type[models.Model] | None = None) -> Iterator[Reference]:
    """Yield what an object refers to, but by the fields and rows it has from `inherited`."""
    known = set(inherited._meta.get_fields()) if inherited else set()
    fields: list[Any] = [field for field in obj._meta.get_fields() if field not in known]
    for field in fields:
        if hasattr(field, "extract_references"):
            yield from _inside(field, field.value_from_object(obj))
        elif field.many_to_many and field.concrete:
            yield from _of_value(field.name, list(getattr(obj, field.name).all()))
        elif field.many_to_one and field.concrete and not isinstance(field, ParentalKey):
            key = field.value_from_object(obj)
            if key is not None:
                yield Reference(field.name, field.related_model, str(key))
    known_rows = set(get_all_child_relations(inherited)) if inherited else set()
    for relation in get_all_child_relations(type(obj)):
        if relation not in known_rows:
            name = relation.get_accessor_name()
            for row in getattr(obj, name).all():
                yield from (replace(reference, field=name) for reference in _of_object(row))


def _of_values(values: Mapping[str, Any], model: type[models.Model]) -> Iterator[Reference]:
    fields = {field.name: field for field in model._meta.get_fields()}
    for name, value in values.items():
        field = fields.get(name)
        if hasattr(field, "extract_references"):
            yield from _inside(field, value)
        else:
            yield from _of_value(name, value)


def _of_value(name: str, value: Any) -> Iterator[Reference]:
    chosen = [value] if isinstance(value, models.Model) else value
    if isinstance(chosen, list | tuple | models.QuerySet):
        for one in chosen:
            if isinstance(one, models.Model):
                yield Reference(name, type(one), str(one.pk))


def _inside(field: Any, value: Any) -> Iterator[Reference]:
    if value is not None:
        yield from (
            Reference(field.name, found[0], str(found[1])) for found in field.extract_references(value)
        )
