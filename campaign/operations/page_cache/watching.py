"""Sees every statement of this process: what a request reads, and what a transaction writes that a page may show."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from campaign.operations.models import CacheChange
from campaign.operations.page_cache.tables import read_by, written_by

# Stands for all tables.
EVERYTHING = "*"
# Every address may begin with a website's name, and Wagtail remembers the name without asking this table.
WEBSITES = "wagtailcore_site"


@dataclass
class Seen:
    """What one request read, and whether it committed a change; the rest is what memory knows of this request."""

    tables: set[str] = field(default_factory=set)
    changed: bool = False
    asked: bool = False
    notes: dict[str, tuple[Any, ...]] | None = None
    began: datetime | None = None
    ends: datetime | None = None


_seen: ContextVar[Seen | None] = ContextVar("seen", default=None)
# Tables may be missing, columns change: not the hour to write into them.
_migrating: list[bool] = []


@dataclass
class _Commit:
    """Waits in Django's own list of what to do on commit: a rollback takes it out together with the noted row."""

    table: str

    def __call__(self) -> None:
        if (seen := _seen.get()) is not None:
            seen.changed = True


def current() -> Seen | None:
    """Return what the running request has read so far; None outside of one."""
    return _seen.get()


@contextmanager
def looking(within: Seen | None = None) -> Iterator[Seen]:
    """Note what is read and changed while the block runs; `within`: it is a part of that, and counts for it, too."""
    seen = replace(within, tables=set()) if within else Seen()
    token = _seen.set(seen)
    try:
        yield seen
    finally:
        _seen.reset(token)
        if within:
            within.tables |= seen.tables
            within.changed |= seen.changed


def change_everything() -> None:
    """Have every copy replaced: something changed that no statement of ours tells."""
    if is_on() and _has_table():
        CacheChange.objects.create(table=EVERYTHING)


def _has_table() -> bool:
    return CacheChange._meta.db_table in connection.introspection.table_names()


def is_on() -> bool:
    """Say whether writes are noted."""
    return bool(settings.CACHE_PURGE_URLS) or settings.COPIES_IN_MEMORY


def connect() -> None:
    """Watch all connections from now on."""
    connection_created.connect(_watch_connection, dispatch_uid="page-cache")
    pre_migrate.connect(_pause, dispatch_uid="page-cache")
    post_migrate.connect(_go_on, dispatch_uid="page-cache")


def _watch_connection(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if connection.alias == DEFAULT_DB_ALIAS and _watch not in connection.execute_wrappers:
        # Outermost: further in, a long question is only the name it was given (campaign/prepared_statements.py).
        connection.execute_wrappers.insert(0, _watch)


def _watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    result = execute(sql, params, many, context)
    if is_on() and not _migrating and isinstance(sql, str):
        if table := written_by(sql):
            _note(context["connection"], EVERYTHING if table == WEBSITES else table)
        elif (seen := _seen.get()) is not None:
            seen.tables |= read_by(sql)
    return result


def _note(connection: BaseDatabaseWrapper, table: str) -> None:
    """Write the change down, once per transaction."""
    waiting = (entry[1] for entry in connection.run_on_commit)
    if any(isinstance(one, _Commit) and one.table == table for one in waiting):
        return
    CacheChange.objects.using(connection.alias).create(table=table)
    transaction.on_commit(_Commit(table), using=connection.alias)


def _pause(**kwargs: Any) -> None:
    _migrating[:] = [True]


def _go_on(**kwargs: Any) -> None:
    # Who migrates some apps of an empty database has no place for notes yet.
    if _migrating and _has_table():
        _migrating.clear()
        change_everything()
