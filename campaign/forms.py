"""The edit form of every page: nobody overwrites a colleague's work without seeing it."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.models import construct_instance
from django.utils.text import Truncator
from wagtail.admin.compare import text_from_html
from wagtail.admin.forms import WagtailAdminPageForm

MAX_SHOWN = 300


class CampaignPageForm(WagtailAdminPageForm):
    """Refuses to save over a revision the person has not seen, and shows both versions; nothing typed is lost."""

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        if self._is_stale():
            self.add_error(None, [ValidationError(text, code="stale") for text in self._both_versions()])
        return cleaned_data

    def _is_stale(self) -> bool:
        """The form carries the revision it was loaded from; a copy without it counts as stale, too."""
        latest = self.instance.latest_revision_id
        return bool(self.instance.pk and latest) and self.data.get("loaded_revision_id") != str(latest)

    def _both_versions(self) -> Iterator[str]:
        """Yield what happened and how to go on, then the two versions of each field that differs."""
        yield (
            f"{self.instance.latest_revision.user or 'Jemand'} hat diese Seite inzwischen gespeichert. Ihre Eingaben "
            "stehen noch im Formular. Wenn Sie jetzt noch einmal speichern, gilt Ihre Fassung."
        )
        saved = self.instance.get_latest_revision_as_object()
        typed = construct_instance(self, self.instance.get_latest_revision_as_object(), self._meta.fields)
        handler = type(typed).get_edit_handler().get_bound_panel(instance=typed, request=None, form=self)
        for comparison in (make(saved, typed) for make in handler.get_comparison()):
            if comparison.has_changed() and hasattr(comparison, "val_a"):
                values = (_as_text(value) for value in (comparison.val_a, comparison.val_b))
                yield "{}: gespeichert „{}“, Ihre Eingabe „{}“".format(comparison.field_label(), *values)


def _as_text(value: Any) -> str:
    return Truncator(text_from_html(str("" if value is None else value))).chars(MAX_SHOWN)
