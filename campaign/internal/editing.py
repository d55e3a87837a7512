"""What the Koordination writes of „Intern“; every act stands in the log."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from campaign.accounts.roles import internal_collection
from campaign.audit import log
from campaign.media.creation import create_document
from campaign.media.validation import clean_document
from campaign.models import Handbuchseite, Sitzung


def _record(action: str, view: Any, row: Any) -> None:
    name = row._meta.model_name
    log.record(f"{name}.{action}", actor=view.request.user, obj=row, label=f"„{row.title}“"[:200])


class Create(generic.CreateView):
    """Adds a row and says so."""

    def save_instance(self) -> Any:
        row = super().save_instance()
        _record("created", self, row)
        return row


class Edit(generic.EditView):
    """Changes a row and says so."""

    def save_instance(self) -> Any:
        row = super().save_instance()
        if self.form.has_changed():
            _record("changed", self, row)
        return row


class Delete(generic.DeleteView):
    """Deletes a row and says so."""

    def delete_action(self) -> None:
        _record("deleted", self, self.object)
        super().delete_action()


class Kept(ModelViewSet):
    """What both lists share: reached from „Intern“, not from the menu."""

    add_to_admin_menu = False
    copy_view_enabled = False
    add_view_class = Create
    edit_view_class = Edit
    delete_view_class = Delete


class HandbookViewSet(Kept):
    """The pages of the handbook."""

    model = Handbuchseite
    name = "handbuch"
    url_prefix = "intern/handbuch"
    icon = "doc-full"
    list_display = (
        "title",
        Column("position", label="Reihenfolge"),
        Column("is_shown", label="Sichtbar", accessor=lambda one: "ja" if one.is_shown else "nein"),
    )
    panels = [FieldPanel(name) for name in ("title", "intro", "body", "position", "is_shown")]
    search_fields = ("title", "intro")


class MeetingForm(WagtailAdminModelForm):
    """A meeting and its minutes: the file goes to a folder from which no centre can choose."""

    minutes_file = forms.FileField(
        label="Protokoll",
        required=False,
        help_text="PDF oder Word. Es bleibt intern: Nur angemeldete Personen können es laden.",
    )

    def clean_minutes_file(self) -> Any:
        """Refuse what the library would refuse."""
        file = self.cleaned_data.get("minutes_file")
        return clean_document(file) if file else None

    def save(self, commit: bool = True) -> Sitzung:
        meeting = super().save(commit=False)
        file = self.cleaned_data.get("minutes_file")
        if file:
            title = f"Protokoll: {meeting.title}"
            meeting.minutes = create_document(title, file, internal_collection(), file.name, self.for_user)
        meeting.save()
        return meeting


class MeetingViewSet(Kept):
    """The meetings of the Arbeitskreis."""

    model = Sitzung
    name = "sitzung"
    url_prefix = "intern/sitzungen"
    icon = "date"
    list_display = ("title", "starts_at", "place")
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("title", "starts_at", "place", "link", "agenda", "minutes_file")],
        base_form_class=MeetingForm,
    )
    search_fields = ("title", "place", "agenda")
