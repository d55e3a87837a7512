"""What belongs to a centre in every table, as a digest: a write from outside shows as a difference."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import Q
from wagtail.models import Collection, Page

from tests.matrix.world import Centre

WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.I)
# Written by merely coming in: session, the line that says somebody was refused, own settings, who looks at what.
BY_THE_WAY = frozenset(
    {"django_session", "audit_auditentry", "wagtailusers_userprofile", "wagtailadmin_editingsession"}
)
MODELS = {
    model._meta.db_table: model
    for model in apps.get_models(include_auto_created=True)
    if model._meta.managed and not model._meta.proxy
}


@contextmanager
def written_tables() -> Iterator[set[str]]:
    """Collect the names of the tables that are written inside the block."""
    tables: set[str] = set()

    def watch(execute, sql, params, many, context):
        if match := WRITE.match(sql):
            tables.add(match[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


class Belongings:
    """The rows of one centre: those it starts from, and everything that points at them, however far."""

    def __init__(self, centre: Centre) -> None:
        self.record = centre.record
        pages = Page.objects.filter(self._pages()).values_list("pk", flat=True)
        self.keys: dict[type[models.Model], set] = {
            Page: set(pages),
            Collection: {centre.record.collection_id},
            type(centre.record): {centre.record.pk},
            type(centre.officer): {centre.officer.pk},
            type(centre.record.group): {centre.record.group_id},
        }
        size = -1
        while size != (size := sum(map(len, self.keys.values()))):
            for model in MODELS.values():
                known = self.keys.setdefault(model, set())
                known |= set(self.rows(model).values_list("pk", flat=True))
        self.before = {name: self.digest(model) for name, model in MODELS.items() if name not in BY_THE_WAY}

    def _pages(self) -> Q:
        return Q(path__startswith=self.record.section.path) | Q(path__startswith=self.record.folder.path)

    def rows(self, model: type[models.Model]) -> models.QuerySet:
        """Return the rows of a table that are the centre's now."""
        wanted = Q(pk__in=self.keys.get(model, ()))
        if model is Page:
            wanted |= self._pages()
        fields = {one.name: one for one in model._meta.get_fields() if isinstance(one, models.Field)}
        for one in fields.values():
            target = one.remote_field.model if isinstance(one, models.ForeignKey) else None
            if self.keys.get(target):
                wanted |= Q(**{f"{one.name}__in": self.keys[target]})
        for type_field in {"content_type", "base_content_type"} & fields.keys():
            if "object_id" in fields:
                wanted |= self._generic(type_field)
        return model._base_manager.filter(wanted)

    def _generic(self, type_field: str) -> Q:
        wanted = Q()
        for model, keys in self.keys.items():
            if keys:
                kind = ContentType.objects.get_for_model(model)
                wanted |= Q(**{type_field: kind, "object_id__in": [str(key) for key in keys]})
        return wanted

    def digest(self, model: type[models.Model]) -> str:
        """Return a checksum of the centre's rows in one table, column by column as the database has them."""
        keys = list(self.rows(model).values_list("pk", flat=True))
        if not keys:
            return ""
        quoted = [connection.ops.quote_name(name) for name in (model._meta.db_table, model._meta.pk.column)]
        places = ", ".join(["%s"] * len(keys))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {quoted[0]} WHERE {quoted[1]} IN ({places})", keys)
            lines = sorted(map(repr, cursor.fetchall()))
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def changed(self, tables: set[str]) -> set[str]:
        """Return those of the tables whose rows of the centre are other than at the start."""
        return {
            name for name in tables & self.before.keys() if self.digest(MODELS[name]) != self.before[name]
        }
