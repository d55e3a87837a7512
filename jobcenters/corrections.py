"""The finder's corrections in the admin, kept by the Koordination; every act stands in the log."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from campaign.audit import log
from jobcenters.models import FinderCorrection


def _record(action: str, view: Any, correction: FinderCorrection) -> None:
    fields = ("plz", "ort", "kreis", "valid_from", "valid_to", "reason", "source")
    data = {name: getattr(correction, name) for name in fields}
    log.record(
        f"correction.{action}", actor=view.request.user, obj=correction, label=str(correction), data=data
    )


def _day(value: date | None) -> str:
    return date_format(value, "j.n.Y") if value else ""


class CorrectionIndexView(generic.IndexView):
    page_title = "Korrekturen des Finders"


class CorrectionCreateView(generic.CreateView):
    page_title = "Neue Korrektur"

    def save_instance(self) -> FinderCorrection:
        correction = super().save_instance()
        _record("created", self, correction)
        return correction


class CorrectionEditView(generic.EditView):
    def save_instance(self) -> FinderCorrection:
        correction = super().save_instance()
        if self.form.has_changed():
            _record("changed", self, correction)
        return correction


class CorrectionDeleteView(generic.DeleteView):
    def delete_action(self) -> None:
        _record("deleted", self, self.object)
        super().delete_action()


class CorrectionViewSet(ModelViewSet):
    """Postcodes that no file has right."""

    model = FinderCorrection
    name = "korrektur"
    url_prefix = "finder-korrekturen"
    icon = "site"
    menu_label = "Finder-Korrekturen"
    menu_order = 225
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = CorrectionIndexView
    add_view_class = CorrectionCreateView
    edit_view_class = CorrectionEditView
    delete_view_class = CorrectionDeleteView
    list_display = (
        "plz",
        Column("ort", label="Gemeinde"),
        Column("get_kreis_display", label="Zuständig"),
        Column("valid_from", label="gilt ab", accessor=lambda one: _day(one.valid_from)),
        Column("valid_to", label="gilt bis", accessor=lambda one: _day(one.valid_to)),
        "reason",
    )
    search_fields = ("plz", "ort", "reason", "source")
