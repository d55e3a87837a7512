"""What passes by itself is a 503; without the shared cache nobody gets in. `make drill` plays it."""

import errno

import psycopg
import pytest
from django.db import InternalError
from django.test import RequestFactory

from campaign import views
from campaign.middleware import FaultMiddleware
from campaign.shared_cache import Away, SharedCache


def _read_only() -> InternalError:
    error = InternalError("nur lesbar")
    error.__cause__ = psycopg.errors.ReadOnlySqlTransaction("nur lesbar")
    return error


@pytest.mark.parametrize(
    "error", [_read_only(), OSError(errno.EFBIG, "voll"), OSError(errno.ENOSPC, "voll"), Away()]
)
def test_a_fault_that_passes_is_answered_with_503_and_when_to_come_again(error: Exception):
    answer = FaultMiddleware(views.server_error).process_exception(RequestFactory().get("/"), error)
    assert answer is not None and answer.status_code == 503 and answer["Retry-After"]


@pytest.mark.parametrize(
    "error", [InternalError("kaputt"), OSError(errno.EACCES, "verboten"), ValueError("kaputt")]
)
def test_a_fault_of_ours_is_not_called_passing(error: Exception):
    assert FaultMiddleware(views.server_error).process_exception(RequestFactory().get("/"), error) is None


def test_without_redis_what_is_kept_for_speed_is_missing_and_nothing_is_counted(closed_port: int):
    cache = SharedCache(f"redis://127.0.0.1:{closed_port}/0", {})
    cache.set("a", 1)
    assert (cache.get("a", "fehlt"), cache.get_many(["a"]), cache.delete("a")) == ("fehlt", {}, False)
    assert cache.set_many({"a": 1}) == ["a"]
    for counting in (lambda: cache.add("a", 1), lambda: cache.incr("a")):
        with pytest.raises(Away):
            counting()
