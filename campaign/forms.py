"""The edit form of every page: nobody overwrites a colleague's work without seeing it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import construct_instance
from django.http import Http404, QueryDict
from django.utils.text import Truncator
from wagtail.admin.compare import text_from_html
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtailmedia.models import AbstractMedia

from campaign.accounts import attempts, ownership
from campaign.accounts.gate import as_id
from campaign.accounts.roles import Role
from campaign.media import portraits, references, video_checks
from campaign.printable import printable

MAX_SHOWN = 300
# What a page can refer to that belongs to somebody, and how `ownership` calls it.
KINDS: dict[type[models.Model], str] = {
    AbstractImage: "image_choice",
    AbstractDocument: "document_choice",
    AbstractMedia: "media_choice",
    Page: "choosable",
}
FILES = (AbstractImage, AbstractDocument, AbstractMedia)
OTHERS_FILE = (
    "Diese Datei gehört zu einem anderen Jobcenter. Auf der Seite können nur Dateien dieses Jobcenters und der "
    "Kampagne stehen."
)


class CampaignPageForm(WagtailAdminPageForm):
    """Refuses to save over a revision the person has not seen, and shows both versions; nothing typed is lost."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(_without_control_characters(data), *args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                # The browser would cut a pasted text without a word; the form says by how much it is too long.
                field.widget.attrs.pop("maxlength", None)

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        found = list(references.of_form(self))
        if not all(self._may_refer_to(reference.model, reference.key) for reference in found):
            # The same answer for a foreign object and a missing one; the form would show its title again.
            raise Http404
        self._refuse(self._fields_with_others_files(found), OTHERS_FILE)
        if portraits.are_refused_on(self._meta.model):
            self._refuse(portraits.fields_with_portraits(found), portraits.REFUSAL)
        if "action-publish" in self.data:
            for name, text in video_checks.unready(found):
                self._refuse([name], text)
        if self._is_stale():
            self.add_error(None, [ValidationError(text, code="stale") for text in self._both_versions()])
        return cleaned_data

    def _refuse(self, names: Iterable[str], text: str) -> None:
        """Say at the fields what is wrong; rows of an inline panel have no field in this form."""
        for name in names:
            self.add_error(name if name in self.fields else None, text)

    def _may_refer_to(self, model: type[models.Model], key: str) -> bool:
        user = self.for_user
        if user is None or user.roles != {Role.REDAKTION}:
            return True
        kind = next((kind for base, kind in KINDS.items() if issubclass(model, base)), None)
        number = as_id(key)
        if kind is None or (number is not None and ownership.belongs(user, kind, number)):
            return True
        attempts.note(user, "form", kind, number)
        return False

    def _fields_with_others_files(self, found: list[references.Reference]) -> list[str]:
        """Return the fields with a file of another centre than the page's: somebody may work for two of them."""
        files = [one for one in found if issubclass(one.model, FILES)]
        allowed = (
            ownership.collections_of_branch(self.instance.path or self.parent_page.path) if files else None
        )
        if allowed is None:
            return []
        return sorted({one.field for one in files if not _lies_in(one, allowed)})

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
        # Of a published page, `get_latest_revision_as_object` would be the very instance this form fills.
        saved, typed = (self.instance.latest_revision.as_object() for _ in range(2))
        construct_instance(self, typed, self._meta.fields)
        handler = type(typed).get_edit_handler().get_bound_panel(instance=typed, request=None, form=self)
        for comparison in (make(saved, typed) for make in handler.get_comparison()):
            if comparison.has_changed() and hasattr(comparison, "val_a"):
                values = (_as_text(value) for value in (comparison.val_a, comparison.val_b))
                yield "{}: gespeichert „{}“, Ihre Eingabe „{}“".format(comparison.field_label(), *values)


def _without_control_characters(data: Any) -> Any:
    """Word processors paste characters that no feed may carry; what no browser sent stays as it is."""
    if not isinstance(data, QueryDict):
        return data
    clean = QueryDict(mutable=True, encoding=data.encoding)
    for name, values in data.lists():
        clean.setlist(name, [printable(value) if isinstance(value, str) else value for value in values])
    return clean


def _lies_in(reference: references.Reference, collections: frozenset[int]) -> bool:
    files = reference.model._default_manager.filter(collection__in=collections)
    return files.filter(pk=as_id(reference.key)).exists()


def _as_text(value: Any) -> str:
    return Truncator(text_from_html(str("" if value is None else value))).chars(MAX_SHOWN)
