"""Whose a page under approval is, in the words of the queue. Who knows the centres says it; this floor knows none."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from campaign.accounts.models import User
from campaign.accounts.roles import Role


@dataclass(frozen=True)
class Place:
    """A centre's folder: its path in the tree, its Land, and the association it belongs to („DLT“, „DST“)."""

    path: str
    land: str
    association: str


_sources: list[Callable[[], Iterable[Place]]] = []


def register(source: Callable[[], Iterable[Place]]) -> None:
    """Add a function that returns places; it may ask the database once."""
    _sources.append(source)


def all_places() -> dict[str, Place]:
    """Return path of the folder -> place."""
    return {place.path: place for source in _sources for place in source()}


def knows_several(user: User) -> bool:
    """Whether lists must say which place a row belongs to; a place has two paths, its section and its stories."""
    return user.roles != {Role.REDAKTION} or len(user.own_page_paths) > 2
