"""What the look through the website leaves to do."""

from collections.abc import Iterator

from django.urls import reverse

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from campaign.proofreading import reach


def website(user: User) -> Iterator[Todo]:
    """Yield how many words are outdated and how many links broken; two queries."""
    if not user.roles & {Role.REDAKTION, Role.KOORDINATION}:
        return
    url = reverse("proofreading_index")
    own = "" if user.has_role(Role.KOORDINATION) else "Ihren "
    if number := reach.findings(user).filter(allowed_at=None).count():
        words = "steht ein veraltetes Wort" if number == 1 else f"stehen {number} veraltete Wörter"
        yield Todo(f"Auf {own}Seiten {words}.", "Ansehen", url, Urgency.LATER)
    if number := reach.broken(user).count():
        links = "führt ein Link" if number == 1 else f"führen {number} Links"
        yield Todo(f"Auf {own}Seiten {links} ins Leere.", "Ansehen", f"{url}#links", Urgency.SOON)
