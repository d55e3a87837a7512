"""The list of outdated words in the admin, kept by the Koordination; every act stands in the log."""

from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column

from campaign.logged_rows import LoggedViewSet
from campaign.models.proofreading import OutdatedTerm


class TermViewSet(LoggedViewSet):
    """Words that the law no longer has."""

    model = OutdatedTerm
    name = "begriff"
    log_name = "term"
    log_fields = ("spellings", "since", "instead")
    url_prefix = "veraltete-woerter"
    icon = "openquote"
    menu_label = "Veraltete Wörter"
    list_title = "Veraltete Wörter"
    add_title = "Neues Wort"
    menu_order = 226
    form_fields = ("word", "spellings", "since", "instead", "note")
    list_display = (
        "word",
        Column("since", label="veraltet seit", accessor=lambda one: date_format(one.since, "j.n.Y")),
        Column("instead", label="heute heißt es"),
    )
    search_fields = ("word", "spellings", "instead")
