"""How the centres are called whose figures these are. Who knows the centres says it; this floor knows groups only."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Centre:
    """A centre by its group of people: name, and the path of its public page."""

    group_id: int
    name: str
    url: str


_sources: list[Callable[[Iterable[int]], Iterable[Centre]]] = []


def register(source: Callable[[Iterable[int]], Iterable[Centre]]) -> None:
    """Add a function from keys of groups to centres, in the order of the registry; it may ask the database once."""
    _sources.append(source)


def of_groups(groups: Iterable[int]) -> dict[int, Centre]:
    """Return group -> centre for those of the groups that belong to a centre, in the order of the registry."""
    wanted = sorted(set(groups))
    if not wanted:
        return {}
    return {centre.group_id: centre for source in _sources for centre in source(wanted)}
