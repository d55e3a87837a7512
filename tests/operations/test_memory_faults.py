"""A database that fails what only copies in memory need: the page is there all the same."""

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from campaign.operations.models import CacheChange
from tests.operations.test_page_memory import is_kept, remembered

__all__ = ["remembered"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("table", [CacheChange._meta.db_table, "publishing_approval"])
def test_a_database_that_fails_only_the_copies_spoils_no_page(error: type[Exception], table: str):
    def fail(execute, sql, params, many, context):
        if (
            f"FROM {table}" in sql
            or f'"{table}"."publish_at" FROM' in sql
            or f'SELECT "{table}"."publish_at"' in sql
        ):
            raise error("weg")
        return execute(sql, params, many, context)

    connection.execute_wrappers.insert(0, fail)
    try:
        assert Client(raise_request_exception=False).get("/impressum/").status_code == 200
    finally:
        connection.execute_wrappers.remove(fail)
    assert is_kept("/impressum/")
