"""„Personen“: for Koordination and Technik everybody they may act on, for the Redaktion the team of its centre."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.core.validators import slug_re
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from campaign.accounts.models import Invitation, User
from campaign.accounts.person import person
from campaign.accounts.roles import Role
from jobcenters.models import Jobcenter
from jobcenters.people import reach
from jobcenters.people.profile import GROUPS, guest_centres, parts, profile, with_facts
from jobcenters.people.standing import Standing, standing
from jobcenters.people.vacancies import empty_centres
from jobcenters.people.views import acts_for

PER_PAGE = 25
MAX_TERMS = 5
# A filter of its own: not people but the centres that have none.
NOBODY = "ohne"


def index(request: HttpRequest) -> HttpResponse:
    """List people; `?jobcenter=` (slug), `?stand=` and `?q=` filter, `?p=` turns the page."""
    user = person(request)
    if not user.roles & {Role.KOORDINATION, Role.TECHNIK}:
        return _own_team(request, user)
    asked = {name: request.GET.get(name, "").strip() for name in ("jobcenter", "stand", "q")}
    slug, wanted = asked["jobcenter"], asked["stand"]
    centre = _centre(slug, Jobcenter.objects.all()) if slug else None
    people = _matching(standing(reach.shown(user), wanted), asked["q"])
    guests = _matching(reach.guests(user), asked["q"])
    if centre:
        people, guests = people.filter(groups=centre.group_id), guests.filter(groups=centre.group_id)
    rows = Paginator(with_facts(_in_order(people)), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "asked": asked,
        "centre": centre,
        "team": _team(centre) if centre else None,
        "parts": parts([Role.REDAKTION]),
        "centres": Jobcenter.objects.in_order(),
        "standings": [*Standing.choices, (NOBODY, "ohne Redaktion")],
        "rows": rows,
        "people": [profile(one) for one in rows],
        "guests": _guests(guests) if wanted in ("", Standing.INVITED) else [],
        "empty": empty_centres() if wanted == NOBODY else None,
        "query": urlencode({name: value for name, value in asked.items() if value}),
    }
    return TemplateResponse(request, "people/index.html", context)


def account(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show one account: its centres, how it stands, „Wer darf was“, what can be done."""
    user = person(request)
    found = profile(get_object_or_404(with_facts(reach.shown(user)), pk=person_id))
    waiting = Invitation.objects.filter(email=found.user.email, closed_at=None).first()
    context = {
        "profile": found,
        "parts": parts(found.roles),
        "acts": acts_for(found.user, user),
        "invitation": waiting,
        "now": timezone.now(),
        "is_technik": user.has_role(Role.TECHNIK),
    }
    return TemplateResponse(request, "people/account.html", context)


def _own_team(request: HttpRequest, user: User) -> HttpResponse:
    own = Jobcenter.objects.filter(group__user=user).in_order()
    if "jobcenter" in request.GET:
        own = own.filter(pk=_centre(request.GET["jobcenter"], own).pk)
    context = {"teams": [_team(centre) for centre in own], "parts": parts([Role.REDAKTION])}
    return TemplateResponse(request, "people/own_team.html", context)


def _centre(slug: str, centres: QuerySet[Jobcenter]) -> Jobcenter:
    """Return the centre of an address; the same 404 for a foreign one, a missing one and no possible one."""
    if not slug_re.fullmatch(slug):
        raise Http404
    return get_object_or_404(centres, slug=slug)


def _team(centre: Jobcenter) -> dict[str, Any]:
    """Return {centre, writers, guests, reviewers}: who works for a centre and who approves its stories."""
    return {
        "centre": centre,
        "writers": _in_order(User.objects.filter(groups=centre.group_id, is_active=True)),
        "guests": Invitation.objects.filter(
            groups=centre.group_id, closed_at=None, expires_at__gt=timezone.now()
        ),
        "reviewers": _in_order(User.objects.holding(Role.KOORDINATION)),
    }


def _guests(invitations: QuerySet[Invitation]) -> list[dict[str, Any]]:
    now = timezone.now()
    return [
        {"invitation": one, "centres": guest_centres(one), "is_over": one.expires_at <= now}
        for one in invitations.order_by("email").prefetch_related(GROUPS)
    ]


def _matching(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Limit people or invitations to those in whose name or address each word occurs."""
    for term in text.split()[:MAX_TERMS]:
        rows = rows.filter(
            Q(first_name__icontains=term) | Q(last_name__icontains=term) | Q(email__icontains=term)
        )
    return rows


def _in_order(people: QuerySet[User]) -> QuerySet[User]:
    return people.order_by("last_name", "first_name", "email")
