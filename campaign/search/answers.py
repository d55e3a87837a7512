"""What stands above the hits: apps that can answer a query straight away register in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from campaign.search.words import Query


@dataclass(frozen=True)
class Answer:
    """A component and its arguments."""

    template: str
    arguments: dict[str, Any]


Answering = Callable[[Query], Answer | None]
_registered: list[Answering] = []


def register(answering: Answering) -> None:
    """Add a function that answers a query, or does not."""
    _registered.append(answering)


def answer(query: Query) -> Answer | None:
    """Return the first answer to a query."""
    return next((found for one in _registered if (found := one(query))), None)
