"""The admin's forms for files: they check before anything is stored and say at the field what is wrong."""

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from wagtail.admin.forms.collections import BaseCollectionMemberForm
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from campaign.accounts.gate import Access, access
from campaign.media import portraits, quota
from campaign.media.formats import DOCUMENT_EXTENSIONS, DOCUMENT_MB, IMAGE_MB, IMAGE_MP
from campaign.media.pictures import clean_image
from campaign.media.usage import is_shown_live, replacement_refused
from campaign.media.validation import clean_document


class PictureFormField(WagtailImageField):
    """Replaces Wagtail's own checks, which answer damaged files with a server error, by ours."""

    def to_python(self, data):
        file = forms.FileField.to_python(self, data)
        return None if file is None else clean_image(file)


class DocumentFormField(WagtailDocumentField):
    """Looks into the document."""

    def to_python(self, data):
        file = forms.FileField.to_python(self, data)
        return None if file is None else clean_document(file)


def _offer_new_version(form: "UsedFileForm", view: str) -> None:
    """Where a public page shows the file, say in place of the limits how a better one gets there."""
    if form.instance.pk and "file" in form.fields and is_shown_live(form.instance):
        help_text: str = "Eine öffentliche Seite zeigt diese Datei."
        if form.user and access(view, form.user.roles) is not Access.REFUSED:
            url = reverse(view, args=[form.instance.pk])
            help_text = format_html('{} <a href="{}">Neue Fassung hochladen</a>', help_text, url)
        form.fields["file"].help_text = help_text


def _replace(form: forms.ModelForm, name: str, field_class: type[forms.FileField], help_text: str) -> None:
    """Put our field in the place of the generated one, if the form has it (the bulk editor has no `file`)."""
    old = form.fields.get(name)
    if old is None:
        return
    form.fields[name] = field_class(label=old.label, required=old.required, widget=old.widget)
    form.fields[name].help_text = help_text


class UsedFileForm(BaseCollectionMemberForm):
    """Refuses at the field to replace a file in use, or the words and the crop shown with it."""

    def __init__(self, *args, user=None, **kwargs) -> None:
        self.user = user
        super().__init__(*args, user=user, **kwargs)

    def clean(self) -> dict:
        data = super().clean()
        for name, text in quota.refusals(self):
            self.add_error(name, text)
        if self.instance.pk is None:
            return data
        stored = (
            type(self.instance)
            ._default_manager.filter(pk=self.instance.pk)
            .values(*self.instance.guarded_files)
            .first()
        )
        changed = [
            name
            for name in self.changed_data
            if (stored or {}).get(name) or name in self.instance.shown_with_it
        ]
        if changed:
            refusal = replacement_refused(self.instance, self.user)
            for name in changed if refusal else ():
                self.add_error(name, refusal)
        return data


class ImageForm(UsedFileForm, BaseImageForm):
    """Form of an image; set by WAGTAILIMAGES_IMAGE_FORM_BASE."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        limits = f"JPEG, PNG oder WebP, höchstens {IMAGE_MB} MB und {IMAGE_MP} Millionen Bildpunkte. "
        _replace(self, "file", PictureFormField, f"{limits}Ort und Kameradaten werden aus dem Bild entfernt.")
        _offer_new_version(self, "media_new_image")

    def clean(self) -> dict:
        data = super().clean()
        if self.instance.pk and data.get("is_named_portrait") is False:
            refusal = portraits.why_mark_stays(self.instance, self.user)
            if refusal:
                self.add_error("is_named_portrait", refusal)
        return data


class DocumentForm(UsedFileForm, BaseDocumentForm):
    """Form of a document; set by WAGTAILDOCS_DOCUMENT_FORM_BASE."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kinds = ", ".join(extension.upper() for extension in DOCUMENT_EXTENSIONS)
        _replace(self, "file", DocumentFormField, f"{kinds}; höchstens {DOCUMENT_MB} MB, ohne Makros.")
        _offer_new_version(self, "media_new_document")
        if self.instance.remarks and "file" in self.fields:
            self.fields["file"].help_text = format_html(
                "{} <strong>Zu dieser Datei:</strong><ul>{}</ul>",
                self.fields["file"].help_text,
                format_html_join("", "<li>{}</li>", ((remark,) for remark in self.instance.remarks)),
            )
