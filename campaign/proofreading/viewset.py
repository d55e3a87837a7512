"""The list of outdated words in the admin, kept by the Koordination; every act stands in the log."""

from typing import Any

from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from campaign.audit import log
from campaign.models.proofreading import OutdatedTerm


def _record(action: str, view: Any, term: OutdatedTerm) -> None:
    data = {name: getattr(term, name) for name in ("spellings", "since", "instead")}
    log.record(f"term.{action}", actor=view.request.user, obj=term, label=term.word, data=data)


class TermIndexView(generic.IndexView):
    page_title = "Veraltete Wörter"


class TermCreateView(generic.CreateView):
    page_title = "Neues Wort"

    def save_instance(self) -> OutdatedTerm:
        term = super().save_instance()
        _record("created", self, term)
        return term


class TermEditView(generic.EditView):
    def save_instance(self) -> OutdatedTerm:
        term = super().save_instance()
        if self.form.has_changed():
            _record("changed", self, term)
        return term


class TermDeleteView(generic.DeleteView):
    def delete_action(self) -> None:
        _record("deleted", self, self.object)
        super().delete_action()


class TermViewSet(ModelViewSet):
    """Words that the law no longer has."""

    model = OutdatedTerm
    name = "begriff"
    url_prefix = "veraltete-woerter"
    icon = "openquote"
    menu_label = "Veraltete Wörter"
    menu_order = 226
    copy_view_enabled = False
    index_view_class = TermIndexView
    add_view_class = TermCreateView
    edit_view_class = TermEditView
    delete_view_class = TermDeleteView
    form_fields = ("word", "spellings", "since", "instead", "note")
    list_display = (
        "word",
        Column("since", label="veraltet seit", accessor=lambda one: date_format(one.since, "j.n.Y")),
        Column("instead", label="heute heißt es"),
    )
    search_fields = ("word", "spellings", "instead")
