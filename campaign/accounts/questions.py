"""Questions about what concerns one person: written once a day, asked anew each time (campaign/written_once.py).

They are written for each set of roles and number of own places, for somebody whom nobody is; whenever one is asked, the
person's own number and places stand where hers stood. Only the words are kept, never an answer: what somebody may see, the
database says each time.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache, reduce
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from django.utils import timezone

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.written_once import Text

# Of the person it may use key, roles and own places; of the time, the day.
Question = Callable[[User], QuerySet[Any]]

NUMBER: Final = -710_003
PLACE: Final = "|{}|"


def asked(question: Question, user: User) -> list[Any]:
    """Return the rows that the question finds for this person; one query, and those that it prefetches."""
    text = _written(question, user.roles, len(user.own_page_paths), timezone.localdate())
    return [] if text is None else list(text.asked_with(values_of(user, text.params)))


@lru_cache(maxsize=128)
def _written(question: Question, roles: frozenset[Role], places: int, today: date) -> Text | None:
    """Return the question, None where these roles find nothing; the day is part of the key."""
    try:
        return Text.of(question(nobody(roles, places)), is_hers)
    except EmptyResultSet:
        return None


def nobody(roles: frozenset[Role], places: int) -> User:
    """Return a person that there is not, with these roles and so many own places."""
    user = User(pk=NUMBER)
    user.__dict__ |= {"roles": roles, "own_page_paths": tuple(map(PLACE.format, range(places)))}
    return user


def is_hers(value: Any) -> bool:
    """Say whether a value of such a question stands for the person's number or one of her places."""
    return value == NUMBER or (isinstance(value, str) and PLACE[0] in value)


def values_of(user: User, params: Sequence[Any]) -> tuple[Any, ...]:
    """Return the values with which a question written for `nobody` is about this person."""
    places = {PLACE.format(number): path for number, path in enumerate(user.own_page_paths)}

    def hers(value: Any) -> Any:
        if value == NUMBER:
            return user.pk
        if isinstance(value, str) and PLACE[0] in value:
            return reduce(lambda text, place: text.replace(place, places[place]), places, value)
        return value

    return tuple(map(hers, params))
