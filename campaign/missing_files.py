"""Former versions of a page may name what was deleted since; they open all the same, without it.

modelcluster, which reads versions, knows no way with a protected foreign key that leads nowhere: it raises.
"""

from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations


def without_missing(model: type[models.Model], data: dict[str, Any]) -> dict[str, Any] | None:
    """Return the content of a version without keys that lead nowhere; None for a row that cannot do without one."""
    found = dict(data)
    fields: list[Any] = list(model._meta.get_fields())
    for field in fields:
        if not (field.many_to_one and field.concrete and field.remote_field.on_delete is models.PROTECT):
            continue
        key = found.get(field.name)
        if key is None or field.related_model._base_manager.filter(pk=key).exists():
            continue
        if not field.null:
            return None
        found[field.name] = None
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name in found:
            rows = (without_missing(relation.related_model, row) for row in found[name])
            found[name] = [row for row in rows if row is not None]
    return found
