"""The edit form of every page: nobody overwrites a colleague's work without seeing it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from wagtail.admin.forms import WagtailAdminPageForm


class CampaignPageForm(WagtailAdminPageForm):
    """Refuses to save over a revision the person has not seen, and shows both versions; nothing typed is lost."""

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        if self._is_stale():
            self.add_error(None, ValidationError(self._both_versions(), code="stale"))
        return cleaned_data

    def _is_stale(self) -> bool:
        """The form carries the revision it was loaded from; a copy without it counts as stale, too."""
        latest = self.instance.latest_revision_id
        return bool(self.instance.pk and latest) and self.data.get("loaded_revision_id") != str(latest)

    def _both_versions(self) -> str:
        saved = self.instance.get_latest_revision_as_object()
        editor = self.instance.latest_revision.user or "Jemand"
        rows = [
            (comparison.field_label(), comparison.htmldiff())
            for comparison in self._comparisons(saved)
            if comparison.has_changed()
        ]
        return format_html(
            "{} hat diese Seite inzwischen gespeichert. Ihre Eingaben stehen noch im Formular. Wenn Sie jetzt noch "
            "einmal speichern, gilt Ihre Fassung. Unterschiede (gestrichen: gespeicherte Fassung, unterlegt: Ihre):<ul>{}</ul>",
            editor,
            format_html_join("", "<li><strong>{}</strong>: {}</li>", rows),
        )

    def _comparisons(self, saved) -> list:
        handler = type(self.instance).get_edit_handler()
        comparisons = handler.get_bound_panel(instance=self.instance, request=None, form=self).get_comparison()
        return [comparison(saved, self.instance) for comparison in comparisons]
