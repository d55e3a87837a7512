"""The campaign in Wagtail's admin: its colours and its figures."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.viewsets.model import ModelViewSet

from campaign.models import Kennzahl


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


@hooks.register("construct_page_action_menu")
def publish_first(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Where somebody may publish, that is the button; stories have none to move."""
    menu_items.sort(key=lambda item: item.name != "action-publish")


@hooks.register("insert_global_admin_css")
def colours() -> str:
    """Our two colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
