"""Whether there is anything to say to a person at all, asked of the database for many sources in one question.

Django takes longer to write that question than the database to answer it. So it is written once a day for each set of roles,
for somebody whom nobody is, and each time it is asked the person's own number and places stand where hers stood.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache, reduce
from operator import or_
from typing import Any, Final

from django.db import connections
from django.db.models import Exists, Q, QuerySet
from django.utils import timezone

from campaign.accounts.models import User
from campaign.accounts.roles import Role

# From a person to rows of which there must be one. Of the person it may use key, roles and own places; of the time, the day.
Grounds = Callable[[User], Iterable[QuerySet[Any]]]

NUMBER: Final = -710_003
PLACE: Final = "|{}|"


def found(user: User, grounds: Sequence[Grounds]) -> set[Grounds]:
    """Return the grounds of which there are rows for this person; one query."""
    places = {PLACE.format(number): path for number, path in enumerate(user.own_page_paths)}
    using = User.objects.db
    asked, sql, params = _question(tuple(grounds), user.roles, len(places), using, timezone.localdate())
    if not asked:
        return set()
    with connections[using].cursor() as cursor:
        cursor.execute(sql, [_hers(value, user.pk, places) for value in params])
        return {one for one, is_there in zip(asked, cursor.fetchone(), strict=True) if is_there}


@lru_cache(maxsize=64)
def _question(
    grounds: tuple[Grounds, ...], roles: frozenset[Role], places: int, using: str, today: date
) -> tuple[tuple[Grounds, ...], str, tuple[Any, ...]]:
    """Return the grounds that these roles have, and the question for all of them; the day is part of the key."""
    nobody = User(pk=NUMBER)
    nobody.__dict__ |= {"roles": roles, "own_page_paths": tuple(map(PLACE.format, range(places)))}
    rows = {one: tuple(one(nobody)) for one in grounds}
    asked = tuple(one for one in grounds if rows[one])
    if not asked:
        return (), "", ()
    questions = {
        f"has_{number}": reduce(or_, map(Q, map(Exists, rows[one]))) for number, one in enumerate(asked)
    }
    person = User.objects.using(using).filter(pk=NUMBER).values(**questions)
    sql, params = person.query.get_compiler(using).as_sql()
    return asked, sql, params


def _hers(value: Any, number: int, places: Mapping[str, str]) -> Any:
    """Return the value with which the question is about this person."""
    if value == NUMBER:
        return number
    if isinstance(value, str):
        return reduce(lambda text, place: text.replace(place, places[place]), places, value)
    return value
