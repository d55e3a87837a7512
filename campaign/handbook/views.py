"""The table of contents and the chapters, for those whom they concern."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from campaign.accounts.dashboard import koordination
from campaign.accounts.person import person
from campaign.handbook.chapters import readable
from campaign.publishing.states import NEXT_STEP, State

STATES = [(state, NEXT_STEP[state]) for state in State]


def index(request: HttpRequest) -> HttpResponse:
    """Show all chapters, and whom to ask."""
    parts: dict[str, list] = {}
    for chapter in readable(person(request).roles):
        parts.setdefault(chapter.part, []).append(chapter)
    context = {"parts": parts, "people": koordination(person(request))}
    return TemplateResponse(request, "handbook/index.html", context)


def chapter(request: HttpRequest, key: str) -> HttpResponse:
    """Show one chapter; Http404 for one that is not there, or not for this person."""
    roles = person(request).roles
    chapters = readable(roles)
    number = next((number for number, one in enumerate(chapters) if one.key == key), None)
    if number is None:
        raise Http404
    context = {
        "chapter": chapters[number],
        "following": chapters[number + 1] if number + 1 < len(chapters) else None,
        "roles": roles,
        "states": STATES,
    }
    return TemplateResponse(request, chapters[number].template, context)
