"""Who may open which view of the admin, decided from data alone: no database, no request.

The table is admin_views.toml. What it does not name is refused, so a view that a new release brings stays
closed until somebody has looked at it.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from django.http import QueryDict

from campaign.accounts.roles import Role

TABLE = Path(__file__).with_name("admin_views.toml")
LETTERS = {"R": Role.REDAKTION, "K": Role.KOORDINATION, "T": Role.TECHNIK}
BULK_ACTION = "wagtail_bulk_action"
# Larger numbers are no keys in any database.
MAX_ID = 2**63 - 1


class Access(Enum):
    """How far a view is open to somebody."""

    PUBLIC = "without login"
    ENTRY = "logged in, second factor not given yet"
    FULL = "everything"
    OWN = "objects of the own centres"
    REFUSED = "nothing"


@dataclass(frozen=True)
class Table:
    """The table of views.

    views: name -> letters of the roles, "public", "entry" or "" (closed to all). objects: name of a URL
    keyword -> kind of object it names. objects_of: the same for single views, where it differs. positions:
    name -> kinds of positional URL parts. free: keywords that name no object, or one that the view itself
    ties to an object already checked. numbers: query parameters that must be numbers; names: name -> those
    of them that are none there. query: query parameter -> kind of object; query_of: the same for single views,
    where it differs. bulk: model as Wagtail's bulk actions name it -> kind of object. body: name -> field of its
    form -> kind of object; body_of_all: last part of a field's name -> kind, in every form. needs: name -> parts
    its form must have. refused: keyword -> words with which nobody may call a view. glass: views that show or
    change what the Technik has no business with; looking into them is recorded. closed: views outside the admin
    that nobody may use.
    """

    views: Mapping[str, str]
    objects: Mapping[str, str]
    objects_of: Mapping[str, Mapping[str, str]]
    positions: Mapping[str, tuple[str, ...]]
    free: frozenset[str]
    numbers: frozenset[str]
    names: Mapping[str, tuple[str, ...]]
    query: Mapping[str, str]
    query_of: Mapping[str, Mapping[str, str]]
    bulk: Mapping[str, str]
    body: Mapping[str, Mapping[str, str]]
    refused: Mapping[str, tuple[str, ...]]
    body_of_all: Mapping[str, str]
    needs: Mapping[str, Mapping[str, str]]
    glass: frozenset[str]
    closed: frozenset[str]

    def kinds(self, view: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """Yield kind and id of each object that the address of a view names."""
        special = self.objects_of.get(view, {})
        for keyword, value in kwargs.items():
            kind = special.get(keyword) or self.objects.get(keyword)
            if kind:
                yield kind, value
        yield from zip(self.positions.get(view, ()), args, strict=False)

    def asked_kinds(
        self, view: str, kwargs: Mapping[str, Any], query: QueryDict
    ) -> Iterator[tuple[str, Any]]:
        """Yield kind and id of each object that the query of a view names."""
        special = dict(self.query_of.get(view, {}))
        if view == BULK_ACTION:
            model = "{app_label}.{model_name}".format(**kwargs).lower()
            special |= {"id": self.bulk[model]} if model in self.bulk else {}
        for parameter, kind in {**self.query, **special}.items():
            yield from (
                (kind, value) for value in query.getlist(parameter) if not is_word(view, parameter, value)
            )

    def sent_kinds(self, view: str, form: QueryDict) -> Iterator[tuple[str, Any]]:
        """Yield kind and id of each object that a form which was sent names."""
        special = self.body.get(view, {})
        for field, values in form.lists():
            kind = special.get(field) or self.body_of_all.get(field.rpartition("-")[2])
            if kind:
                yield from ((kind, value) for value in values if value)

    def is_refused(self, kwargs: Mapping[str, Any]) -> bool:
        """Say whether an address holds a word that nobody may use."""
        return any(kwargs.get(keyword) in words for keyword, words in self.refused.items())

    def is_complete(self, view: str, form: Mapping[str, str]) -> bool:
        """Say whether a form that was sent has all parts that its view takes for granted."""
        return all(
            key in form and (form[key] or how != "filled") for key, how in self.needs.get(view, {}).items()
        )


@cache
def table() -> Table:
    """Return the table as read from its file."""
    data = tomllib.loads(TABLE.read_text())
    return Table(
        views=data["views"],
        objects=data["objects"],
        objects_of=data["objects_of"],
        positions={view: tuple(kinds) for view, kinds in data["positions"].items()},
        free=frozenset(data["free"]),
        numbers=frozenset(data["numbers"]),
        names={view: tuple(names) for view, names in data["names"].items()},
        query=data["query"],
        query_of=data["query_of"],
        bulk=data["bulk"],
        body=data["body"],
        refused={keyword: tuple(words) for keyword, words in data["refused"].items()},
        body_of_all=data["body_of_all"],
        needs=data["needs"],
        glass=frozenset(data["glass"]),
        closed=frozenset(data["closed"]),
    )


def access(view: str, roles: frozenset[Role]) -> Access:
    """Return how far a view is open to somebody with these roles.

    Somebody who holds the Redaktion's role beside another one gets the wider access where that role has it.
    """
    letters = table().views.get(view, "")
    if letters in ("public", "entry"):
        return Access.PUBLIC if letters == "public" else Access.ENTRY
    allowed = roles & {LETTERS[letter] for letter in letters}
    if not allowed:
        return Access.REFUSED
    return Access.OWN if allowed == {Role.REDAKTION} else Access.FULL


def is_word(view: str, parameter: str, value: str) -> bool:
    """Say whether a query has one of the words there that Wagtail takes in place of a number."""
    if parameter == "id":
        return view == BULK_ACTION and value == "all"
    return value == "" or (value == "root" and parameter in ("child_of", "descendant_of"))


def as_id(value: Any) -> int | None:
    """Return a part of an address as key of a row; None when it cannot be one."""
    text = str(value)
    if not (text.isascii() and text.isdigit() and len(text) <= 19):
        return None
    number = int(text)
    return number if number <= MAX_ID else None
