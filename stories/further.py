"""What to read after a story: somebody else, from somewhere else."""

from collections.abc import Sequence
from typing import TypeVar

Story = TypeVar("Story")
NUMBER = 2


def choose(candidates: Sequence[tuple[Story, str, str]], kind: str, land: str) -> list[Story]:
    """Choose from (story, kind, Land), newest first: each of another kind and Land than those before it.

    Where that is impossible, another kind counts more than another Land, and an old choice more than none.
    """
    kinds, laender = {kind}, {land}
    left = list(candidates)
    chosen: list[Story] = []
    while left and len(chosen) < NUMBER:
        best = min(left, key=lambda one: ((one[1] in kinds) + (one[2] in laender), one[1] in kinds))
        left.remove(best)
        chosen.append(best[0])
        kinds.add(best[1])
        laender.add(best[2])
    return chosen
