"""Lists that somebody keeps in the admin: adding, changing and deleting a row stands in the log."""

from typing import Any, ClassVar

from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from campaign.audit import log


class _Logged:
    """Mixin: what the views need to tell the log; the view set hands it to them."""

    request: Any
    log_name: str = ""
    log_fields: tuple[str, ...] = ()

    def record(self, act: str, row: Any) -> None:
        """Add an entry about a row."""
        data = {name: getattr(row, name) for name in self.log_fields} or None
        actor = self.request.user
        log.record(f"{self.log_name}.{act}", actor=actor, obj=row, label=f"„{row}“"[:200], data=data)


class LoggedCreateView(_Logged, generic.CreateView):
    """Adds a row and says so."""

    def save_instance(self) -> Any:
        row = super().save_instance()
        self.record("created", row)
        return row


class LoggedEditView(_Logged, generic.EditView):
    """Changes a row and says so."""

    def save_instance(self) -> Any:
        row = super().save_instance()
        if self.form.has_changed():
            self.record("changed", row)
        return row


class LoggedDeleteView(_Logged, generic.DeleteView):
    """Deletes a row and says so."""

    def delete_action(self) -> None:
        self.record("deleted", self.object)
        super().delete_action()


class LoggedViewSet(ModelViewSet):
    """A list whose every act stands in the log; rows are named there as they call themselves (`__str__`).

    log_name: first part of the action („term.created“). log_fields: what of a row the entry keeps. list_title, add_title:
    headings of the list and of the form for a new row; without them Wagtail's own.
    """

    log_name: ClassVar[str]
    log_fields: ClassVar[tuple[str, ...]] = ()
    list_title: ClassVar[str] = ""
    add_title: ClassVar[str] = ""
    copy_view_enabled = False
    add_view_class = LoggedCreateView
    edit_view_class = LoggedEditView
    delete_view_class = LoggedDeleteView

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        told = {"log_name": self.log_name, "log_fields": self.log_fields}
        return super().get_common_view_kwargs(**told, **kwargs)

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(**{"page_title": self.list_title or self.UNDEFINED, **kwargs})

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_add_view_kwargs(**{"page_title": self.add_title or self.UNDEFINED, **kwargs})
