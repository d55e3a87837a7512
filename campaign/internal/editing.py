"""What the Koordination writes of „Intern“; every act stands in the log."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from campaign.accounts.roles import internal_collection
from campaign.logged_rows import LoggedViewSet
from campaign.media.creation import create_document
from campaign.media.validation import clean_document
from campaign.models import Handbuchseite, Sitzung


class Kept(LoggedViewSet):
    """What both lists share: reached from „Intern“, not from the menu."""

    add_to_admin_menu = False


class HandbookViewSet(Kept):
    """The pages of the handbook."""

    model = Handbuchseite
    name = "handbuch"
    log_name = "handbuchseite"
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
    name = log_name = "sitzung"
    url_prefix = "intern/sitzungen"
    icon = "date"
    list_display = ("title", "starts_at", "place")
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("title", "starts_at", "place", "link", "agenda", "minutes_file")],
        base_form_class=MeetingForm,
    )
    search_fields = ("title", "place", "agenda")
