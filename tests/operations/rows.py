"""How many rows every table holds."""

from django.db import connection


def row_counts() -> dict[str, int]:
    """Return table -> number of rows."""
    with connection.cursor() as cursor:
        counts = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counts[table] = cursor.fetchone()[0]
    return counts
