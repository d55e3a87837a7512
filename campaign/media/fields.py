"""File fields that store nothing unchecked, whoever writes: form, chooser, bulk upload, demo data, shell."""

import secrets
from typing import Any

from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from campaign.media import formats
from campaign.media.checked import CheckedFile
from campaign.media.pictures import clean_image
from campaign.media.recordings import clean_captions, clean_recording, clean_sign_language
from campaign.media.storage import private_storage
from campaign.media.validation import clean_document


def random_name(folder: str, filename: str) -> str:
    """Return a path nobody can guess (128 bits); of the original file name only the extension survives."""
    extension = formats.extension_of(filename)
    return f"{folder}/{secrets.token_hex(16)}.{extension if extension.isalnum() else 'bin'}"


class CheckedFieldFile(FieldFile):
    """Checks the content on its way to the store; what a form has checked already passes through."""

    field: "PrivateFileField"

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store the checked content; raises ValidationError (German) when it is refused."""
        named = content if isinstance(content, CheckedFile) else File(content, name=name)
        checked = self.field.checked(self.instance, named)
        super().save(checked.name or name, checked, save)


class CheckedImageFieldFile(WagtailImageFieldFile, CheckedFieldFile):
    """The same for the field that also keeps width and height."""


class PrivateFileField(models.FileField):
    """A field of the private store: random names, an index for the media view, a check of its own."""

    attr_class = CheckedFieldFile
    folder = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("storage", private_storage)
        kwargs.setdefault("db_index", True)
        super().__init__(*args, **kwargs)

    def generate_filename(self, instance: models.Model | None, filename: Any) -> str:
        return random_name(self.folder, str(filename))

    def checked(self, instance: Any, content: File) -> CheckedFile:
        """Return the content as it may be stored; raises ValidationError (German)."""
        raise NotImplementedError


class PictureField(PrivateFileField, WagtailImageField):
    """The original of an image: cleaned, never released."""

    attr_class = CheckedImageFieldFile
    folder = formats.ORIGINALS

    def checked(self, instance: Any, content: File) -> CheckedFile:
        return clean_image(content)


class RenditionField(PrivateFileField, WagtailImageField):
    """A picture computed from a cleaned original: nothing is left to check."""

    attr_class = WagtailImageFieldFile
    folder = formats.RENDITIONS


class DocumentField(PrivateFileField):
    """A document to download."""

    folder = formats.DOCUMENTS

    def checked(self, instance: Any, content: File) -> CheckedFile:
        document = clean_document(content)
        instance.remarks = list(document.remarks)
        return document


class RecordingField(PrivateFileField):
    """A video; the instance's `type` must say so."""

    folder = formats.VIDEOS

    def checked(self, instance: Any, content: File) -> CheckedFile:
        return clean_recording(content, instance.type)


class CaptionsField(PrivateFileField):
    """Captions of a video as WebVTT."""

    folder = formats.CAPTIONS

    def checked(self, instance: Any, content: File) -> CheckedFile:
        return clean_captions(content)


class PosterField(PrivateFileField):
    """The still picture of a video, cleaned like every picture."""

    folder = formats.POSTERS

    def checked(self, instance: Any, content: File) -> CheckedFile:
        return clean_image(content)


class DescriptionsField(CaptionsField):
    """What is to be seen in a video, as WebVTT for screen readers."""

    folder = formats.DESCRIPTIONS


class DescribedField(PrivateFileField):
    """The whole video again, with spoken description."""

    folder = formats.DESCRIBED

    def checked(self, instance: Any, content: File) -> CheckedFile:
        return clean_recording(content, "video")


class SignedField(PrivateFileField):
    """The video in sign language."""

    folder = formats.SIGNED

    def checked(self, instance: Any, content: File) -> CheckedFile:
        return clean_sign_language(content)


class VersionField(PrivateFileField):
    """A video computed from a checked one: nothing is left to check."""

    folder = formats.VERSIONS

    def checked(self, instance: Any, content: File) -> CheckedFile:
        return CheckedFile(content.file, name=content.name)
