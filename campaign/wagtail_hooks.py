"""The campaign in Wagtail's admin: its colours, its figures, its help."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.model import ModelViewSet

from campaign import press_downloads
from campaign.accounts.dashboard import koordination
from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.dashboard import NewsPanel
from campaign.explorer import ExplorerViewSet
from campaign.models import Kennzahl
from campaign.publishing.states import NEXT_STEP, State


class KennzahlViewSet(ModelViewSet):
    """Figures, kept by the Koordination."""

    model = Kennzahl
    name = "kennzahl"
    icon = "table"
    menu_label = "Kennzahlen"
    menu_order = 210
    add_to_admin_menu = True
    list_display = ("label", "value", "unit", "as_of", "source")
    search_fields = ("label", "source")
    copy_view_enabled = False


@hooks.register("register_admin_viewset")
def kennzahl_viewset() -> KennzahlViewSet:
    """Figures in the menu."""
    return KennzahlViewSet()


@hooks.register("register_admin_viewset")
def explorer_viewset() -> ExplorerViewSet:
    """The tree of pages."""
    return ExplorerViewSet()


def help_page(request: HttpRequest) -> HttpResponse:
    """„Hilfe“: the way of a story, what the states mean, whom to ask."""
    context = {
        "roles": person(request).roles,
        "states": [(state, NEXT_STEP[state]) for state in State],
        "people": koordination(),
    }
    return TemplateResponse(request, "help/index.html", context)


@hooks.register("register_admin_urls")
def urls() -> list:
    """The address of the help."""
    return [
        path("hilfe/", help_page, name="campaign_help"),
        path("pressebilder/", press_downloads.listed, name="press_downloads"),
    ]


class PressDownloadsMenuItem(MenuItem):
    """Shown to those who answer for the pictures."""

    def is_shown(self, request: HttpRequest) -> bool:
        return Role.KOORDINATION in person(request).roles


@hooks.register("construct_homepage_panels")
def news_on_the_first_page(request: HttpRequest, panels: list[Component]) -> None:
    """What the campaign has published lately."""
    if person(request).has_role(Role.REDAKTION):
        panels.append(NewsPanel())


@hooks.register("register_admin_menu_item")
def press_downloads_item() -> MenuItem:
    """Beside the figures."""
    return PressDownloadsMenuItem("Pressebilder", reverse("press_downloads"), icon_name="download", order=211)


@hooks.register("register_admin_menu_item")
def help_item() -> MenuItem:
    """At the end of the menu."""
    return MenuItem("Hilfe", reverse("campaign_help"), name="hilfe", icon_name="help", order=11000)


@hooks.register("construct_page_action_menu")
def publish_first(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Where somebody may publish, that is the button; stories have none to move."""
    menu_items.sort(key=lambda item: item.name != "action-publish")


@hooks.register("insert_global_admin_css")
def colours() -> str:
    """Our two colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
