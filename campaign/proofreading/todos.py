"""What the look through the website leaves to do."""

from collections.abc import Iterator

from django.db.models import Count, Value
from django.urls import reverse

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from campaign.proofreading import reach


def website(user: User) -> Iterator[Todo]:
    """Yield how many words are outdated and how many links broken; one query."""
    if not user.roles & {Role.REDAKTION, Role.KOORDINATION}:
        return
    url = reverse("proofreading_index")
    own = "öffentlichen " if user.has_role(Role.KOORDINATION) else "Ihren "
    counted = _counted(user)
    if number := counted["words"]:
        words = "steht ein veraltetes Wort" if number == 1 else f"stehen {number} veraltete Wörter"
        yield Todo(f"Auf {own}Seiten {words}.", "Ansehen", url, Urgency.LATER)
    if number := counted["links"]:
        links = "führt ein Link" if number == 1 else f"führen {number} Links"
        yield Todo(f"Auf {own}Seiten {links} ins Leere.", "Ansehen", f"{url}#links", Urgency.SOON)


def _counted(user: User) -> dict[str, int]:
    lists = {"words": reach.findings(user).filter(allowed_at=None), "links": reach.broken(user)}
    words, links = (
        found.order_by().annotate(what=Value(what)).values("what").annotate(number=Count("pk"))
        for what, found in lists.items()
    )
    rows = words.union(links, all=True).values_list("what", "number")
    return {"words": 0, "links": 0} | dict(rows)
