"""Questions to the database that many public pages ask, written once a day and asked with other values each time.

Django takes longer to build and to write a long question than the database to answer it. Which rows are found is asked
anew each time; only the text of the question, and which column goes where, are kept.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, update_wrapper
from typing import Any, Final, Generic, Self, TypeVar

from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

# Where a value belongs, or a percent sign that is meant as one.
PLACE: Final = re.compile(r"%s|%%")
Row = TypeVar("Row")
Value = int | str


def _marker(number: int, kind: type) -> Value:
    """Return a value that no row has and no question holds by itself."""
    return 2_100_000_000 + number if kind is int else f"\x1f{number}\x1f"


class _Written(Query):
    """A query that is not to be written any more: `done` has its text and its values."""

    done: SQLCompiler

    def get_compiler(self, *args: Any, **kwargs: Any) -> SQLCompiler:
        """Return what there is."""
        return self.done


class Lasting(str):
    """A question that is asked again in the same words: worth planning once, however short (prepared_statements.py)."""

    __slots__ = ()


@dataclass(frozen=True)
class Text:
    """A question as Django wrote it, and the values it was written with."""

    rows: QuerySet[Any]
    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]

    @classmethod
    def of(cls, rows: QuerySet[Any], is_open: Callable[[Any], bool]) -> Self:
        """Write a question down; raises EmptyResultSet when it cannot find anything.

        is_open: whether a value is another each time. PostgreSQL gets the others as a part of the text: handing dozens
        of them over with each question takes longer than the answer.
        """
        compiler = rows.query.get_compiler(using=rows.db)
        sql, params = compiler.as_sql()
        if connections[rows.db].vendor == "postgresql":
            sql, params = _with_values(sql, params, is_open, connections[rows.db].ops)
        return cls(rows, compiler, Lasting(sql), tuple(params))

    def asked_with(self, params: tuple[Any, ...]) -> QuerySet[Any]:
        """Return the rows for these values; nothing can be added to the question."""
        compiler = copy(self.compiler)
        compiler.connection = connections[self.rows.db]
        vars(compiler)["as_sql"] = lambda *args, **kwargs: (self.sql, params)
        query: Any = copy(self.rows.query)
        query.__class__ = _Written
        query.done = compiler
        rows: QuerySet[Any] = self.rows.all()
        # The setter would take rows of values for dictionaries.
        vars(rows)["_query"] = query
        return rows


def _with_values(
    sql: str, params: Sequence[Any], is_open: Callable[[Any], bool], operations: Any
) -> tuple[str, list[Any]]:
    """Return a question with all values in it but the open ones, and those."""
    values = iter(params)
    left: list[Any] = []

    def put(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%%"
        value = next(values)
        if is_open(value):
            left.append(value)
            return "%s"
        written: str = operations.compose_sql("%s", [value])
        return written.replace("%", "%%")

    return PLACE.sub(put, sql), left


class WrittenOnce(Generic[Row]):
    """A function from values to a queryset, turned into one from values to its rows.

    It may depend on these values (int or str, as the column has them), on the day, and on nothing else.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, Row]"]) -> None:
        update_wrapper(self, build)
        self._text = lru_cache(maxsize=8)(self._write)
        self._build = build

    def __call__(self, *values: Value) -> list[Row]:
        """Return the rows; one query, and those that the queryset prefetches."""
        kinds = tuple(type(value) for value in values)
        text, places = self._text(kinds, timezone.localdate())
        params = list(text.params)
        for place, number in places.items():
            params[place] = values[number]
        return list(text.asked_with(tuple(params)))

    def first(self, *values: Value) -> Row | None:
        """Return the first row, for a question that asks for no more than one."""
        return next(iter(self(*values)), None)

    def _write(self, kinds: tuple[type, ...], today: date) -> tuple[Text, dict[int, int]]:
        """Return the question, and which of the values of a call stands at which place in it."""
        markers = [_marker(number, kind) for number, kind in enumerate(kinds)]
        if not all(type(marker) is kind for marker, kind in zip(markers, kinds, strict=True)):
            raise TypeError(f"Nur ganze Zahlen und Texte werden eingesetzt: {kinds}")
        text = Text.of(self._build(*markers), lambda value: value in markers)
        places = {place: markers.index(one) for place, one in enumerate(text.params) if one in markers}
        if set(Counter(places.values())) != set(range(len(markers))):
            raise ValueError(f"Nicht jeder Wert steht unverändert in der Frage: {self._build.__qualname__}")
        return text, places


def evened(keys: Iterable[int]) -> list[int]:
    """Return the keys, the last repeated until they are 1, 2, 4, 8, …: so few questions are to be written and planned."""
    even = list(keys)
    return even + even[-1:] * ((1 << (len(even) - 1).bit_length()) - len(even))


def written_once(build: Callable[..., "QuerySet[Any, Row]"]) -> WrittenOnce[Row]:
    """Decorate a function that builds a queryset from values."""
    return WrittenOnce(build)
