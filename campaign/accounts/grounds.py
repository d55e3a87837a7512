"""Whether there is anything to say to a person at all, asked of the database for many sources in one question."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, Q, QuerySet, Value
from django.utils import timezone

from campaign.accounts.models import User
from campaign.accounts.questions import NUMBER, Question, asked, is_hers, nobody, values_of
from campaign.accounts.roles import Role
from campaign.written_once import Text

# From a person to rows of which there must be one. What it may use of person and time: see questions.py.
Grounds = Callable[[User], Iterable[QuerySet[Any]]]


def found(user: User, grounds: Sequence[Grounds]) -> set[Grounds]:
    """Return the grounds of which there are rows for this person; one query, in which each stands once."""
    asked, text = _question(
        tuple(dict.fromkeys(grounds)), user.roles, len(user.own_page_paths), timezone.localdate()
    )
    if text is None:
        return set()
    (answers,) = text.asked_with(values_of(user, text.params))
    return {one for one, is_there in zip(asked, answers, strict=True) if is_there}


def how_many(grounds: Grounds, user: User) -> int:
    """Return how many rows there are of the one question that these grounds consist of; one query, or none."""
    return next(iter(asked(_number_of(grounds), user)), 0)


@lru_cache(maxsize=64)
def _number_of(grounds: Grounds) -> Question:
    def number(user: User) -> QuerySet[Any]:
        rows = next(iter(grounds(user)), User.objects.none())
        together = rows.order_by().annotate(all=Value(1)).values("all")
        return together.annotate(number=Count("pk")).values_list("number", flat=True)

    return number


@lru_cache(maxsize=64)
def _question(
    grounds: tuple[Grounds, ...], roles: frozenset[Role], places: int, today: date
) -> tuple[tuple[Grounds, ...], Text | None]:
    """Return the grounds that these roles have, and the question for all of them; the day is part of the key."""
    somebody = nobody(roles, places)
    rows = {one: tuple(one(somebody)) for one in grounds}
    asked = tuple(one for one in grounds if rows[one])
    if not asked:
        return (), None
    questions = {
        f"has_{number}": reduce(or_, map(Q, map(Exists, rows[one]))) for number, one in enumerate(asked)
    }
    person = User.objects.filter(pk=NUMBER).annotate(**questions).values_list(*questions)
    return asked, Text.of(person, is_hers)
