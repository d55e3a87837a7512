"""The bodies of the Länder in the admin, kept by the Koordination; every act stands in the log."""

from wagtail.admin.ui.tables import Column

from campaign.logged_rows import LoggedViewSet
from campaign.models.accessibility import Durchsetzungsstelle


class BodyViewSet(LoggedViewSet):
    """Where people of a Land turn when our answer does not help."""

    model = Durchsetzungsstelle
    name = "durchsetzungsstelle"
    log_name = "enforcement"
    log_fields = ("land", "email", "website", "source", "checked_on")
    url_prefix = "durchsetzungsstellen"
    icon = "group"
    menu_label = "Durchsetzungsstellen"
    list_title = "Durchsetzungsstellen"
    add_title = "Neue Stelle"
    form_fields = ("land", "name", "contact", "phone", "email", "website", "source", "checked_on")
    list_display = (
        "__str__",
        Column(
            "is_known",
            label="Stand",
            accessor=lambda one: "mit Quelle" if one.is_known else "ungeprüft",
        ),
    )
    search_fields = ("name",)
