"""Which chapter is about the screen that somebody looks at."""

from django.http import HttpRequest

from campaign.accounts.models import User
from campaign.accounts.whereabouts import PAGES, of_page
from campaign.handbook.chapters import Chapter, chapter_for


def chapter_here(request: HttpRequest | None) -> Chapter | None:
    """Return the chapter on the screen; None where nobody is logged in, or none fits, as on the first page."""
    user, match = getattr(request, "user", None), getattr(request, "resolver_match", None)
    if request is None or match is None or not isinstance(user, User):
        return None
    place = of_page(request) if match.view_name.startswith(PAGES) else ""
    return chapter_for(match.view_name, place, user.roles)
