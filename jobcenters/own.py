"""„Mein Jobcenter“: everything somebody of the Redaktion publishes without asking, in one place."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.models import Page

from campaign.accounts.person import person
from campaign.models import LeichteSprachePage
from jobcenters.models import EventPage, Jobcenter, NewsPage, RegistryChange, SectionContentPage
from jobcenters.todos import gaps, own_centres

# What a Redaktion adds to its section, and how the button says it.
CHILDREN: dict[type[Page], str] = {
    NewsPage: "Neue Meldung",
    EventPage: "Neuer Termin",
    SectionContentPage: "Neue Textseite",
    LeichteSprachePage: "Neue Seite in Leichter Sprache",
}
SHOWN = 20
# What a Redaktion wants to know of the registry: what it proposed, what was decided, and why not.
State = RegistryChange.State
NEWEST = 5
NEWS = (State.PROPOSED, State.SCHEDULED, State.REJECTED)


def own(request: HttpRequest) -> HttpResponse:
    """Show each own centre: its section, what is missing there, its news and text pages."""
    centres = [_centre(centre, request) for centre in own_centres(person(request))]
    return TemplateResponse(request, "jobcenters/own.html", {"centres": centres})


def _centre(centre: Jobcenter, request: HttpRequest) -> dict[str, Any]:
    section = centre.section
    pages = Page.objects.child_of(section).order_by("-latest_revision_created_at", "-pk")[:SHOWN]
    return {
        "name": centre.name,
        "record": centre,
        "changes": centre.changes.filter(state__in=NEWS).select_related("successor")[:NEWEST],
        "section": section,
        "public_url": section.get_url(request),
        "gaps": gaps(centre),
        "pages": pages,
        "additions": [(words, _add_url(model, section)) for model, words in CHILDREN.items()],
    }


def _add_url(model: type[Page], section: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, section.pk])
