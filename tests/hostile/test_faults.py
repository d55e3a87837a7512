"""What passes by itself is a 503; without the shared cache nobody gets in. `make drill` plays it."""

import errno
import socket
import time

import psycopg
import pytest
from django.core.cache.backends.redis import RedisCache
from django.db import InternalError, OperationalError
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


def _full_database() -> OperationalError:
    error = OperationalError("voll")
    error.__cause__ = psycopg.errors.DiskFull("voll")
    return error


@pytest.mark.parametrize("error", [OSError(errno.EDQUOT, "voll"), _full_database()])
def test_who_sends_something_to_a_full_disk_reads_that_it_is_not_stored_and_why(error: Exception):
    answer = FaultMiddleware(views.server_error).process_exception(RequestFactory().get("/"), error)
    assert answer is not None and answer.status_code == 503
    assert "kein Platz mehr" in answer.content.decode() and "nicht gespeichert" in answer.content.decode()


def test_a_database_that_is_away_is_not_called_full():
    assert "kein Platz" not in views.unavailable(OperationalError("weg")).content.decode()


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
    cache.delete_many(["a"])
    for counting in (lambda: cache.add("a", 1), lambda: cache.incr("a")):
        with pytest.raises(Away):
            counting()


def test_while_redis_says_nothing_one_waits_and_the_others_do_without(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(SharedCache, "silent_until", 0.0)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        caches = [SharedCache(address, {"OPTIONS": {"socket_timeout": 0.2}}) for _ in range(3)]
        began = time.monotonic()
        assert [cache.get("a", "fehlt") for cache in caches] == ["fehlt"] * 3
        with pytest.raises(Away):
            caches[0].add("a", 1)
        assert 0.2 <= time.monotonic() - began < 0.4


def test_what_is_to_be_forgotten_is_said_to_redis_even_right_after_a_silence(
    closed_port: int, monkeypatch: pytest.MonkeyPatch
):
    cache = SharedCache(f"redis://127.0.0.1:{closed_port}/0", {})
    asked: list[str] = []
    monkeypatch.setattr(SharedCache, "silent_until", time.monotonic() + 60)
    for name in ("get", "set", "delete", "delete_many"):
        monkeypatch.setattr(RedisCache, name, lambda *args, name=name: asked.append(name))
    cache.get("a")
    cache.set("a", 1)
    cache.delete("a")
    cache.delete_many(["a"])
    assert asked == ["delete", "delete_many"]
