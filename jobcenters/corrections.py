"""The finder's corrections in the admin, kept by the Koordination; every act stands in the log."""

from datetime import date

from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column

from campaign.logged_rows import LoggedViewSet
from jobcenters.models import FinderCorrection


def _day(value: date | None) -> str:
    return date_format(value, "j.n.Y") if value else ""


class CorrectionViewSet(LoggedViewSet):
    """Postcodes that no file has right."""

    model = FinderCorrection
    name = "korrektur"
    log_name = "correction"
    log_fields = ("plz", "ort", "kreis", "valid_from", "valid_to", "reason", "source")
    url_prefix = "finder-korrekturen"
    icon = "site"
    menu_label = "Finder-Korrekturen"
    list_title = "Korrekturen des Finders"
    add_title = "Neue Korrektur"
    menu_order = 225
    add_to_admin_menu = True
    list_display = (
        "plz",
        Column("ort", label="Gemeinde"),
        Column("get_kreis_display", label="Zuständig"),
        Column("valid_from", label="gilt ab", accessor=lambda one: _day(one.valid_from)),
        Column("valid_to", label="gilt bis", accessor=lambda one: _day(one.valid_to)),
        "reason",
    )
    search_fields = ("plz", "ort", "reason", "source")
