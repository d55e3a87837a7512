"""Values that many public pages are made of, kept while nothing they were read from is written to.

Who keeps them says so here (campaign/operations/page_cache/memory.py); without anybody each value is made anew.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")
Keeper = Callable[[Hashable, Callable[[], Any]], Any]


def _make(name: Hashable, make: Callable[[], Any]) -> Any:
    return make()


_keeper: Keeper = _make


def connect(keeper: Keeper) -> None:
    """Have values kept from now on."""
    global _keeper
    _keeper = keeper


def remembered(name: Hashable, make: Callable[[], T]) -> T:
    """Return what `make` reads from the database, asked anew only when one of its tables was written to.

    name: what the value depends on besides the database. It is handed out to several requests at once: nobody may
    change it, and `make` must ask the database all of it (no value of another kind of memory).
    """
    found: T = _keeper(name, make)
    return found
