"""The edit form of every page: nobody overwrites a colleague's work without seeing it."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import construct_instance
from django.http import Http404
from django.utils.text import Truncator
from wagtail.admin.compare import text_from_html
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.stream_block import StreamValue
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtailmedia.models import AbstractMedia

from campaign.accounts import attempts, ownership
from campaign.accounts.roles import Role

MAX_SHOWN = 300
# What a page can refer to that belongs to somebody, and how `ownership` calls it.
KINDS: dict[type[models.Model], str] = {
    AbstractImage: "image_choice",
    AbstractDocument: "document_choice",
    AbstractMedia: "media_choice",
    Page: "choosable",
}


class CampaignPageForm(WagtailAdminPageForm):
    """Refuses to save over a revision the person has not seen, and shows both versions; nothing typed is lost."""

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        if any(not self._may_refer_to(model, key) for model, key in self._references(cleaned_data)):
            # The same answer for a foreign object and a missing one; the form would show its title again.
            raise Http404
        if self._is_stale():
            self.add_error(None, [ValidationError(text, code="stale") for text in self._both_versions()])
        return cleaned_data

    def _references(self, cleaned_data: dict[str, Any]) -> Iterator[tuple[type[models.Model], Any]]:
        """Yield model and key of what the page would refer to: by foreign key, in blocks, in rich text."""
        for name, value in cleaned_data.items():
            if isinstance(value, models.Model):
                yield type(value), value.pk
            elif isinstance(value, StreamValue):
                field = self.instance._meta.get_field(name)
                yield from ((reference[0], reference[1]) for reference in field.extract_references(value))

    def _may_refer_to(self, model: type[models.Model], key: Any) -> bool:
        user = self.for_user
        if user is None or user.roles != {Role.REDAKTION}:
            return True
        kind = next((kind for base, kind in KINDS.items() if issubclass(model, base)), None)
        if kind is None or ownership.belongs(user, kind, int(key)):
            return True
        attempts.note(user, "form", kind, int(key))
        return False

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
