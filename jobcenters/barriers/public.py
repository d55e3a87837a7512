"""The form for everybody: no cookie, no account, no puzzle; a signed token, an empty field and a count instead."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from campaign import anonymous_forms
from campaign.accessibility.bodies import body_of
from campaign.accounts.throttle import too_many_requests
from campaign.audit.idempotency import once
from jobcenters.barriers import acts, address
from jobcenters.barriers.forms import ADVERT, ReportForm
from jobcenters.models import BarrierReport

PURPOSE = "barrier-report"
# Reports per address and hour; a whole school may sit behind one address.
MOST, HOUR = 20, 60 * 60
# Nobody reads the form and pastes a link into it within this time (seconds).
QUICK = 3
LINK = re.compile(r"https?://|www\.|\[url", re.IGNORECASE)


@csrf_exempt  # no cookie for visitors; anonymous_forms stands in
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show the form, with the page a link handed over (`?seite=/pfad/`), or take a report."""
    hosts = _own_hosts(request)
    if request.method != "POST":
        page = address.page_handed_over(request.GET.get("seite", ""), hosts)
        return _show(request, ReportForm(hosts, initial={"page": page}))
    form = ReportForm(hosts, request.POST)
    try:
        key = anonymous_forms.check(request, PURPOSE)
    except anonymous_forms.Outdated as outdated:
        return _show(request, form, notice=str(outdated))
    if not form.is_valid():
        return _show(request, form)
    if _looks_automatic(request, form):
        return _show(request, form, notice=ADVERT)
    if anonymous_forms.too_many(request, PURPOSE, most=MOST, seconds=HOUR):
        return too_many_requests(request, retry_after=HOUR)
    return redirect(once(f"{key}-barrier", None, lambda: _receive(form)))


@require_safe
def thanks(request: HttpRequest, number: str) -> HttpResponse:
    """Say that a report came in, its number, until when the answer comes, and where to turn after that."""
    found = BarrierReport.objects.filter(number=number, forgotten_at=None).select_related("centre").first()
    if found is None:
        raise Http404
    context = {
        "page_title": "Ihre Meldung ist angekommen",
        "noindex": True,
        "report": found,
        "body": body_of(found.centre.land_code) if found.centre else None,
    }
    return _private(render(request, "barriers/thanks.html", context))


def _receive(form: ReportForm) -> str:
    return reverse("barrier_thanks", args=[acts.receive(form.told()).number])


def _looks_automatic(request: HttpRequest, form: ReportForm) -> bool:
    """Say whether the form has the marks of a machine; then it is shown again, and a person sends it once more."""
    if form.cleaned_data["message_2"]:
        return True
    is_quick = anonymous_forms.is_younger(request, PURPOSE, seconds=QUICK)
    return is_quick and bool(LINK.search(form.cleaned_data["problem"]))


def _show(request: HttpRequest, form: ReportForm, notice: str = "") -> HttpResponse:
    context: dict[str, Any] = {
        "page_title": f"{'Fehler: ' if form.errors else ''}Barriere melden",
        "description": "Etwas auf dieser Website funktioniert für Sie nicht? Melden Sie es uns.",
        "canonical_url": settings.BASE_URL + reverse("barrier_report"),
        "form": form,
        "notice": notice,
        "token_field": anonymous_forms.FIELD,
        "token": anonymous_forms.new_token(PURPOSE),
    }
    return _private(render(request, "barriers/report.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response


def _own_hosts(request: HttpRequest) -> set[str]:
    return {urlsplit(settings.BASE_URL).netloc.lower(), request.get_host().lower()}
