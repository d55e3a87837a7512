"""What the look through the website leaves to do."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.urls import reverse

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from campaign.proofreading import reach


def website(user: User) -> Iterator[Todo]:
    """Yield how many words are outdated and how many links broken; one query."""
    url = reverse("proofreading_index")
    own = "öffentlichen " if user.has_role(Role.KOORDINATION) else "Ihren "
    counted = _counted(user)
    if number := counted["words"]:
        words = "steht ein veraltetes Wort" if number == 1 else f"stehen {number} veraltete Wörter"
        yield Todo(f"Auf {own}Seiten {words}.", "Ansehen", url, Urgency.LATER)
    if number := counted["links"]:
        links = "führt ein Link" if number == 1 else f"führen {number} Links"
        yield Todo(f"Auf {own}Seiten {links} ins Leere.", "Ansehen", f"{url}#links", Urgency.SOON)


def found(user: User) -> Iterator[QuerySet[Any]]:
    """Yield those words and those links."""
    if user.roles & {Role.REDAKTION, Role.KOORDINATION}:
        yield reach.findings(user).filter(allowed_at=None)
        yield reach.broken(user)


def _counted(user: User) -> dict[str, int]:
    words, links = (
        rows.order_by().annotate(what=Value(what)).values("what").annotate(number=Count("pk"))
        for what, rows in zip(("words", "links"), found(user), strict=True)
    )
    rows = words.union(links, all=True).values_list("what", "number")
    return {"words": 0, "links": 0} | dict(rows)
