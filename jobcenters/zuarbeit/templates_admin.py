"""The templates in the admin, written by the Koordination; every act stands in the log."""

from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column

from campaign.logged_rows import LoggedViewSet
from jobcenters.models import Textvorlage


class TemplateViewSet(LoggedViewSet):
    """Press texts that the centres fill with their own data."""

    model = Textvorlage
    name = "textvorlage"
    log_name = "press_template"
    url_prefix = "textvorlagen"
    icon = "doc-full"
    menu_label = "Textvorlagen"
    add_title = "Neue Textvorlage"
    menu_order = 213
    add_to_admin_menu = True
    list_display = (
        "title",
        Column("purpose", label="Wofür"),
        Column("is_offered", label="Angeboten", accessor=lambda one: "ja" if one.is_offered else "nein"),
    )
    panels = [FieldPanel(name) for name in ("title", "purpose", "text", "is_offered")]
    search_fields = ("title", "purpose", "text")
