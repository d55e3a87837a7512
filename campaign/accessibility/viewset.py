"""The bodies of the Länder in the admin, kept by the Koordination; every act stands in the log."""

from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from campaign.logged_rows import LoggedCreateView, LoggedViewSet
from campaign.models.accessibility import Durchsetzungsstelle


class BodyIndexView(generic.IndexView):
    page_title = "Durchsetzungsstellen"


class BodyCreateView(LoggedCreateView):
    page_title = "Neue Stelle"


class BodyViewSet(LoggedViewSet):
    """Where people of a Land turn when our answer does not help."""

    model = Durchsetzungsstelle
    name = "durchsetzungsstelle"
    log_name = "enforcement"
    log_fields = ("land", "email", "website", "source", "checked_on")
    url_prefix = "durchsetzungsstellen"
    icon = "group"
    menu_label = "Durchsetzungsstellen"
    index_view_class = BodyIndexView
    add_view_class = BodyCreateView
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
