"""„Was ist zu tun?“: every app says what waits for a person, the dashboard shows it, most urgent first.

Apps register in `AppConfig.ready`, as they do with jobs and checks, so this floor knows nothing of stories or centres.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from campaign.accounts import grounds
from campaign.accounts.grounds import Grounds
from campaign.accounts.models import User


class Urgency(IntEnum):
    """Who would be worse off if it stayed undone; the smaller, the earlier it is shown."""

    NOW = 1  # somebody waits for it, or something is broken
    SOON = 2  # begun, or missing in public
    LATER = 3  # good to look at when there is time
    NEWS = 4  # nothing to do, but good to know
    IDEA = 5  # shown only when nothing is to do


@dataclass(frozen=True)
class Todo:
    """One sentence and one button: what is to do, where it is done, and a second line for a reason.

    group: a heading below which such to-dos stand together, after what is urgent; "" for the one list of all.
    """

    text: str
    button: str
    url: str
    urgency: Urgency = Urgency.SOON
    detail: str = ""
    group: str = ""


Provider = Callable[[User], Iterable[Todo]]
_providers: list[tuple[Provider, Grounds | None]] = []


def register(provider: Provider, only_with: Grounds | None = None) -> None:
    """Add a function from a person to what waits for her; its number of queries must not grow with the content.

    only_with: from a person to rows of which there must be one, or the provider has nothing to say. All such rows are
    looked for with one query, so that what nearly never is costs nearly nothing.
    """
    _providers.append((provider, only_with))


@dataclass(frozen=True)
class Agenda:
    """What the dashboard shows: what is to do, what comes later by heading, news, and ideas when nothing is to do."""

    to_do: list[Todo]
    groups: dict[str, list[Todo]]
    news: list[Todo]
    ideas: list[Todo]


def agenda_for(user: User) -> Agenda:
    """Return everything that waits for this person; within one urgency in the order of registration."""
    found = [todo for provider in _with_something(user) for todo in provider(user)]
    found.sort(key=lambda todo: todo.urgency)
    to_do = [todo for todo in found if todo.urgency < Urgency.NEWS and not todo.group]
    groups: dict[str, list[Todo]] = {}
    for todo in found:
        if todo.group:
            groups.setdefault(todo.group, []).append(todo)
    return Agenda(
        to_do=to_do,
        groups=groups,
        news=[todo for todo in found if todo.urgency is Urgency.NEWS],
        ideas=[] if to_do else [todo for todo in found if todo.urgency is Urgency.IDEA],
    )


def _with_something(user: User) -> list[Provider]:
    """Return the providers that may have something to say to the person, in the order of registration; one query."""
    found = grounds.found(user, [one for _, one in _providers if one])
    return [provider for provider, one in _providers if one is None or one in found]
