"""Which pictures newsrooms may not have, and why: this floor knows no people, so upper apps register who is asked.

Asked at every request, of the page, of the form and of the file. press_recall.py draws the consequences.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q


@dataclass(frozen=True)
class Refusal:
    """Why a picture is not offered: a German sentence that names nobody, and where the house can mend it."""

    reason: str
    url: str


# Gets the way from a row to its picture („image__“, "" for pictures themselves): the condition for those refused.
Condition = Callable[[str], Q]
# Gets keys of pictures: key -> refusal for those refused.
Explanation = Callable[[Collection[int]], Mapping[int, Refusal]]
_conditions: list[Condition] = []
_explanations: list[Explanation] = []


def register(condition: Condition, explanation: Explanation) -> None:
    """Add a question, once as part of a query and once in words; both must say the same."""
    _conditions.append(condition)
    _explanations.append(explanation)


def is_refused(way: str = "image__") -> Q:
    """Return the condition for rows whose picture newsrooms may not have today."""
    found = Q(pk__in=[])
    for condition in _conditions:
        found |= condition(way)
    return found


def refused(keys: Collection[int]) -> dict[int, Refusal]:
    """Return key -> refusal for those of the pictures that newsrooms may not have today."""
    found: dict[int, Refusal] = {}
    # Asked after each change of a consent, mostly about no picture at all: to put the question together takes long.
    for explanation in _explanations if keys else ():
        found = {**explanation(keys), **found}
    return found
