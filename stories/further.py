"""What to read after a story: somebody else, from somewhere else."""

from collections.abc import Sequence
from itertools import combinations
from typing import TypeVar

Story = TypeVar("Story")
NUMBER = 2


def choose(candidates: Sequence[tuple[Story, str, str]], kind: str, land: str) -> list[Story]:
    """Choose from (story, kind, Land), newest first, what differs most from the story read and from each other.

    Another kind counts more than another Land; among equals the newest win. Fewer candidates, fewer stories.
    """

    def sameness(chosen: tuple[tuple[Story, str, str], ...]) -> tuple[int, int]:
        kinds = {kind, *(one[1] for one in chosen)}
        laender = {land, *(one[2] for one in chosen)}
        return -len(kinds) - len(laender), -len(kinds)

    sets = combinations(candidates, min(NUMBER, len(candidates)))
    return [story for story, _, _ in min(sets, key=sameness)]
