"""Joins the Freigabe to Wagtail's admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.pages.create import CreateView
from wagtail.models import Page

from campaign.audit.idempotency import once
from campaign.publishing import listing, views
from campaign.publishing.dashboard import StoriesPanel
from campaign.publishing.models import ApprovalRequired

CREATING = "_creates_once"
PUBLISHING_BUTTONS = {
    *("action-publish", "action-submit", "action-restart-workflow"),
    *("action-workflow-action", "action-cancel-workflow"),
}


@hooks.register("register_admin_urls")
def urls() -> list:
    """Addresses of the list and of the acts."""
    acts = {
        "einreichen": ("publishing_submit", views.SubmitView),
        "zurueckholen": ("publishing_recall", views.RecallView),
        "uebernehmen": ("publishing_claim", views.ClaimView),
        "freigeben": ("publishing_approve", views.ApproveView),
        "zurueckgeben": ("publishing_send_back", views.SendBackView),
        "zurueckziehen": ("publishing_withdraw", views.WithdrawView),
    }
    return [
        path("geschichten/", listing.index, name="publishing_index"),
        *(
            path(f"geschichten/<int:page_id>/{act}/", view.as_view(), name=name)
            for act, (name, view) in acts.items()
        ),
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Shown to everybody who works here."""
    return MenuItem("Geschichten", reverse("publishing_index"), icon_name="clipboard-list", order=90)


@hooks.register("construct_homepage_panels")
def stories_on_the_first_page(request: HttpRequest, panels: list[Component]) -> None:
    """The stories changed last."""
    panels.append(StoriesPanel())


@hooks.register("before_edit_page")
@hooks.register("before_create_page")
def refuse_publishing_buttons(request: HttpRequest, *args: Any) -> None:
    """Stories know one button: save. Everything else is an act of its own with its own rules."""
    page_type = next(arg if isinstance(arg, type) else type(arg) for arg in reversed(args))
    if (
        request.method == "POST"
        and issubclass(page_type, ApprovalRequired)
        and PUBLISHING_BUTTONS & set(request.POST)
    ):
        raise PermissionDenied


@hooks.register("before_edit_page")
def ask_for_approvals_once(request: HttpRequest, page: Page) -> None:
    """State and acts are asked for more than once while a form is shown."""
    if request.method == "GET" and isinstance(page, ApprovalRequired):
        models.prefetch_related_objects([page], "approvals")


class _NotSaved(Exception):
    """Wagtail showed the form again: nothing was created, the token stays unused."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response


@hooks.register("before_create_page", order=200)
def create_once(request: HttpRequest, parent: Page, page_type: type[Page]) -> HttpResponse | None:
    """A double click makes one story: Wagtail's own view runs once per token, in one transaction."""
    if request.method != "POST" or not issubclass(page_type, ApprovalRequired) or hasattr(request, CREATING):
        return None
    setattr(request, CREATING, True)

    def create() -> str:
        response = CreateView.as_view()(
            request, page_type._meta.app_label, page_type._meta.model_name, parent.pk
        )
        if response.status_code != 302:
            raise _NotSaved(response)
        return response.url

    try:
        return redirect(once(request.POST.get("idempotency_token", ""), request.user, create))
    except _NotSaved as not_saved:
        return not_saved.response


class ActItem(ActionMenuItem):
    """A link to an act beside the save button."""

    def __init__(self, url: str, label: str, order: int) -> None:
        super().__init__(order=order)
        self.url, self.label, self.name = url, label, f"act-{order}"

    def is_shown(self, context: dict[str, Any]) -> bool:
        return True

    def get_url(self, context: dict[str, Any]) -> str:
        return self.url


@hooks.register("construct_page_action_menu")
def offer_acts(menu_items: list, request: HttpRequest, context: dict[str, Any]) -> None:
    """Leave Wagtail's save button and put the acts beside it that this person can do now."""
    page: Page | None = context.get("page")
    if isinstance(page, ApprovalRequired) or issubclass(_page_type(context), ApprovalRequired):
        menu_items[:] = [
            item for item in menu_items if item.name in ("action-save-draft", "action-page-locked")
        ]
        if page and page.pk:
            menu_items += [
                ActItem(url, label, 100 + number)
                for number, (url, label) in enumerate(views.acts_for(page, request.user))
            ]


def _page_type(context: dict[str, Any]) -> type:
    content_type = context.get("content_type")
    return content_type.model_class() if content_type else Page
