"""„Website prüfen“ in the admin: outdated words and broken links, each with the way to the form that mends it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.audit import log
from campaign.models.proofreading import TermFinding
from campaign.proofreading import reach

PER_PAGE = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what was found; `?zeige=erlaubt` shows the words that may stay, `?p=` turns the page of the words."""
    user = person(request)
    shows_allowed = request.GET.get("zeige") == "erlaubt"
    words = reach.findings(user).filter(allowed_at__isnull=not shows_allowed).order_by("page__path", "pk")
    links = reach.broken(user).order_by("page__path", "pk")
    rows = Paginator(words, PER_PAGE).get_page(request.GET.get("p"))
    context: dict[str, Any] = {
        "rows": rows,
        "links": links[:PER_PAGE],
        "links_total": links.count(),
        "shows_allowed": shows_allowed,
        "allowed_total": reach.findings(user).exclude(allowed_at=None).count(),
        "sees_all": bool(user.roles & reach.EVERYTHING),
        "keeps_words": user.has_role(Role.KOORDINATION),
        "query": "zeige=erlaubt" if shows_allowed else "",
    }
    return TemplateResponse(request, "proofreading/index.html", context)


@require_POST
def allow(request: HttpRequest, term_finding_id: int) -> HttpResponse:
    """Say that a word stands there rightly, as in a quotation or a name; or take that back."""
    user = person(request)
    finding = get_object_or_404(reach.findings(user), pk=term_finding_id)
    may = "zurueck" not in request.POST
    if may != bool(finding.allowed_at):
        when, who = (timezone.now(), user.pk) if may else (None, None)
        TermFinding.objects.filter(pk=finding.pk).update(allowed_at=when, allowed_by_id=who)
        action = "wording.allowed" if may else "wording.disallowed"
        log.record(
            action, actor=user, obj=finding.page, label=finding.page.title, data={"word": finding.word}
        )
    messages.success(request, "Bleibt stehen." if may else "Steht wieder in der Liste.")
    return redirect(reverse("proofreading_index") + ("" if may else "?zeige=erlaubt"))
