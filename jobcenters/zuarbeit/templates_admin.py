"""The templates in the admin, written by the Koordination; every act stands in the log."""

from typing import Any

from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from campaign.audit import log
from jobcenters.models import Textvorlage


def _record(action: str, view: Any, template: Textvorlage) -> None:
    log.record(
        f"press_template.{action}", actor=view.request.user, obj=template, label=f"„{template.title}“"[:200]
    )


class TemplateCreateView(generic.CreateView):
    page_title = "Neue Textvorlage"

    def save_instance(self) -> Textvorlage:
        template = super().save_instance()
        _record("created", self, template)
        return template


class TemplateEditView(generic.EditView):
    def save_instance(self) -> Textvorlage:
        template = super().save_instance()
        if self.form.has_changed():
            _record("changed", self, template)
        return template


class TemplateDeleteView(generic.DeleteView):
    def delete_action(self) -> None:
        _record("deleted", self, self.object)
        super().delete_action()


class TemplateViewSet(ModelViewSet):
    """Press texts that the centres fill with their own data."""

    model = Textvorlage
    name = "textvorlage"
    url_prefix = "textvorlagen"
    icon = "doc-full"
    menu_label = "Textvorlagen"
    menu_order = 213
    add_to_admin_menu = True
    copy_view_enabled = False
    add_view_class = TemplateCreateView
    edit_view_class = TemplateEditView
    delete_view_class = TemplateDeleteView
    list_display = (
        "title",
        Column("purpose", label="Wofür"),
        Column("is_offered", label="Angeboten", accessor=lambda one: "ja" if one.is_offered else "nein"),
    )
    panels = [FieldPanel(name) for name in ("title", "purpose", "text", "is_offered")]
    search_fields = ("title", "purpose", "text")
