"""The campaign in Wagtail's admin: its colours and its figures."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
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


@hooks.register("insert_global_admin_css")
def colours() -> str:
    """Our two colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
