"""What the press finds of the centres: their own releases, and whom it reaches in each of them."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from campaign import press_archive, sitemap
from campaign.models import PressIndexPage
from campaign.press_archive import OF_A_CENTRE, Centre, Source
from campaign.templatetags.campaign_tags import START
from jobcenters import listing, registry
from jobcenters.models import Jobcenter, NewsPage

# A section lies on the fourth level of the tree: root, start, registry, section.
SECTION_PATH = 4 * Page.steplen


def register() -> None:
    """Add the centres' releases to the archive of the press."""
    press_archive.register(Source("newspage", _rows, {OF_A_CENTRE: ""}))
    press_archive.register_centres(centres)
    sitemap.add_address(lambda: reverse("press_contacts"))


def centres(groups: Iterable[int]) -> list[Centre]:
    """Return the centres whose people are these groups, in the order of the registry; one query."""
    found = Jobcenter.objects.filter(group__in=groups).in_order().select_related("section")
    return [
        Centre(one.group_id, one.name, one.slug, one.land_code, one.url, _reachable(one)) for one in found
    ]


def _reachable(centre: Jobcenter) -> dict[str, str]:
    contact = centre.section.press_contact
    return contact if contact["phone"] or contact["email"] else {}


def _rows() -> QuerySet[Any, Any]:
    above = Jobcenter.objects.filter(section__path=Substr(OuterRef("path"), 1, SECTION_PATH))
    public = NewsPage.objects.live().filter(is_release=True).order_by()
    return public.annotate(issuer=Value(OF_A_CENTRE), group=Subquery(above.values("group")[:1]))


@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    """„Ansprechpersonen vor Ort“: the press contact of each centre by Land; `?land=` narrows it."""
    now = registry.current()
    choice = listing.choose(request.GET.get(listing.PARAMETER, ""), now.centres)
    found = Jobcenter.objects.serving().in_order().select_related("section")
    if choice.code:
        found = found.filter(land_code=choice.code)
    press = PressIndexPage.objects.live().first()
    title = "Ansprechpersonen vor Ort"
    context = {
        "page_title": title,
        "description": "Pressekontakte der kommunalen Jobcenter nach Ländern.",
        "trail": [
            {"title": START, "url": "/"},
            *([{"title": press.title, "url": press.get_url(request)}] if press else []),
            {"title": title, "url": ""},
        ],
        "canonical_url": f"{settings.BASE_URL}{request.path}",
        "choice": choice,
        "options": listing.options(now, choice, reverse("press_contacts")),
        "laender": [
            {"name": land, "centres": [_entry(one) for one in group]}
            for land, group in groupby(found, key=lambda one: one.land)
        ],
    }
    return render(request, "jobcenters/press_contacts.html", context)


def _entry(centre: Jobcenter) -> dict[str, Any]:
    """A centre with its press contact; without one with the number that everybody calls."""
    own = _reachable(centre)
    call = centre.section.call
    # The relation leads back to the record that was read, so this asks nothing.
    everybody = {"phone": call["phone_display"], "phone_uri": call["phone_uri"]} if not own else {}
    return {"name": centre.name, "url": centre.url, "contact": own, "everybody": everybody}
