"""What the pages in Leichte Sprache and sign language add to check-lists, to the dashboard and to the list of pages."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks

from campaign.accounts import todo
from campaign.leichte_sprache import findings, gaps
from campaign.models import DgsPage, HomePage, LeichteSpracheIndexPage, LeichteSprachePage
from campaign.publishing import checks


def register() -> None:
    """Register the rules of each page type, and what waits for the Koordination."""
    checks.register(HomePage, gaps.findings)
    checks.register(DgsPage, gaps.findings_of_videos)
    for page_type in (LeichteSpracheIndexPage, LeichteSprachePage):
        checks.register(page_type, findings.of_page)
    todo.register(gaps.todos)
    hooks.register("before_bulk_action", required_parts_stay)


def required_parts_stay(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The list of pages has no field at which to say what is missing: such pages are published from their form."""
    if request.method != "POST" or action_type != "publish":
        return None
    below = (
        [page for one in objects for page in one.get_descendants().not_live()]
        if "include_descendants" in request.POST
        else []
    )
    if not (text := gaps.refused_by([*objects, *below])):
        return None
    messages.error(request, text)
    return redirect("wagtailadmin_explore_root")
