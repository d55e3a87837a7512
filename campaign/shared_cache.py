"""The cache that all processes share, in Redis: when it is away, what was only kept for speed is made anew.

Whatever counts – wrong logins, codes that count once, forms sent – is asked with `add` and `incr`. These raise Away,
so that nobody gets in, or in twice, because nothing can be counted; everything else goes on. After one of a process's
threads has waited in vain for an answer, nobody asks for a moment; only what is to be forgotten is said all the same.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar, Final, TypeVar

from django.core.cache.backends.redis import RedisCache

Result = TypeVar("Result")
# Seconds after which a silent Redis is asked again.
PAUSE: Final = 1.0


class Away(Exception):
    """The shared cache does not answer."""


@contextmanager
def _noticed(*, forgetting: bool = False) -> Iterator[None]:
    from redis import exceptions

    if not forgetting and time.monotonic() < SharedCache.silent_until:
        raise Away("schwieg eben noch")
    try:
        yield
    except (exceptions.ConnectionError, exceptions.TimeoutError) as error:
        if isinstance(error, exceptions.TimeoutError):
            SharedCache.silent_until = time.monotonic() + PAUSE
        raise Away(str(error)) from error


def _or(instead: Result, act: Callable[[], Result], *, forgetting: bool = False) -> Result:
    try:
        with _noticed(forgetting=forgetting):
            return act()
    except Away:
        return instead


class SharedCache(RedisCache):
    """Django's cache in Redis, whose absence costs time only."""

    silent_until: ClassVar[float] = 0.0

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """Store what is not there yet; raises Away."""
        with _noticed():
            return bool(super().add(*args, **kwargs))

    def incr(self, *args: Any, **kwargs: Any) -> int:
        """Count up; raises Away."""
        with _noticed():
            return int(super().incr(*args, **kwargs))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return what was kept, or the default."""
        return _or(default, lambda: super(SharedCache, self).get(key, default, version))

    def get_many(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        """Return what was kept."""
        nothing: dict[Any, Any] = {}
        return _or(nothing, lambda: super(SharedCache, self).get_many(*args, **kwargs))

    def set(self, *args: Any, **kwargs: Any) -> None:
        """Keep something where that is possible."""
        _or(None, lambda: super(SharedCache, self).set(*args, **kwargs))

    def set_many(self, data: Mapping[Any, Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Keep several; return those that were not kept."""
        return _or(list(data), lambda: super(SharedCache, self).set_many(dict(data), *args, **kwargs))

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        """Forget something; what is away comes back empty (Redis keeps nothing on disk)."""
        return _or(False, lambda: super(SharedCache, self).delete(*args, **kwargs), forgetting=True)

    def delete_many(self, *args: Any, **kwargs: Any) -> None:
        """Forget several."""
        _or(None, lambda: super(SharedCache, self).delete_many(*args, **kwargs), forgetting=True)
