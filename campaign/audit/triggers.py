"""Database triggers that keep the audit log append-only even against raw SQL.

The one way around them is `deletions_allowed`: inside it rows can be deleted, never changed. A purge (end
of the retention period, an erasure somebody is entitled to) opens it, deletes with plain SQL, because the
model refuses, and records `audit.purged` with reason and number of rows in the same transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "audit_auditentry"
MESSAGE = "Das Protokoll wird nur ergänzt."

POSTGRESQL_INSTALL = (
    f"""
    CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
        IF TG_OP <> 'UPDATE' AND current_setting('audit.deletions', true) = 'allowed' THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation';
    END
    $body$
    """,
    f"""
    CREATE OR REPLACE TRIGGER audit_refuse_change BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()
    """,
    f"""
    CREATE OR REPLACE TRIGGER audit_refuse_truncate BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()
    """,
)
POSTGRESQL_REMOVE = (
    f"DROP TRIGGER IF EXISTS audit_refuse_truncate ON {TABLE}",
    f"DROP TRIGGER IF EXISTS audit_refuse_change ON {TABLE}",
    "DROP FUNCTION IF EXISTS audit_refuse_change()",
)
SQLITE_REFUSE_DELETE = f"""
    CREATE TRIGGER IF NOT EXISTS audit_refuse_delete BEFORE DELETE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
"""
SQLITE_ALLOW_DELETE = "DROP TRIGGER IF EXISTS audit_refuse_delete"
# INSERT OR REPLACE removes a row without firing DELETE triggers, hence the third one.
SQLITE_INSTALL = (
    f"""
    CREATE TRIGGER IF NOT EXISTS audit_refuse_update BEFORE UPDATE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """,
    f"""
    CREATE TRIGGER IF NOT EXISTS audit_refuse_replace BEFORE INSERT ON {TABLE}
    WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """,
    SQLITE_REFUSE_DELETE,
)
SQLITE_REMOVE = (
    "DROP TRIGGER IF EXISTS audit_refuse_update",
    "DROP TRIGGER IF EXISTS audit_refuse_replace",
    SQLITE_ALLOW_DELETE,
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers; harmless when they are there."""
    _run(connection, POSTGRESQL_INSTALL if connection.vendor == "postgresql" else SQLITE_INSTALL)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: only for taking the migration back."""
    _run(connection, POSTGRESQL_REMOVE if connection.vendor == "postgresql" else SQLITE_REMOVE)


def repair(using: str, **kwargs: Any) -> None:
    """After every `migrate`: SQLite rebuilds a table to alter it and drops the triggers with the old one."""
    connection = connections[using]
    if connection.vendor == "sqlite" and TABLE in connection.introspection.table_names():
        install(connection)


@contextmanager
def deletions_allowed(using: str = "default") -> Iterator[None]:
    """Open a transaction in which rows of the log may be deleted; the end of the block closes it again."""
    with transaction.atomic(using):
        connection = connections[using]
        postgresql = connection.vendor == "postgresql"
        _run(connection, ["SET LOCAL audit.deletions = 'allowed'" if postgresql else SQLITE_ALLOW_DELETE])
        yield
        _run(connection, ["SET LOCAL audit.deletions = ''" if postgresql else SQLITE_REFUSE_DELETE])


def _run(connection: BaseDatabaseWrapper, statements: Any) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
